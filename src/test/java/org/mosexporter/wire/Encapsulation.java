package org.mosexporter.wire;

import static org.mosexporter.wire.Frames.IPV4;
import static org.mosexporter.wire.Frames.IPV6;
import static org.mosexporter.wire.Frames.UDP;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.ipv6;
import static org.mosexporter.wire.Frames.tag;
import static org.mosexporter.wire.Frames.u16;
import static org.mosexporter.wire.Frames.u32;
import static org.mosexporter.wire.Frames.u8;
import static org.mosexporter.wire.Frames.udp;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a mirror port may wrap packets in, written from the specifications for tests.
 *
 * @param layers how many it puts around a packet
 * @param ipOnly carries IP packets, not frames
 */
public record Encapsulation(
    String name, int layers, boolean ipOnly, UnaryOperator<Carried> around) {
  /** Octets with the Ethernet type that announces them; never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Carried(int type, byte[] octets) {
    public static Carried ip(byte[] packet) {
      return new Carried(packet[0] >> 4 == 4 ? IPV4 : IPV6, packet);
    }

    public boolean isIp() {
      return type == IPV4 || type == IPV6;
    }

    public byte[] frame() {
      return ethernet(type, octets);
    }
  }

  /** Addresses of the tunnel's ends, and a code point (CS1) that no phone uses. */
  private enum Outer {
    V4("198.51.100.1", "198.51.100.2"),
    V6("2001:db8::1", "2001:db8::2");

    private static final int CS1 = 8;
    private final String from;
    private final String to;

    Outer(String from, String to) {
      this.from = from;
      this.to = to;
    }

    Carried ip(int protocol, byte[] payload) {
      byte[] none = {};
      int length = 20 + payload.length;
      return Carried.ip(
          this == V4
              ? ipv4(from, to, CS1, protocol, 0x4000, length, none, payload)
              : ipv6(from, to, CS1, protocol, payload));
    }

    Carried gre(String flags, int type, String options, byte[] payload) {
      return ip(47, concat(hex(flags), u16(type), hex(options), payload));
    }

    Carried inUdp(int port, byte[] header, byte[] payload) {
      return ip(UDP, udp(50_123, port, concat(header, payload)));
    }
  }

  private static final byte[] PPP_ADDRESS = hex("FF03");

  @Override
  public String toString() {
    return name;
  }

  /** Whether it can be put around that. */
  public boolean takes(Carried inner) {
    return inner.isIp() || !ipOnly;
  }

  public Carried wrap(Carried inner) {
    return around.apply(inner);
  }

  /** Every one there is, tunnels over IPv4 and over IPv6. */
  public static List<Encapsulation> all() {
    return Stream.of(links(), tunnels(Outer.V4), tunnels(Outer.V6)).flatMap(List::stream).toList();
  }

  private static List<Encapsulation> links() {
    return List.of(
        frames("802.1Q", 1, in -> new Carried(0x8100, tag(0x6007, in.type, in.octets))),
        frames("QinQ", 2, in -> serviceTag(0x88A8, in)),
        frames("old QinQ", 2, in -> serviceTag(0x9100, in)),
        packets("MPLS", 1, in -> new Carried(0x8847, concat(hex("00064140"), in.octets))),
        packets("MPLS, two labels", 2, in -> mpls(concat(hex("FFFFE03F 0001013F"), in.octets))),
        frames("Ethernet over MPLS", 1, in -> mpls(concat(hex("0001013F"), in.frame()))),
        frames(
            "Ethernet over MPLS with control word",
            1,
            in -> mpls(concat(hex("0001013F 00000017"), in.frame()))),
        packets("PPPoE", 1, Encapsulation::pppoe));
  }

  private static Carried serviceTag(int type, Carried in) {
    return new Carried(type, tag(5, 0x8100, tag(0x2064, in.type, in.octets)));
  }

  private static Carried mpls(byte[] octets) {
    return new Carried(0x8847, octets);
  }

  private static Carried pppoe(Carried in) {
    return new Carried(
        0x8864, concat(hex("1100 18E5"), u16(2 + in.octets.length), ppp(in), in.octets));
  }

  private static byte[] ppp(Carried in) {
    return u16(in.type == IPV4 ? 0x0021 : 0x0057);
  }

  private static List<Encapsulation> tunnels(Outer outer) {
    String over = " over " + (outer == Outer.V4 ? "IPv4" : "IPv6");
    return Stream.concat(ipTunnels(outer).stream(), udpTunnels(outer).stream())
        .map(one -> new Encapsulation(one.name + over, one.layers, one.ipOnly, one.around))
        .toList();
  }

  private static List<Encapsulation> ipTunnels(Outer outer) {
    return List.of(
        packets("IP", 1, in -> outer.ip(in.type == IPV4 ? 4 : 41, in.octets)),
        packets("GRE", 1, in -> outer.gre("0000", in.type, "", in.octets)),
        packets(
            "GRE with checksum, key, number",
            1,
            in -> outer.gre("B000", in.type, "ABCD0000 00000007 00000001", in.octets)),
        frames("GRE, bridged", 1, in -> outer.gre("2000", 0x6558, "00000007", in.frame())),
        packets(
            "PPTP",
            1,
            in ->
                outer.gre(
                    "3081",
                    0x880B,
                    "00040007 00000001 00000002",
                    concat(PPP_ADDRESS, ppp(in), in.octets))),
        packets(
            "PPTP, compressed",
            1,
            in ->
                outer.gre(
                    "3001",
                    0x880B,
                    "00040007 00000001",
                    concat(u8(in.type == IPV4 ? 0x21 : 0x57), in.octets))),
        frames("ERSPAN I", 1, in -> outer.gre("0000", 0x88BE, "", in.frame())),
        frames(
            "ERSPAN II",
            1,
            in -> outer.gre("1000", 0x88BE, "00000702 10170864 00000000", in.frame())),
        frames(
            "ERSPAN III",
            1,
            in -> outer.gre("1000", 0x22EB, "00000702 20170864 01234567 0000 0002", in.frame())),
        frames(
            "ERSPAN III with subheader",
            1,
            in ->
                outer.gre(
                    "1000",
                    0x22EB,
                    "00000702 20170864 01234567 0000 0003 0C000000 00000000",
                    in.frame())),
        packets(
            "ERSPAN III of IP",
            1,
            in -> outer.gre("1000", 0x22EB, "00000702 20170864 01234567 0000 0802", in.octets)));
  }

  private static List<Encapsulation> udpTunnels(Outer outer) {
    return List.of(
        frames("VXLAN", 1, in -> outer.inUdp(4789, hex("08000000 00007B00"), in.frame())),
        frames("VXLAN, old port", 1, in -> outer.inUdp(8472, hex("08000000 00007B00"), in.frame())),
        frames("Geneve", 1, in -> outer.inUdp(6081, hex("0000 6558 00007B00"), in.frame())),
        packets(
            "Geneve of IP with options",
            1,
            in ->
                outer.inUdp(
                    6081,
                    concat(hex("0300"), u16(in.type), hex("00007B00 010201 02 0000000000000000")),
                    in.octets)),
        frames("TZSP", 1, in -> outer.inUdp(37_008, hex("01 00 0001 01"), in.frame())),
        frames(
            "TZSP with fields",
            1,
            in -> outer.inUdp(37_008, hex("01 01 0001 0A01C4 00 1202000B 01"), in.frame())),
        frames(
            "HP mirror", 1, in -> outer.inUdp(7932, hex("00000000 00000000 00010064"), in.frame())),
        packets("GTP-U", 1, in -> outer.inUdp(2152, gtp(0x30, "", in), in.octets)),
        packets(
            "GTP-U, numbered", 1, in -> outer.inUdp(2152, gtp(0x32, "0001 00 00", in), in.octets)),
        packets(
            "GTP-U with extensions",
            1,
            in ->
                outer.inUdp(
                    2152, gtp(0x36, "0001 00 85  01 0009 C0  02 000000000000 00", in), in.octets)),
        packets(
            "L2TP",
            1,
            in ->
                outer.inUdp(1701, concat(hex("0002 0007 0008"), PPP_ADDRESS, ppp(in)), in.octets)),
        packets("L2TP with everything", 1, in -> outer.inUdp(1701, l2tp(in), in.octets)));
  }

  private static byte[] gtp(int flags, String optional, Carried in) {
    byte[] more = hex(optional);
    int length = more.length + in.octets.length;
    return concat(u8(flags), u8(255), u16(length), u32(0x1234_5678), more);
  }

  private static byte[] l2tp(Carried in) {
    int length = 16 + 2 + in.octets.length;
    return concat(hex("4A02"), u16(length), hex("0007 0008 0001 0002 0002 0000"), ppp(in));
  }

  private static Encapsulation frames(String name, int layers, UnaryOperator<Carried> around) {
    return new Encapsulation(name, layers, false, around);
  }

  private static Encapsulation packets(String name, int layers, UnaryOperator<Carried> around) {
    return new Encapsulation(name, layers, true, around);
  }
}
