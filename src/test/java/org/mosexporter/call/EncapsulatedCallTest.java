package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.UDP;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.ipv6;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.senderReport;
import static org.mosexporter.wire.Frames.udp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mosexporter.call.TrackerCounters.Fault;
import org.mosexporter.wire.Encapsulation;
import org.mosexporter.wire.Encapsulation.Carried;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.link.LinkType;

/** The same call, whatever the mirror wraps it in: the same analysis. */
class EncapsulatedCallTest {
  private static final int EF = 46;
  private static final int MOST_LAYERS = 8;
  private static final List<Encapsulation> ALL = Encapsulation.all();

  /** Who speaks: over IPv4, or over IPv6. */
  private enum Family {
    V4("10.1.20.11", "10.1.20.12"),
    V6("fd99::20:11", "fd99::20:12");

    private final String alice;
    private final String bob;

    Family(String alice, String bob) {
      this.alice = alice;
      this.bob = bob;
    }

    byte[] packet(String from, int fromPort, String to, int toPort, byte[] payload) {
      byte[] udp = udp(fromPort, toPort, payload);
      return this == V4 ? ipv4(from, to, EF, udp) : ipv6(from, to, EF, UDP, udp);
    }
  }

  private record Packet(double atSeconds, Carried ip) {}

  /**
   * An answered call of three seconds: 150 packets each way of which Bob loses six, reports, BYE.
   */
  private static final class Call {
    private final Family family;
    private final List<Packet> packets = new ArrayList<>();

    Call(Family family) {
      this.family = family;
      sip(0, true, Sip.invite("c1", 1, sdp(family.alice, 4000)));
      sip(0.1, false, Sip.response(180, "c1", 1, "INVITE", ""));
      sip(0.9, false, Sip.response(200, "c1", 1, "INVITE", sdp(family.bob, 5000)));
      for (int i = 0; i < 150; i++) {
        speech(1 + 0.02 * i, i);
      }
      sip(4.1, true, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
      sip(4.2, false, Sip.response(200, "c1", 2, "BYE", ""));
    }

    private String sdp(String address, int port) {
      return Sip.sdp(address, port).replace("IP4", family == Family.V4 ? "IP4" : "IP6");
    }

    private void speech(double atSeconds, int number) {
      if (number < 100 || number >= 106) {
        udp(atSeconds, true, 4000, 5000, rtp(0xA, 0, number == 0, number, 160L * number, 160));
      }
      udp(
          atSeconds + 0.01,
          false,
          5000,
          4000,
          rtp(0xB, 0, number == 0, number, 160L * number, 160));
      if (number == 50) {
        udp(atSeconds, true, 4001, 5001, senderReport(0xA, 0x7_0000_0000L, 8000, 50, 8000));
      } else if (number == 140) {
        byte[] heard = block(0xA, 15, 6, 140, 3, 0x7_0000, 0x8000);
        udp(atSeconds, false, 5001, 4001, receiverReport(0xB, heard));
      }
    }

    private void sip(double atSeconds, boolean fromAlice, String message) {
      udp(atSeconds, fromAlice, 5060, 5060, ascii(message.replace("\n", "\r\n")));
    }

    private void udp(
        double atSeconds, boolean fromAlice, int fromPort, int toPort, byte[] payload) {
      String from = fromAlice ? family.alice : family.bob;
      String to = fromAlice ? family.bob : family.alice;
      byte[] packet = family.packet(from, fromPort, to, toPort, payload);
      packets.add(new Packet(atSeconds, Carried.ip(packet)));
    }
  }

  /** What came of it: every event, every counter. */
  private record Analysis(List<Object> events, Map<PacketKind, Long> packets) {}

  private static Analysis analyze(Call call, Function<Carried, List<byte[]>> frames) {
    Office office = new Office();
    for (Packet packet : call.packets) {
      for (byte[] frame : frames.apply(packet.ip)) {
        ByteBuffer window = Frames.window(frame);
        long atNs = ns(packet.atSeconds);
        office.tracker.onPacket(window, 0, frame.length, frame.length, atNs, 0, 0);
      }
    }
    office.tracker.finish();
    return new Analysis(office.seen.all, office.counters().packets());
  }

  private static final Call V4 = new Call(Family.V4);
  private static final Call V6 = new Call(Family.V6);
  private static final Analysis BARE_V4 = analyze(V4, ip -> List.of(ip.frame()));
  private static final Analysis BARE_V6 = analyze(V6, ip -> List.of(ip.frame()));

  private static void assertSame(String name, Function<Carried, Carried> around) {
    assertEquals(BARE_V4, analyze(V4, ip -> List.of(around.apply(ip).frame())), name);
    assertEquals(BARE_V6, analyze(V6, ip -> List.of(around.apply(ip).frame())), name);
  }

  @Test
  void isACallWithLossAndReportsToBeginWith() {
    CallSummary call = (CallSummary) BARE_V4.events.getLast();

    assertEquals(CallSummary.Result.COMPLETED, call.result());
    assertEquals(2, call.streams().size());
    assertEquals(6, call.streams().getFirst().lost());
    assertEquals(Map.of(EF, 144L), call.streams().getFirst().dscp());
    assertEquals(6, call.streams().getFirst().rtcp().orElseThrow().lost());
    assertEquals(294, BARE_V6.packets.get(PacketKind.RTP));
    assertEquals(2, BARE_V6.packets.get(PacketKind.RTCP));
    assertEquals(5, BARE_V6.packets.get(PacketKind.SIP));
  }

  static List<Encapsulation> all() {
    return ALL;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void givesTheSameInEachEncapsulation(Encapsulation one) {
    assertSame(one.name(), one::wrap);
  }

  static Stream<Encapsulation> inners() {
    return ALL.stream();
  }

  @ParameterizedTest(name = "in anything: {0}")
  @MethodSource("inners")
  void givesTheSameInEachPair(Encapsulation inner) {
    for (Encapsulation outer : ALL) {
      if (outer.takes(inner.wrap(V4.packets.getFirst().ip))) {
        boolean even = outer.name().length() % 2 == 0;
        assertEquals(
            even ? BARE_V4 : BARE_V6,
            analyze(even ? V4 : V6, ip -> List.of(outer.wrap(inner.wrap(ip)).frame())),
            outer + " around " + inner);
      }
    }
  }

  @Test
  void givesTheSameInEightLayersAndNothingInNine() {
    Random random = new Random(20_260_401);
    for (int round = 0; round < 40; round++) {
      List<Encapsulation> chain = chain(random);
      assertSame(chain.toString(), ip -> wrap(chain, ip));

      Analysis deeper = analyze(V4, ip -> List.of(ALL.getFirst().wrap(wrap(chain, ip)).frame()));
      assertEquals(301, deeper.packets.get(PacketKind.MALFORMED), chain.toString());
      assertEquals(List.of(), deeper.events);
    }
  }

  @Test
  void saysWhichFaultTooManyLayersAre() {
    Office office = new Office();
    Carried carried = V4.packets.getFirst().ip;
    for (int i = 0; i < MOST_LAYERS + 1; i++) {
      carried = ALL.get(12).wrap(carried);
    }
    office.packet(0, carried.frame());

    assertEquals(1, office.counters().malformed().get(new Fault("link", "too_deep")));
  }

  /** Random encapsulations, innermost first, of eight layers together. */
  private static List<Encapsulation> chain(Random random) {
    List<Encapsulation> chain = new ArrayList<>();
    int layers = 0;
    while (layers < MOST_LAYERS) {
      Encapsulation next = ALL.get(random.nextInt(ALL.size()));
      Carried inner = wrap(chain, V4.packets.getFirst().ip);
      // Without a control word a tag may be taken for it, which harms nothing but counts nothing.
      boolean counts = !next.name().equals("Ethernet over MPLS");
      if (counts && next.takes(inner) && layers + next.layers() <= MOST_LAYERS) {
        chain.add(next);
        layers += next.layers();
      }
    }
    return chain;
  }

  private static Carried wrap(List<Encapsulation> chain, Carried ip) {
    Carried carried = ip;
    for (Encapsulation next : chain) {
      carried = next.wrap(carried);
    }
    return carried;
  }

  @Test
  void givesTheSameBehindEveryLinkHeader() {
    Map<LinkType, Function<Carried, byte[]>> links =
        Map.of(
            LinkType.LINUX_COOKED, in -> Frames.cooked(in.type(), in.octets()),
            LinkType.LINUX_COOKED_2, in -> Frames.cooked2(in.type(), in.octets()));
    for (var link : links.entrySet()) {
      for (Encapsulation one : ALL) {
        Office office = new Office(link.getKey());
        for (Packet packet : V4.packets) {
          office.packet(packet.atSeconds, link.getValue().apply(one.wrap(packet.ip)));
        }
        office.tracker.finish();
        assertEquals(BARE_V4.events, office.seen.all, link.getKey() + " " + one);
      }
    }
  }
}
