package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mosexporter.MovedOffice;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.config.Site;
import org.mosexporter.wire.Frames;

/** {@code mos-exporter setup}, from captures: what it finds, shows, asks and writes. */
class SetupCommandTest extends SetupTrial {
  /** Site, hours, interface, networks, access of both, PBX, providers. */
  private static final String KEEP_ALL = "\n".repeat(8);

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
        10.9.0.0/16, 10.9.20.0/24
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
            "10.9.20.0/24 overlaps with 10.9.0.0/16",
            "How phones in 10.8.0.0/24 are connected: wired, wifi, vpn or mobile [not said]",
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

  /** As many as README's newcomer answers in ReadmeIT, whose office has one network. */
  @Test
  void ofOneNetworkItAsksSevenQuestionsAndWhetherToWrite() throws Exception {
    byte[] options =
        """
        OPTIONS sip:a@10.1.20.12 SIP/2.0
        Via: SIP/2.0/UDP 10.1.20.11;branch=z9hG4bKo
        From: <sip:b@10.1.20.11>;tag=o
        To: <sip:a@10.1.20.12>
        Call-ID: o1
        CSeq: 1 OPTIONS
        Content-Length: 0

        """
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] frame = Frames.frame("10.1.20.11", 5060, "10.1.20.12", 5060, options);

    setup(Optional.of("\n".repeat(7) + "y\n"), "--from=" + capture(List.of(frame)));

    assertTrue(Files.exists(target), err::toString);
    assertEquals("10.1.20.0/24", load(target).networks().getFirst().cidr().toString());
    assertEquals(7, err.toString().split("]: ", -1).length - 1, err::toString);
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
  void accessIsLeftOutUntilSomebodyCopiesItFromTheCommentIntoTheBraces() throws Exception {
    setup(Optional.empty(), "--from=" + demo(), "--yes");

    String text = Files.readString(target);
    assertEquals(Network.Access.UNKNOWN, load(target).networks().getFirst().access());
    Matcher line =
        Pattern.compile("(?m)^(  - \\{.*)}   # .*Inside the braces: (.*)$").matcher(text);
    assertTrue(line.find(), text);
    Files.writeString(target, text.replace(line.group(), line.group(1) + line.group(2) + "}"));
    assertEquals(Network.Access.WIRED, load(target).networks().getFirst().access());
  }

  @Test
  void utcThatNobodySaidIsNamed() throws Exception {
    Path office = demo();
    String file = "# Nobody said the time zone: UTC is hardly that of an office.\n";
    String said = "The office hours are in UTC, for nobody said a time zone: --timezone does.\n";
    String hours = "--office-hours=Mon-Fri 08:00-18:00";

    setup(Optional.empty(), "--from=" + office, hours);
    assertTrue(out.toString().contains(file), out::toString);
    assertTrue(err.toString().contains(said), err::toString);

    forget();
    setup(Optional.empty(), "--from=" + office, hours, "--timezone=UTC");
    assertFalse(out.toString().contains(file), out::toString);
    assertFalse(err.toString().contains(said), err::toString);

    forget();
    setup(Optional.of("\nMon-Fri 08:00-18:00\n\n"), "--from=" + office); // Enter is no answer
    assertTrue(out.toString().contains(file), out::toString);
    assertTrue(err.toString().contains(said), err::toString);

    forget();
    setup(Optional.of("\nMon-Fri 08:00-18:00\nEtc/UTC\n"), "--from=" + office);
    assertFalse(out.toString().contains(file), out::toString);
    assertFalse(err.toString().contains(said), err::toString);

    forget();
    setup(Optional.empty(), "--from=" + office); // a proposal: nothing to be wrong by yet
    assertTrue(out.toString().contains(file), out::toString);
    assertFalse(err.toString().contains(said), err::toString);
  }

  private void forget() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
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
