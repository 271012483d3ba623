package org.mosexporter.call;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.mosexporter.config.Config;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/**
 * UDP that is no speech, packet by packet past a tracker: some hundred flows at once on ports that
 * forbid nothing, each packet written into the same frame. Seeded: always the same.
 */
final class OtherTraffic {
  static final int FLOWS = 256;

  private static final int IP_LENGTH_AT = 16;
  private static final int SOURCE_AT = 26;
  private static final int PORTS_AT = 34;
  private static final int UDP_LENGTH_AT = 38;
  private static final int PAYLOAD_AT = 42;
  private static final int MAX_PAYLOAD = 1200;

  final Seen seen = new Seen();
  final Tracker tracker = new Tracker(Config.defaults("berlin"), seen, Names.plain());
  final SplittableRandom random = new SplittableRandom(20_260_102);
  final ByteBuffer frame;

  /** Writes the payload of a flow's packet from {@code at} on. */
  interface Protocol {
    /** How many octets it wrote. */
    int write(OtherTraffic to, int flow, int number);

    /** Between two packets of a flow. */
    default long spacingNs(OtherTraffic to, int flow) {
      return 20_000_000;
    }
  }

  OtherTraffic() {
    byte[] packet = new byte[MAX_PAYLOAD];
    frame = Frames.window(Frames.frame("10.1.20.11", 40_000, "10.1.20.12", 50_000, packet));
    tracker.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
  }

  /** Sends so many packets, of all flows, in order of time. */
  void send(int packets, Protocol protocol) {
    long[] atNs = new long[FLOWS];
    int[] sent = new int[FLOWS];
    PriorityQueue<Integer> next =
        new PriorityQueue<>(FLOWS, Comparator.comparingLong(flow -> atNs[flow]));
    for (int flow = 0; flow < FLOWS; flow++) {
      atNs[flow] = Office.NOON_NS + flow * 70_000L;
      next.add(flow);
    }
    for (int packet = 0; packet < packets; packet++) {
      int flow = next.remove();
      send(flow, protocol.write(this, flow, sent[flow]++), atNs[flow]);
      atNs[flow] += protocol.spacingNs(this, flow);
      next.add(flow);
    }
    tracker.finish();
  }

  private void send(int flow, int length, long atNs) {
    address(flow, length);
    int octets = PAYLOAD_AT + length;
    tracker.onPacket(frame, 0, octets, octets, atNs, 0, 0);
    tracker.flush(); // the frame is written anew
  }

  private void address(int flow, int length) {
    frame.putShort(IP_LENGTH_AT, (short) (28 + length));
    frame.put(SOURCE_AT + 3, (byte) flow);
    frame.putInt(PORTS_AT, (40_000 + flow) << 16 | 50_000);
    frame.putShort(UDP_LENGTH_AT, (short) (8 + length));
  }

  void u8(int at, int value) {
    frame.put(PAYLOAD_AT + at, (byte) value);
  }

  void u16(int at, int value) {
    frame.putShort(PAYLOAD_AT + at, (short) value);
  }

  void u32(int at, long value) {
    frame.putInt(PAYLOAD_AT + at, (int) value);
  }

  void noise(int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      frame.putLong(PAYLOAD_AT + at, random.nextLong());
    }
    for (; at < to; at++) {
      u8(at, random.nextInt());
    }
  }

  /** A number of this flow's own, the same each time. */
  static int own(int flow) {
    return flow * 0x9E37_79B1 ^ 0x5BD1_E995;
  }
}
