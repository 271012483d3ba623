package org.mosexporter.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/** A sink that keeps what it was given and checks what every sink may rely on. */
final class SeenPackets implements PacketSink {
  record Packet(String hex, int wireLength, long atNs, int observationPoint, int flags) {}

  record Drops(int observationPoint, long fromNs, long toNs, long packets) {}

  record ClockStep(long fromNs, long withinNs, long stepNs) {}

  final List<ClockStep> steps = new ArrayList<>();
  final List<Drops> drops = new ArrayList<>();
  final List<Packet> packets = new ArrayList<>();
  final List<ObservationPoint> places = new ArrayList<>();
  private final List<Standing> standing = new ArrayList<>();
  int flushes;

  /** A frame that must not change before the next flush. */
  private record Standing(ByteBuffer window, int offset, String hex) {}

  @Override
  public void onObservationPoint(int observationPoint, ObservationPoint place) {
    if (observationPoint > places.size()) {
      throw new AssertionError("observation point " + observationPoint + " after " + places);
    }
    // Again with another link type, when another device took the name.
    places.add(place);
  }

  @Override
  public void onPacket(
      ByteBuffer window,
      int offset,
      int length,
      int wireLength,
      long atNs,
      int observationPoint,
      int flags) {
    if (!window.isDirect()
        || window.order() != ByteOrder.BIG_ENDIAN
        || wireLength < length
        || observationPoint >= places.size()) {
      throw new AssertionError("breaks the contract: " + window + " " + observationPoint);
    }
    byte[] octets = new byte[length];
    window.get(offset, octets);
    String hex = HexFormat.of().formatHex(octets);
    standing.add(new Standing(window, offset, hex));
    packets.add(new Packet(hex, wireLength, atNs, observationPoint, flags));
  }

  @Override
  public void onClockStep(long fromNs, long withinNs, long stepNs) {
    steps.add(new ClockStep(fromNs, withinNs, stepNs));
  }

  @Override
  public void onDrops(int observationPoint, long fromNs, long toNs, long dropped) {
    if (observationPoint >= places.size() || toNs < fromNs || dropped < 0) {
      throw new AssertionError("breaks the contract: " + fromNs + " " + toNs + " " + dropped);
    }
    drops.add(new Drops(observationPoint, fromNs, toNs, dropped));
  }

  @Override
  public void flush() {
    flushes++;
    for (Standing frame : standing) {
      byte[] octets = new byte[frame.hex.length() / 2];
      frame.window.get(frame.offset, octets);
      if (!HexFormat.of().formatHex(octets).equals(frame.hex)) {
        throw new AssertionError("a frame changed before it was flushed: " + frame.hex);
      }
    }
    standing.clear();
  }

  /** Frames that nobody flushed; the last word of every source must be a flush. */
  int unflushed() {
    return standing.size();
  }
}
