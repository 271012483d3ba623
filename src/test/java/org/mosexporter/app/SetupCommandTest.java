package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.Golden;
import org.mosexporter.MovedOffice;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.config.Site;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.ConfigLoader;
import org.mosexporter.wire.Frames;
import picocli.CommandLine;

/** {@code mos-exporter setup}, from captures: what it finds, shows, asks and writes. */
class SetupCommandTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  /** Site, hours, interface, networks, access of both, PBX, providers. */
  private static final String KEEP_ALL = "\n".repeat(8);

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path target = Path.of("");

  @BeforeEach
  void chooseAFile() {
    target = folder.resolve("mos-exporter.yml");
  }

  private Path demo() throws IOException {
    Path file = folder.resolve("office.pcap");
    try (OutputStream pcap = Files.newOutputStream(file)) {
      MovedOffice.write(START, Duration.ofSeconds(40), pcap);
    }
    return file;
  }

  /** A capture of these frames (pcap, microseconds, Ethernet). */
  private Path capture(List<byte[]> frames) throws IOException {
    ByteArrayOutputStream pcap = new ByteArrayOutputStream();
    pcap.write(Frames.hex("A1B2C3D4 0002 0004 00000000 00000000 00040000 00000001"));
    long at = 0;
    for (byte[] frame : frames) {
      pcap.write(Frames.u32(1_700_000_000L + at / 50));
      pcap.write(Frames.u32(at % 50 * 20_000));
      pcap.write(Frames.u32(frame.length));
      pcap.write(Frames.u32(frame.length));
      pcap.write(frame);
      at++;
    }
    return Files.write(folder.resolve("frames.pcap"), pcap.toByteArray());
  }

  private int setup(Optional<String> answers, Object... options) {
    List<String> arguments = new ArrayList<>(List.of("--output=" + target));
    Stream.of(options).map(String::valueOf).forEach(arguments::add);
    if (arguments.stream().noneMatch(each -> each.startsWith("--site="))) {
      arguments.add("--site=berlin");
    }
    return new CommandLine(
            new SetupCommand(answers.map(text -> new BufferedReader(new StringReader(text)))))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private static Config load(Path file) throws ConfigException {
    return ConfigLoader.load(file, "host", Map.of(), filter -> filter);
  }

  @Test
  void findsTheOfficeOfACapture() throws Exception {
    assertEquals(Main.DONE, setup(Optional.empty(), "--from=" + demo(), "--yes"), err::toString);

    Config config = load(target);
    assertEquals("berlin", config.site());
    assertEquals(1, config.servers().size(), out::toString);
    assertEquals(MovedOffice.PBX, config.servers().getFirst().addresses().getFirst().toString());
    assertEquals( // where the phones are, and so wide as a network mostly is
        List.of("10.1.20.0/24", "10.1.30.0/24"),
        config.networks().stream().map(network -> network.cidr().toString()).toList());
    assertEquals(1, config.trunks().size(), out::toString);
    assertEquals(
        "[203.0.113.10/32, 203.0.113.11/32, 203.0.113.12/32]",
        config.trunks().getFirst().cidrs().toString());
    assertEquals(out.toString(), Files.readString(target));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
  }

  @Test
  void theWrittenFilePassesCheck() throws Exception {
    setup(Optional.empty(), "--from=" + demo(), "--yes");

    StringWriter said = new StringWriter();
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .execute("check", "--config.file=" + target);
    assertEquals(Main.DONE, exit, said::toString);
  }

  @Test
  void onlyShowsUnlessItIsToldTo() throws Exception {
    assertEquals(Main.DONE, setup(Optional.empty(), "--from=" + demo()));

    assertFalse(Files.exists(target));
    assertTrue(out.toString().contains("site: \"berlin\""), out::toString);
    assertTrue(err.toString().contains("--yes writes it"), err::toString);
  }

  @Test
  void replacesNothingWithoutForceAndKeepsACopyWithIt() throws Exception {
    Files.writeString(target, "site: old\n");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    Path office = demo();

    assertEquals(Main.FAILED, setup(Optional.empty(), "--from=" + office, "--yes"));
    assertEquals("site: old\n", Files.readString(target));

    assertEquals(Main.DONE, setup(Optional.empty(), "--from=" + office, "--yes", "--force"));
    assertEquals("berlin", load(target).site());
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    try (Stream<Path> files = Files.list(folder)) {
      Path copy =
          files.filter(f -> f.toString().contains(".yml.before-")).findFirst().orElseThrow();
      assertEquals("site: old\n", Files.readString(copy));
    }
  }

  @Test
  void asksAndTakesTheAnswers() throws Exception {
    String answers =
        """
        hamburg
        always
        Mon-Sat 07:00-19:00
        Atlantis
        Europe/Berlin
        eth7
        nonsense
        10.9.0.0/16, 10.8.0.0/24
        wireless
        wifi

        -
        198.51.100.0/24
        y
        """;
    assertEquals(Main.DONE, setup(Optional.of(answers), "--from=" + demo()), err::toString);

    Config config = load(target);
    assertEquals("hamburg", config.site());
    assertEquals(
        Map.of("hamburg", new Site(ZoneId.of("Europe/Berlin"), "Mon-Sat 07:00-19:00", 3.8)),
        config.sites());
    assertEquals("eth7", config.capture().getFirst().networkInterface());
    assertEquals(
        List.of("10.9.0.0/16", "10.8.0.0/24"),
        config.networks().stream().map(network -> network.cidr().toString()).toList());
    assertEquals(
        List.of(Network.Access.WIFI, Network.Access.UNKNOWN),
        config.networks().stream().map(Network::access).toList());
    assertEquals(List.of(), config.servers());
    assertEquals("[198.51.100.0/24]", config.trunks().getFirst().cidrs().toString());
    for (String refused :
        List.of(
            "write it as Mon-Fri",
            "a zone is expected, such as Europe/Berlin",
            "nonsense",
            "wired, wifi, vpn or mobile is expected")) {
      assertTrue(err.toString().contains(refused), err::toString);
    }
  }

  @Test
  void keepsWhatWasFoundWhereNothingIsAnsweredAndWritesNothingWithoutAYes() throws Exception {
    assertEquals(Main.DONE, setup(Optional.of(KEEP_ALL + "no\n"), "--from=" + demo()));
    assertFalse(Files.exists(target));

    assertEquals(Main.DONE, setup(Optional.of(""), "--from=" + demo())); // the input ends
    assertFalse(Files.exists(target));

    assertEquals(Main.DONE, setup(Optional.of(KEEP_ALL + "y\n"), "--from=" + demo()));
    assertEquals(1, load(target).servers().size());
  }

  @Test
  void askedItReplacesOnlyWithAYes() throws Exception {
    Files.writeString(target, "site: old\n");

    setup(Optional.of(KEEP_ALL + "n\n"), "--from=" + demo());
    assertEquals("site: old\n", Files.readString(target));
    assertTrue(err.toString().contains("Replace it, and keep it as " + target + ".before-"));

    setup(Optional.of(KEEP_ALL + "y\n"), "--from=" + demo());
    assertEquals("berlin", load(target).site());
  }

  @Test
  void routersComeFromLldp() throws Exception {
    Path secret = Files.writeString(folder.resolve("community"), "public-of-office\n");
    Path frames = capture(List.of(Frames.hex(LLDP_ROUTER)));

    assertEquals(
        Main.DONE,
        setup(Optional.empty(), "--from=" + frames, "--yes", "--snmp.community-file=" + secret),
        err::toString);

    var device = load(target).snmp().devices().getFirst();
    assertEquals("gw1", device.name());
    assertEquals("10.1.0.1", device.address());
    assertTrue(out.toString().contains("its port is Gi0/0/1"), out::toString);
  }

  private static final String LLDP_ROUTER =
      "0180C200000E 00049FAABB02 88CC 0207 04 00049FAABB02 0408 05 4769302F302F31 0602 0078"
          + " 0A03 677731 0E04 0014 0010 100C 05 01 0A010001 02 00000001 00 0000";

  /** Called gw1, at 10.1.0.254, its port Gi0/0/1, a cisco C891 that routes. */
  private static final String CDP_ROUTER =
      "01000CCCCCCC 00049FAABB02 0045 AAAA03 00000C 2000 02 B4 0000 0001 0007 677731"
          + " 0002 0011 00000001 01 01 CC 0004 0A0100FE 0003 000B 4769302F302F31"
          + " 0004 0008 00000021 0006 000E 636973636F2043383931";

  /** Called sw2, says no address, its port Gi1/0/24, switches; voice in VLAN 120. */
  private static final String CDP_SWITCH =
      "01000CCCCCCC 00049FAABB07 002E AAAA03 00000C 2000 02 B4 0000 0001 0007 737732"
          + " 0003 000C 4769312F302F3234 0004 0008 00000028 000E 0007 01 0078 0000 0000 00";

  /** A phone, which is neither. */
  private static final String CDP_PHONE =
      "01000CCCCCCC 00049FAABB08 001B AAAA03 00000C 2000 02 B4 0000 0001 0007 534550"
          + " 0004 0008 00000490 00 00 00";

  @Test
  void routersComeFromCdp() throws Exception {
    Path secret = Files.writeString(folder.resolve("community"), "public-of-office\n");
    Path frames =
        capture(List.of(Frames.hex(CDP_ROUTER), Frames.hex(CDP_SWITCH), Frames.hex(CDP_PHONE)));

    setup(Optional.empty(), "--from=" + frames, "--yes", "--snmp.community-file=" + secret);

    assertEquals(1, load(target).snmp().devices().size());
    var device = load(target).snmp().devices().getFirst();
    assertEquals("gw1", device.name());
    assertEquals("10.1.0.254", device.address());
    assertTrue(
        out.toString()
            .contains("it says by CDP that it is a router (cisco C891); its port is Gi0/0/1."),
        out::toString);
    assertTrue(
        out.toString()
            .contains(
                "# sw2: it says by CDP that it is a switch; its port is Gi1/0/24; its voice VLAN"
                    + " is 120; it does not say its address."),
        out::toString);
    assertFalse(out.toString().contains("SEP"), out::toString);
  }

  @Test
  void whoSpeaksLldpAndCdpIsOneRouter() throws Exception {
    Path secret = Files.writeString(folder.resolve("community"), "public-of-office\n");
    Path frames = capture(List.of(Frames.hex(CDP_ROUTER), Frames.hex(LLDP_ROUTER)));

    setup(Optional.empty(), "--from=" + frames, "--yes", "--snmp.community-file=" + secret);

    assertEquals(1, load(target).snmp().devices().size(), out::toString);
    assertTrue(out.toString().contains("it says by CDP and LLDP that"), out::toString);
  }

  @Test
  void officeHoursAreProposedInACommentUnlessTheyAreGiven() throws Exception {
    Path office = demo();
    setup(Optional.empty(), "--from=" + office, "--yes", "--timezone=Europe/Berlin");
    assertEquals(Map.of("berlin", Site.defaults()), load(target).sites());
    assertTrue(
        out.toString()
            .contains(
                "#   \"berlin\": {timezone: \"Europe/Berlin\","
                    + " office_hours: \"Mon-Fri 08:00-18:00\"}\n"),
        out::toString);

    setup(
        Optional.empty(),
        "--from=" + office,
        "--yes",
        "--force",
        "--timezone=Asia/Tokyo",
        "--office-hours=Mon-Sun 00:00-24:00");
    assertEquals(
        Map.of("berlin", new Site(ZoneId.of("Asia/Tokyo"), "Mon-Sun 00:00-24:00", 3.8)),
        load(target).sites());
  }

  @Test
  void refusesHoursAndZonesThatAreNone() {
    assertEquals(Main.USAGE, setup(Optional.empty(), "--office-hours=always", "--seconds=1"));
    assertTrue(err.toString().contains("--office-hours: write it as Mon-Fri"), err::toString);
    assertEquals(Main.USAGE, setup(Optional.empty(), "--timezone=Atlantis", "--seconds=1"));
  }

  @Test
  void accessIsLeftOutUntilSomebodySaysIt() throws Exception {
    setup(Optional.empty(), "--from=" + demo(), "--yes");

    assertTrue(
        out.toString()
            .contains("cidr: \"10.1.20.0/24\"}   # add access: wired, wifi, vpn or mobile\n"),
        out::toString);
  }

  /** Everything at once: read it when it changes. */
  @Test
  void writesAFileThatExplainsItself() throws Exception {
    Path frames =
        capture(List.of(Frames.hex(LLDP_ROUTER), Frames.hex(CDP_ROUTER), Frames.hex(CDP_SWITCH)));
    String answers =
        """

        Mon-Fri 07:30-18:00
        Europe/Berlin


        wired



        y
        """;

    setup(Optional.of(answers), "--from=" + demo(), "--from=" + frames);

    assertTrue(load(target).sites().containsKey("berlin"));
    Golden.assertFile(Path.of("src/test/resources/contract/setup.yml"), Files.readString(target));
  }

  @Test
  void withoutACommunityRoutersStandInComments() throws Exception {
    setup(Optional.empty(), "--from=" + capture(List.of(Frames.hex(LLDP_ROUTER))), "--yes");

    assertEquals(List.of(), load(target).snmp().devices());
    assertTrue(
        out.toString().contains("#     - {name: \"gw1\", address: \"10.1.0.1\""), out::toString);
  }

  /** A name that would be YAML of its own if it were not quoted. */
  private static final String HOSTILE = "\"}]\nsite: evil # ${file:/etc/shadow}\\\u0085\u2028x'";

  private static byte[] sip(String from, String to, String message) {
    byte[] octets = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return Frames.frame(from, 5060, to, 5060, octets);
  }

  /** Of a CDP frame. */
  private static byte[] item(int type, byte[] value) {
    return Frames.concat(Frames.u16(type), Frames.u16(4 + value.length), value);
  }

  @Test
  void whatStrangersCallThemselvesStaysAName() throws Exception {
    byte[] said = HOSTILE.getBytes(StandardCharsets.UTF_8);
    byte[] lldp =
        Frames.concat(
            Frames.hex("0180C200000E 00049FAABB02 88CC 0207 04 00049FAABB02 0602 0078"),
            Frames.u16(5 << 9 | said.length),
            said,
            Frames.hex("0E04 0010 0010 100C 05 01 0A010001 02 00000001 00 0000"));
    byte[] other = ("x" + HOSTILE).getBytes(StandardCharsets.UTF_8);
    byte[] cdp =
        Frames.concat(
            Frames.hex("AAAA03 00000C 2000 02 B4 0000 0004 0008 00000001"),
            Frames.hex("0002 0011 00000001 01 01 CC 0004 0A010002"),
            item(1, other),
            item(3, said),
            item(6, said));
    byte[] announced =
        Frames.concat(Frames.hex("01000CCCCCCC 00049FAABB07"), Frames.u16(cdp.length), cdp);
    String agent = "x\"}] #${file:/etc/shadow}\u0085\u2028";
    String dialog =
        """
        Via: SIP/2.0/UDP 10.1.20.11;branch=z9hG4bKr
        From: <sip:a@b>;tag=r
        To: <sip:a@"}],${env:HOME}SEPARATOR>
        Call-ID: r1
        CSeq: 1 REGISTER
        """
            .replace("SEPARATOR", "\u2028");
    String request =
        "REGISTER sip:b SIP/2.0\n" + dialog + "User-Agent: " + agent + "\nContent-Length: 0\n\n";
    String response = "SIP/2.0 200 OK\n" + dialog + "Server: " + agent + "\nContent-Length: 0\n\n";
    Path secret = Files.writeString(folder.resolve("community"), "public-of-office\n");
    Path frames =
        capture(
            List.of(
                lldp,
                announced,
                sip("10.1.20.11", "10.1.0.5", request),
                sip("10.1.0.5", "10.1.20.11", response),
                sip("10.1.20.12", "198.51.100.7", request),
                sip("198.51.100.7", "10.1.20.12", response)));

    int exit =
        setup(Optional.empty(), "--from=" + frames, "--yes", "--snmp.community-file=" + secret);

    assertEquals(Main.DONE, exit, out + "\n" + err);
    Config config = load(target);
    assertEquals("berlin", config.site());
    assertEquals("10.1.0.5", config.servers().getFirst().addresses().getFirst().toString());
    assertEquals("[198.51.100.7/32]", config.trunks().getFirst().cidrs().toString());
    assertEquals(
        List.of("10.1.0.1", "10.1.0.2"),
        config.snmp().devices().stream().map(device -> device.address()).toList());
    String text = Files.readString(target);
    assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F)), text);
    for (String line : text.lines().filter(line -> !line.strip().startsWith("#")).toList()) {
      assertFalse(line.contains("${env") || line.contains("${file:/etc/shadow"), line);
    }
  }

  @Test
  void aSiteNameIsMadeFit() throws Exception {
    setup(Optional.empty(), "--from=" + demo(), "--yes", "--site=Bür\"o\n1");

    assertEquals("B-r-o-1", load(target).site());
  }

  @Test
  void saysWhatIsNoCapture() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.pcap"), "no capture at all, just a text");

    assertEquals(1, setup(Optional.empty(), "--from=" + text));
    assertFalse(Files.exists(target));
  }

  @Test
  void refusesATimeThatIsNone() {
    assertEquals(Main.USAGE, setup(Optional.empty(), "--seconds=0"));
  }
}
