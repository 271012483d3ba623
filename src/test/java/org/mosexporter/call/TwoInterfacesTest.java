package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.StreamSummary.ObservedAt;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/** Two interfaces of one machine see the same stream: in front of a router, and behind it. */
class TwoInterfacesTest {
  private static final double ON_THE_WAY = 0.004;
  private static final int PACKETS = 2000;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sight(long atNs, int point, byte[] frame) {}

  private final List<Sight> sights = new ArrayList<>();
  private final Set<Integer> lostBefore = new TreeSet<>();
  private final Set<Integer> lostBehind = new TreeSet<>();
  private double downFrom = 1e9;
  private double downTo = 1e9;

  private void sip(double at, String message) {
    byte[] octets = frame(ALICE, 5060, PBX, 5060, ascii(message.replace("\n", "\r\n")));
    sights.add(new Sight(ns(at), 0, octets));
    sights.add(new Sight(ns(at + ON_THE_WAY), 1, octets));
  }

  /** Speech from the PBX to Alice; another stream tells which interface sees anything. */
  private Office call(boolean announced, double onTheWay) {
    if (announced) {
      sip(0, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
      sip(0.1, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(PBX, 5000)));
    }
    for (int i = 0; i < PACKETS; i++) {
      both(1 + 0.02 * i, onTheWay, i, frame(PBX, 5000, ALICE, 4000, packet(0x0B, i)));
      both(1.01 + 0.02 * i, onTheWay, -1, frame(PBX, 5002, ALICE, 4002, packet(0x0C, i)));
    }
    sights.sort(Comparator.comparingLong(Sight::atNs));
    Office office = new Office();
    for (int point = 0; point < 2; point++) {
      office.tracker.onObservationPoint(
          point, new ObservationPoint("eth" + point, LinkType.ETHERNET));
    }
    for (Sight sight : sights) {
      ByteBuffer window = Frames.window(sight.frame);
      int length = sight.frame.length;
      office.tracker.onPacket(window, 0, length, length, sight.atNs, sight.point, 0);
      office.tracker.flush();
    }
    office.tracker.finish();
    return office;
  }

  private void both(double at, double onTheWay, int number, byte[] octets) {
    if (!lostBefore.contains(number)) {
      sights.add(new Sight(ns(at), 0, octets));
    }
    boolean down = at >= downFrom && at < downTo;
    if (!lostBehind.contains(number) && !down) {
      sights.add(new Sight(ns(at + onTheWay), 1, octets));
    }
  }

  private static byte[] packet(int ssrc, int i) {
    return rtp(ssrc, 0, i == 0, i, 160L * i, 160);
  }

  private static StreamSummary stream(Office office) {
    assertEquals(2, office.seen.streams.size());
    return office.seen.streams.getFirst();
  }

  private static long lostOfIntervals(Office office) {
    return office.seen.intervals.stream()
        .filter(one -> one.direction() == Direction.RECEIVED)
        .mapToLong(one -> one.interval().lost())
        .sum();
  }

  @Test
  void isOneStreamWithTwoObservationPoints() {
    Office office = call(true, ON_THE_WAY);

    StreamSummary stream = stream(office);
    assertEquals(PACKETS, stream.packets());
    assertEquals(0, stream.lost() + stream.duplicate() + stream.discarded());
    // From the 50th packet on the interface behind is known to be nearer to the listener.
    assertEquals(
        List.of(
            new ObservedAt("eth1", PACKETS, 0, true),
            new ObservedAt("eth0", PACKETS - 50, 0, false)),
        stream.observedAt());
    assertEquals(0, office.counted(PacketKind.DUPLICATE));
    assertEquals(2, office.seen.calls.size()); // the other stream, 40 s one way, is one too
    assertEquals(
        1, office.counters().sipResponses().values().stream().mapToLong(Long::longValue).sum());
    assertEquals(0, stream.jitterMaxSeconds().orElseThrow(), 1e-6);
  }

  @Test
  void scoresWhatTheInterfaceNearerToTheListenerSees() {
    for (int i = 200; i < 240; i++) {
      lostBehind.add(i); // by the router between the two
    }
    for (int i = 600; i < 700; i++) {
      lostBefore.add(i); // by the mirror in front of it, for they pass behind it
    }
    Office office = call(true, ON_THE_WAY);

    StreamSummary stream = stream(office);
    assertEquals(40, stream.lost());
    assertEquals(40, lostOfIntervals(office));
    assertEquals(
        List.of(
            new ObservedAt("eth1", PACKETS - 40, 40, true),
            new ObservedAt("eth0", PACKETS - 150, 100, false)),
        stream.observedAt());
  }

  @Test
  void goesOnWithoutLossWhereAnInterfaceGoesDown() {
    downFrom = 12;
    downTo = 25;
    Office office = call(true, ON_THE_WAY);

    StreamSummary stream = stream(office);
    assertEquals(0, stream.lost());
    assertEquals(0, lostOfIntervals(office));
    assertEquals(PACKETS, stream.packets());
    assertEquals("eth1", stream.observedAt().getFirst().name()); // again, when it is up again
  }

  /** Behind a slow line: several packets are between the two at any time. */
  @Test
  void goesOnWithoutLossWhereThePointsAreFarApart() {
    downFrom = 12;
    downTo = 25;
    Office office = call(true, 0.15);

    StreamSummary stream = stream(office);
    assertEquals(0, stream.lost());
    assertEquals(0, stream.duplicate());
    assertEquals(PACKETS, stream.packets());
  }

  @Test
  void findsAStreamThatNobodyAnnouncedOnce() {
    Office office = call(false, ON_THE_WAY);

    assertEquals(PACKETS, stream(office).packets());
    assertEquals(0, office.counted(PacketKind.DUPLICATE));
  }
}
