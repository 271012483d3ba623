package org.mosexporter.wire.lldp;

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

/** Frames written octet by octet from IEEE 802.1AB-2016 §8 and ANSI/TIA-1057 §10.2.3. */
class LldpReaderTest {
  private static final String HEAD = "0180C200000E 00049FAABB02 88CC";
  private static final String CHASSIS = "0207 04 00049FAABB02";
  private static final String PORT = "0408 05 " + ascii("Gi0/0/1"); // interface name
  private static final String TTL = "0602 0078";
  private static final String NAME = "0A05 " + ascii("gw1.b");
  private static final String DESCRIPTION = "0C08 " + ascii("IOS XE 7");
  private static final String ROUTER = "0E04 0014 0010"; // can bridge and route, routes
  private static final String BRIDGE = "0E04 0014 0004";
  private static final String MANAGED = "100C 05 01 0A010001 02 00000001 00"; // 10.1.0.1
  private static final String MANAGED_V6 =
      "1018 11 02 FD000000000000000000000000000001 02 00000001 00";
  // Voice: tagged, VLAN 120, priority 5, code point 46.
  private static final String VOICE = "FE08 0012BB 02 01 40F16E";
  private static final String END = "0000";

  private static String ascii(String text) {
    StringBuilder hex = new StringBuilder();
    text.chars().forEach(c -> hex.append("%02X".formatted(c)));
    return hex.toString();
  }

  private static Optional<LldpNeighbour> read(String... parts) {
    return read(Frames.hex(String.join(" ", parts)));
  }

  private static Optional<LldpNeighbour> read(byte[] frame) {
    return LldpReader.read(Frames.window(frame), 0, frame.length);
  }

  @Test
  void readsARouter() {
    assertEquals(
        Optional.of(
            new LldpNeighbour(
                "00:04:9f:aa:bb:02",
                "Gi0/0/1",
                "gw1.b",
                "IOS XE 7",
                List.of(IpAddress.parse("10.1.0.1")),
                true,
                false,
                false,
                OptionalInt.empty())),
        read(HEAD, CHASSIS, PORT, TTL, NAME, DESCRIPTION, ROUTER, MANAGED, END));
  }

  @Test
  void whatIsNotSwitchedOnIsNotSaid() {
    LldpNeighbour neighbour = read(HEAD, CHASSIS, PORT, TTL, BRIDGE, END).orElseThrow();

    assertTrue(neighbour.isBridge() && !neighbour.isRouter(), neighbour::toString);
  }

  @Test
  void readsTheVoiceVlanBehindATag() {
    LldpNeighbour neighbour =
        read("0180C200000E 00049FAABB02 8100 0001 88CC", CHASSIS, PORT, TTL, VOICE, END)
            .orElseThrow();

    assertEquals(OptionalInt.of(120), neighbour.voiceVlan());
  }

  @Test
  void anIpv6AddressIsReadAndAllStandInTheirOrder() {
    LldpNeighbour neighbour =
        read(HEAD, CHASSIS, MANAGED_V6, MANAGED, MANAGED_V6, END).orElseThrow();

    assertEquals(
        List.of(IpAddress.parse("fd00::1"), IpAddress.parse("10.1.0.1")), neighbour.addresses());
  }

  @Test
  void addressesOfTheLinkLeadNowhere() {
    String link = "1018 11 02 FE8000000000000002049FFFFEAABB02 02 00000001 00";
    String own = "100C 05 01 A9FE0102 02 00000001 00"; // 169.254.1.2
    LldpNeighbour neighbour = read(HEAD, CHASSIS, link, own, MANAGED, END).orElseThrow();

    assertEquals(List.of(IpAddress.parse("10.1.0.1")), neighbour.addresses());
  }

  @Test
  void anAddressOfNobodyIsNone() {
    assertEquals(
        List.of(),
        read(HEAD, CHASSIS, "100C 05 01 00000000 02 00000001 00", END).orElseThrow().addresses());
  }

  @Test
  void namesLoseWhatIsNotPrintable() {
    LldpNeighbour neighbour = read(HEAD, CHASSIS, "0A07 67770A231B5D85", END).orElseThrow();

    assertEquals("gw?#?]?", neighbour.name());
  }

  @Test
  void aNameIsBounded() {
    String name = "0BFF " + "61".repeat(511); // the longest that nine bits can say

    assertEquals("a".repeat(64), read(HEAD, CHASSIS, name, END).orElseThrow().name());
  }

  @Test
  void othersAreNone() {
    assertEquals(Optional.empty(), read("0180C200000E 00049FAABB02 0800", CHASSIS, END));
    assertEquals(Optional.empty(), read(HEAD, NAME, END)); // whose?
    assertEquals(Optional.empty(), read(HEAD));
  }

  @Test
  void aFrameThatEndsEarlySaysWhatItSaidBefore() {
    byte[] whole =
        Frames.hex(
            String.join(
                " ", HEAD, CHASSIS, PORT, TTL, NAME, DESCRIPTION, ROUTER, MANAGED, VOICE, END));
    for (int length = 0; length <= whole.length; length++) {
      boolean saysWho = length >= 14 + 9;
      assertEquals(saysWho, read(Arrays.copyOf(whole, length)).isPresent(), "at " + length);
    }
  }

  @Test
  void randomOctetsEndInAResult() {
    Random random = new Random(10);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(200)];
      random.nextBytes(octets);
      byte[] frame = Frames.concat(Frames.hex(HEAD), octets);
      ByteBuffer window = Frames.window(frame);
      LldpReader.read(window, 0, frame.length)
          .ifPresent(n -> assertTrue(n.name().chars().allMatch(c -> c >= ' ' && c < 0x7F)));
    }
  }
}
