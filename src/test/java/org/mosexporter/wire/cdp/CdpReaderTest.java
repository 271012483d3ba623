package org.mosexporter.wire.cdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Frames;

/** Frames written octet by octet, as Wireshark takes them apart; and one that lldpd sent. */
class CdpReaderTest {
  private static final String MACS = "01000CCCCCCC 00049FAABB02";
  private static final String SNAP = "AAAA03 00000C 2000";
  private static final String HEAD = "02 B4 0000";
  private static final String DEVICE = "0001 0009" + ascii("gw1.b");
  private static final String IPV4 = "01 01 CC 0004";
  private static final String IPV6 = "02 08 AAAA03 000000 86DD 0010";
  private static final String ADDRESSES = "0002 0011 00000001" + IPV4 + "0A010001"; // 10.1.0.1
  private static final String PORT = "0003 000B" + ascii("Gi0/0/1");
  private static final String ROUTER = "0004 0008 00000021"; // and listens to IGMP
  private static final String SWITCH = "0004 0008 00000028";
  private static final String VERSION = "0005 0009" + ascii("15.9\n");
  private static final String PLATFORM = "0006 000E" + ascii("cisco C891");
  private static final String VOICE = "000E 0007 01 0078"; // VLAN 120
  private static final String MANAGED = "0016 0011 00000001" + IPV4 + "0A0100FE"; // 10.1.0.254

  private static String ascii(String text) {
    StringBuilder hex = new StringBuilder();
    text.chars().forEach(c -> hex.append("%02X".formatted(c)));
    return hex.toString();
  }

  private static byte[] frame(String... items) {
    byte[] behind = Frames.hex(SNAP + HEAD + String.join(" ", items));
    return Frames.concat(Frames.hex(MACS), Frames.u16(behind.length), behind);
  }

  private static Optional<CdpNeighbour> read(byte[] frame) {
    return CdpReader.read(Frames.window(frame), 0, frame.length);
  }

  private static CdpNeighbour said(String... items) {
    return read(frame(items)).orElseThrow();
  }

  @Test
  void readsARouter() {
    assertEquals(
        new CdpNeighbour(
            "gw1.b",
            "gw1.b",
            "Gi0/0/1",
            "cisco C891",
            List.of(IpAddress.parse("10.1.0.254"), IpAddress.parse("10.1.0.1")),
            true,
            false,
            false,
            false,
            OptionalInt.empty()),
        said(DEVICE, ADDRESSES, PORT, ROUTER, VERSION, PLATFORM, MANAGED));
  }

  /** Sent by lldpd 1.0.16 on a host that forwards IPv4. */
  @Test
  void readsWhatAnotherImplementationSends() {
    byte[] frame =
        Frames.hex(
            "01000CCCCCCC 020000000001 0048 AAAA03 00000C 2000 02 78 9166 0001 0007 737737"
                + " 0002 0011 00000001 01 01 CC 0004 C0000207 0003 0006 6130 0004 0008 00000011"
                + " 0005 000D 4C696E757820362E31 0006 0009 4C696E7578");

    assertEquals(
        Optional.of(
            new CdpNeighbour(
                "sw7",
                "sw7",
                "a0",
                "Linux",
                List.of(IpAddress.parse("192.0.2.7")),
                true,
                false,
                false,
                false,
                OptionalInt.empty())),
        read(frame));
  }

  @Test
  void readsASwitchWithAVoiceVlanBehindATag() {
    byte[] behind = Frames.hex(SNAP + HEAD + DEVICE + PORT + SWITCH + VOICE);
    CdpNeighbour neighbour =
        read(Frames.concat(Frames.hex(MACS + "8100 0001"), Frames.u16(behind.length), behind))
            .orElseThrow();

    assertTrue(neighbour.isSwitch() && !neighbour.isRouter() && !neighbour.isPhone());
    assertEquals(OptionalInt.of(120), neighbour.voiceVlan());
  }

  /** Access points say so; a switch may be both. */
  @Test
  void aBridgeIsNoSwitch() {
    for (String bridge : new String[] {"0004 0008 00000002", "0004 0008 00000006"}) {
      CdpNeighbour neighbour = said(DEVICE, bridge);
      assertTrue(neighbour.isBridge() && !neighbour.isSwitch(), neighbour::toString);
    }
    CdpNeighbour both = said(DEVICE, "0004 0008 0000000A");
    assertTrue(both.isSwitch() && !both.isBridge(), both::toString);
  }

  @Test
  void tellsPhonesApart() {
    CdpNeighbour phone = said("0001 0013" + ascii("SEP001565F2A0B1"), "0004 0008 00000490");

    assertTrue(phone.isPhone() && !phone.isRouter() && !phone.isSwitch(), phone::toString);
  }

  @Test
  void aVlanThatIsNoneIsNotRead() {
    for (String vlan : new String[] {"000E 0007 01 0000", "000E 0007 01 0FFF", "000E 0006 0078"}) {
      assertEquals(OptionalInt.empty(), said(DEVICE, vlan).voiceVlan(), vlan);
    }
    assertEquals(OptionalInt.of(1), said(DEVICE, "000E 0007 01 0001").voiceVlan());
    assertEquals(OptionalInt.of(4094), said(DEVICE, "000E 0007 01 0FFE").voiceVlan());
  }

  @Test
  void anIpv6AddressIsReadAndThoseOfTheLinkAreNot() {
    String link = "FE80000000000000 0204 9FFFFEAA BB02";
    String global = "FD00000000000000 0000000000000001";
    CdpNeighbour neighbour = said(DEVICE, "0002 0040 00000002", IPV6, link, IPV6, global);

    assertEquals(List.of(IpAddress.parse("fd00::1")), neighbour.addresses());
    assertEquals(List.of(), said(DEVICE, "0002 0024 00000001", IPV6, link).addresses());
  }

  @Test
  void otherProtocolsAddressesArePassedOver() {
    String clnp = "01 01 81 0005 4900010203";
    String decnet = "02 08 AAAA03 000000 6003 0002 0C04";
    String own = IPV4 + "0A010001";

    assertEquals(
        List.of(IpAddress.parse("10.1.0.1")),
        said(DEVICE, "0002 0029 00000003", clnp, decnet, own).addresses());
  }

  @Test
  void anAddressOfNobodyIsNone() {
    assertEquals(List.of(), said(DEVICE, "0002 0011 00000001", IPV4, "00000000").addresses());
    assertEquals(List.of(), said(DEVICE, "0002 0011 00000001", IPV4, "E0000001").addresses());
  }

  @Test
  void aListThatPromisesMoreThanThereIsEnds() {
    String first = "00 01 CC 0004 0A010001"; // named in no way that is known
    assertEquals(List.of(), said(DEVICE, "0002 0011 FFFFFFFF", first).addresses());
    assertEquals(List.of(), said(DEVICE, "0002 0011 7FFFFFFF", first).addresses());
    assertEquals(List.of(), said(DEVICE, "0002 0007 000000").addresses());
    assertEquals(List.of(), said(DEVICE, "0002 000D 00000001 01 01 CC 0004").addresses());
    assertEquals(List.of(), said(DEVICE, "0002 000A 00000001 01 FF").addresses());
  }

  @Test
  void theNameIsThatOfTheSystemOrTheDeviceWithoutItsSerialNumber() {
    String nexus = "0001 0014" + ascii("n9k(FDO2134X0AB)");

    assertEquals("n9k", said(nexus).name());
    assertEquals("n9k(FDO2134X0AB)", said(nexus).device());
    assertEquals("core", said(nexus, "0014 0008" + ascii("core")).name());
    assertEquals("(x)", said("0001 0007" + ascii("(x)")).name());
  }

  @Test
  void namesLoseWhatIsNotPrintableAndAreBounded() {
    assertEquals("gw?#?]?", said("0001 000B 67770A231B5D85").name());
    assertEquals("a".repeat(64), said("0001 0204" + "61".repeat(512)).name());
  }

  @Test
  void whatFillsAShortFrameIsNotRead() {
    byte[] filled = Frames.concat(frame(DEVICE), Frames.hex(PORT));

    assertEquals("", read(filled).orElseThrow().port());
  }

  @Test
  void othersAreNone() {
    String all = SNAP + HEAD + DEVICE;
    String udld = "AAAA03 00000C 0111" + HEAD + DEVICE;
    String later = SNAP + "03 B4 0000" + DEVICE;
    assertEquals(Optional.empty(), read(Frames.hex(MACS + "0800" + all))); // IPv4
    assertEquals(Optional.empty(), read(Frames.hex(MACS + "0015" + udld)));
    assertEquals(Optional.empty(), read(Frames.hex(MACS + "0015" + later)));
    assertEquals(Optional.empty(), read(frame(PORT))); // whose?
    assertEquals(Optional.empty(), read(frame("0001 0004"))); // likewise
    assertEquals(Optional.empty(), read(frame()));
  }

  @Test
  void anItemOfNoLengthEndsTheReading() {
    assertEquals("", said(DEVICE, "0000 0000", PORT).port());
    assertEquals("", said(DEVICE, "0007 0003", PORT).port());
  }

  @Test
  void aFrameThatEndsEarlySaysWhatItSaidBefore() {
    byte[] whole = frame(DEVICE, ADDRESSES, PORT, ROUTER, VERSION, PLATFORM, VOICE, MANAGED);
    for (int length = 0; length <= whole.length; length++) {
      boolean saysWho = length >= 14 + 8 + 4 + 9;
      assertEquals(saysWho, read(Arrays.copyOf(whole, length)).isPresent(), "at " + length);
    }
  }

  @Test
  void randomOctetsEndInAResult() {
    Random random = new Random(20);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(200)];
      random.nextBytes(octets);
      byte[] behind = Frames.concat(Frames.hex(SNAP + HEAD), octets);
      byte[] frame = Frames.concat(Frames.hex(MACS), Frames.u16(random.nextInt(256)), behind);
      ByteBuffer window = Frames.window(frame);
      CdpReader.read(window, 0, frame.length)
          .ifPresent(n -> assertTrue(n.name().chars().allMatch(c -> c >= ' ' && c < 0x7F)));
    }
  }
}
