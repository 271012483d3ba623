package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;

class BuiltInFilterTest {
  private static final Capture ETH1 = new Capture("eth1", true, 1 << 20);
  private static final FilterProgram ETHERNET = BuiltInFilter.program(ETH1, LinkType.ETHERNET);
  private static final FilterProgram RAW = BuiltInFilter.program(ETH1, LinkType.RAW_IP);

  /** The generated frames are cut, as by a snap length. */
  private static final int WIRE_LENGTH = 2000;

  private static final String MACS = "020000000001 020000000002 ";

  /** An IPv4 header up to its protocol: length, flags and offset, TTL, protocol. */
  private static String ipv4(String fragment, String protocol) {
    return "45000040 0001" + fragment + " 40" + protocol + "0000 0a000001 0a000002 ";
  }

  private static String ipv6(String nextHeader) {
    return "60000000 0020" + nextHeader + "40" + "20010db8000000000000000000000001".repeat(2) + " ";
  }

  private static String ports(int source, int destination) {
    return "%04x%04x 00200000 80000001".formatted(source, destination);
  }

  private static final String UDP4 = ipv4("0000", "11") + ports(40000, 40002);
  private static final String UDP6 = ipv6("11") + ports(40000, 40002);
  private static final String SIP_TCP4 = ipv4("4000", "06") + ports(51000, 5060);
  private static final String WEB_TCP4 = ipv4("4000", "06") + ports(51000, 443);

  private static String frame(String name) {
    return switch (name) {
      case "UDP" -> "0800" + UDP4;
      case "UDP over IPv6" -> "86dd" + UDP6;
      case "SIP over TCP" -> "0800" + SIP_TCP4;
      case "SIP over TCP, an answer" -> "0800" + ipv4("4000", "06") + ports(5061, 51000);
      case "SIP over TCP over IPv6" -> "86dd" + ipv6("06") + ports(5099, 51000);
      case "SIP over TCP behind IP options" ->
          "0800 4f000040 00014000 40060000 0a000001 0a000002" + "01".repeat(40) + ports(1, 5080);
      case "web over TCP" -> "0800" + WEB_TCP4;
      case "web over TCP over IPv6" -> "86dd" + ipv6("06") + ports(443, 51000);
      case "TCP beside SIP's ports, below" -> "0800" + ipv4("4000", "06") + ports(5059, 51000);
      case "TCP beside SIP's ports, above" -> "0800" + ipv4("4000", "06") + ports(51000, 5100);
      case "first fragment of UDP" -> "0800" + ipv4("2000", "11") + ports(5060, 5060);
      case "later fragment of UDP" -> "0800" + ipv4("00b9", "11") + "ffffffffffffffff";
      case "later fragment of TCP" -> "0800" + ipv4("00b9", "06") + "ffffffffffffffff";
      case "fragment of IPv6" -> "86dd" + ipv6("2c") + "11000001 00000001" + ports(1, 2);
      case "IPv6 with options" -> "86dd" + ipv6("3c") + "1100010400000000" + ports(1, 2);
      case "ICMP" -> "0800" + ipv4("0000", "01") + "0800000000010001";
      case "ICMPv6" -> "86dd" + ipv6("3a") + "8700000000000000";
      case "ESP" -> "0800" + ipv4("0000", "32") + "0000000100000001";
      case "ARP" -> "0806 0001080006040001" + "00".repeat(20);
      case "LLDP" -> "88cc 0207040200000000010403";
      case "spanning tree" -> "0026 424203000000" + "00".repeat(32);
      case "one tag left" -> "8100 0014 0800" + UDP4;
      case "two tags left" -> "88a8 0014 8100 0064 86dd" + UDP6;
      case "four tags left" -> "9100 0001 9100 0002 8100 0003 8100 0004 0800" + UDP4;
      case "five tags left" -> "8100 0001".repeat(5) + "0806";
      case "web under two tags" -> "88a8 0014 8100 0064 0800" + WEB_TCP4;
      case "SIP over TCP under a tag" -> "8100 0064 0800" + SIP_TCP4;
      case "ARP under a tag" -> "8100 0064 0806" + "00".repeat(28);
      case "PPPoE" -> "8864 1100 0007 0042 0021" + UDP4;
      case "PPPoE, IPv6" -> "8864 1100 0007 0042 0057" + UDP6;
      case "PPPoE under a tag" -> "8100 0007 8864 1100 0007 0042 0021" + UDP4;
      case "PPPoE, web" -> "8864 1100 0007 0042 0021" + WEB_TCP4;
      case "PPPoE, link control" -> "8864 1100 0007 0042 c021 09010008";
      case "PPPoE, discovery" -> "8863 1109 0000 0004 01010000";
      case "MPLS" -> "8847 00010140" + UDP4;
      case "MPLS, three labels, IPv6" -> "8847 00010040 00020040 00030140" + UDP6;
      case "MPLS, web" -> "8847 00010140" + WEB_TCP4;
      case "MPLS, an Ethernet frame" -> "8847 00010140 00000000" + MACS + "0800" + UDP4;
      case "IP in IP" -> "0800" + ipv4("0000", "04") + WEB_TCP4;
      case "IPv6 in IPv4" -> "0800" + ipv4("0000", "29") + UDP6;
      case "IPv4 in IPv6" -> "86dd" + ipv6("04") + UDP4;
      case "GRE" -> "0800" + ipv4("0000", "2f") + "00006558" + MACS + "0800" + WEB_TCP4;
      default -> throw new AssertionError(name);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UDP                              | taken
          UDP over IPv6                    | taken
          SIP over TCP                     | taken
          SIP over TCP, an answer          | taken
          SIP over TCP over IPv6           | taken
          SIP over TCP behind IP options   | taken
          web over TCP                     | left
          web over TCP over IPv6           | left
          TCP beside SIP's ports, below    | left
          TCP beside SIP's ports, above    | left
          first fragment of UDP            | taken
          later fragment of UDP            | taken
          later fragment of TCP            | taken
          fragment of IPv6                 | taken
          IPv6 with options                | taken
          ICMP                             | left
          ICMPv6                           | left
          ESP                              | left
          ARP                              | left
          LLDP                             | left
          spanning tree                    | left
          one tag left                     | taken
          two tags left                    | taken
          four tags left                   | taken
          five tags left                   | taken
          web under two tags               | left
          SIP over TCP under a tag         | taken
          ARP under a tag                  | left
          PPPoE                            | taken
          PPPoE, IPv6                      | taken
          PPPoE under a tag                | taken
          PPPoE, web                       | left
          PPPoE, link control              | left
          PPPoE, discovery                 | left
          MPLS                             | taken
          MPLS, three labels, IPv6         | taken
          MPLS, web                        | left
          MPLS, an Ethernet frame          | taken
          IP in IP                         | taken
          IPv6 in IPv4                     | taken
          IPv4 in IPv6                     | taken
          GRE                              | taken
          """)
  void takesWhatTheDecoderCanUse(String name, String expected) {
    int octets = FilterMachine.run(ETHERNET, MACS + frame(name));
    assertEquals(expected.equals("taken") ? Capture.WHOLE_PACKETS : 0, octets);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UDP                              | taken
          UDP over IPv6                    | taken
          SIP over TCP behind IP options   | taken
          SIP over TCP over IPv6           | taken
          web over TCP                     | left
          IP in IP                         | taken
          ICMP                             | left
          """)
  void doesSoOnAnInterfaceWithoutEthernetToo(String name, String expected) {
    int octets = FilterMachine.run(RAW, frame(name).substring(4));
    assertEquals(expected.equals("taken") ? Capture.WHOLE_PACKETS : 0, octets);
  }

  @Test
  void takesTheUsersPortsInBothDirections() {
    FilterProgram filter =
        BuiltInFilter.program(
            ETH1.filtered("", List.of(443, 8088), Capture.WHOLE_PACKETS), LinkType.ETHERNET);

    assertTrue(FilterMachine.run(filter, MACS + frame("web over TCP")) > 0);
    assertTrue(FilterMachine.run(filter, MACS + frame("web over TCP over IPv6")) > 0);
    assertTrue(FilterMachine.run(filter, MACS + frame("SIP over TCP")) > 0);
    String other = MACS + "0800" + ipv4("4000", "06") + ports(51000, 80);
    assertEquals(0, FilterMachine.run(filter, other));
  }

  @Test
  void takesNoMoreOctetsThanAskedFor() {
    for (LinkType type : List.of(LinkType.ETHERNET, LinkType.RAW_IP)) {
      FilterProgram filter = BuiltInFilter.program(ETH1.filtered("", List.of(), 300), type);
      String frame = frame("UDP");
      String packet = type == LinkType.ETHERNET ? MACS + frame : frame.substring(4);
      assertEquals(300, FilterMachine.run(filter, packet));
    }
  }

  @Test
  void hasRoomForAsManyPortsAsMayBeConfigured() {
    List<Integer> ports = IntStream.range(8000, 8064).boxed().toList();
    FilterProgram filter = BuiltInFilter.program(ETH1.filtered("", ports, 256), LinkType.ETHERNET);

    String last = MACS + "0800" + ipv4("4000", "06") + ports(51000, 8063);
    assertEquals(256, FilterMachine.run(filter, last));
    String beyond = MACS + "0800" + ipv4("4000", "06") + ports(51000, 8064);
    assertEquals(0, FilterMachine.run(filter, beyond));
  }

  @Test
  void endsForAnyPacket() {
    Random random = new Random(39);
    for (int i = 0; i < 100_000; i++) {
      byte[] packet = new byte[random.nextInt(90)];
      random.nextBytes(packet);
      int octets = FilterMachine.run(ETHERNET, packet);
      assertTrue(octets == 0 || octets == Capture.WHOLE_PACKETS);
    }
  }

  /** Whatever the decoder finds a datagram in was taken: mutated frames of all kinds. */
  @Test
  void leavesNoDatagramThatTheDecoderFinds() {
    String[] names = {
      "UDP",
      "UDP over IPv6",
      "IPv6 with options",
      "two tags left",
      "PPPoE",
      "PPPoE, IPv6",
      "MPLS",
      "MPLS, three labels, IPv6",
      "MPLS, an Ethernet frame",
      "IP in IP",
      "IPv6 in IPv4",
      "GRE"
    };
    Random random = new Random(40);
    FrameDecoder decoder = new FrameDecoder();
    int found = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] packet =
          HexFormat.of().parseHex((MACS + frame(names[i % names.length])).replaceAll("\\s", ""));
      for (int change = random.nextInt(3); change > 0; change--) {
        packet[12 + random.nextInt(packet.length - 12)] = (byte) random.nextInt(256);
      }
      ByteBuffer window = ByteBuffer.allocateDirect(packet.length).put(0, packet);
      Datagram datagram = new Datagram();
      Frame result =
          decoder.decode(LinkType.ETHERNET, window, 0, packet.length, WIRE_LENGTH, 0, 0, datagram);
      if (result == Frame.UDP) {
        found++;
        assertTrue(FilterMachine.run(ETHERNET, packet) > 0, () -> HexFormat.of().formatHex(packet));
      }
    }
    assertTrue(found > 10_000, "only " + found + " datagrams");
  }
}
