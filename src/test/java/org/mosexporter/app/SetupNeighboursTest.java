package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mosexporter.Golden;
import org.mosexporter.config.Config;
import org.mosexporter.wire.Frames;

/** Routers and switches that announce themselves, and what strangers call themselves. */
class SetupNeighboursTest extends SetupTrial {
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
            .contains(
                "it says by CDP that it is a router; its port is Gi0/0/1; its model is cisco"
                    + " C891."),
        out::toString);
    assertTrue(
        out.toString()
            .contains(
                "# sw2: it says by CDP that it is a switch; its voice VLAN is 120; its port is"
                    + " Gi1/0/24; not asked: it does not say its address."),
        out::toString);
    assertFalse(out.toString().contains("SEP"), out::toString);
  }

  /** Anybody on the link can send such a frame, and whoever is asked learns the community. */
  @Test
  void anAddressThatOnlyAFrameNamesStaysAComment() throws Exception {
    Path secret = Files.writeString(folder.resolve("community"), "public-of-office\n");
    Path frames = capture(List.of(Frames.hex(CDP_ROUTER.replace("0A0100FE", "CB007109"))));

    int exit =
        setup(Optional.empty(), "--from=" + frames, "--yes", "--snmp.community-file=" + secret);

    assertEquals(Main.DONE, exit, err::toString);
    assertEquals(List.of(), load(target).snmp().devices());
    assertTrue(
        out.toString()
            .contains(
                "# gw1 at 203.0.113.9: it says by CDP that it is a router; its port is Gi0/0/1; its"
                    + " model is cisco C891; not asked: its address is public and in no network of"
                    + " this host: whoever has it would learn the community.\n"),
        out::toString);
  }

  @Test
  void whoSpeaksLldpAndCdpIsOneRouter() throws Exception {
    Path secret = Files.writeString(folder.resolve("community"), "public-of-office\n");
    Path frames = capture(List.of(Frames.hex(CDP_ROUTER), Frames.hex(LLDP_ROUTER)));

    setup(Optional.empty(), "--from=" + frames, "--yes", "--snmp.community-file=" + secret);

    assertEquals(1, load(target).snmp().devices().size(), out::toString);
    assertTrue(out.toString().contains("it says by CDP and LLDP that"), out::toString);
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
}
