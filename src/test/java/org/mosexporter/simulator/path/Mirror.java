package org.mosexporter.simulator.path;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/**
 * The capture point: a mirror port that may lose what it copies or show one direction only, and our
 * own ring behind it, which tells what it drops. What is shown goes to the sink as frames; the
 * packets themselves pass unharmed.
 */
public final class Mirror {
  private static final int FRAMES = 64;
  private static final int FRAME_BYTES = 4096;
  private static final int POINT = 0;
  private static final long DROPS_TOLD_NS = 1_000_000_000L;

  private final PacketSink sink;
  private final long epochNs;
  private final ByteBuffer window = ByteBuffer.allocateDirect(FRAMES * FRAME_BYTES);
  private final TwoState congested;
  private final TwoState ringFull;
  private final SplittableRandom random;
  private double lossCongested;
  private boolean hidesOut;
  private boolean hidesIn;
  private double dropsWhenFull;
  private int frames;
  private long shown;
  private long hidden;
  private long dropped;
  private long untold;
  private long dropsFromNs;

  /**
   * @param epochNs capture time at which the simulation begins
   */
  public Mirror(PacketSink sink, ObservationPoint place, long epochNs, SplittableRandom random) {
    this.sink = sink;
    this.epochNs = epochNs;
    this.random = random;
    congested = TwoState.ofShare(random.split(), 0, 1e8);
    ringFull = TwoState.ofShare(random.split(), 0, 1e8);
    sink.onObservationPoint(POINT, place);
  }

  /** The mirror port is overbooked: how often, how long each time, which share it then loses. */
  public void lossy(double share, double meanNs, double lost) {
    congested.share(share, meanNs);
    lossCongested = lost;
  }

  /** Shows one direction only. */
  public void hide(boolean out, boolean in) {
    hidesOut = out;
    hidesIn = in;
  }

  /** Our ring overflows: how often, how long each time, which share is then dropped. */
  public void ring(double share, double meanNs, double lost) {
    ringFull.share(share, meanNs);
    dropsWhenFull = lost;
  }

  /** The hop for packets that leave the office, or for those that come in. */
  public Hop way(boolean out) {
    return (packet, nowNs) -> {
      if (!packet.seen) {
        packet.seen = true;
        packet.seenNs = nowNs;
      }
      if (!(out ? hidesOut : hidesIn) && isCaught(nowNs)) {
        show(packet, nowNs);
      } else {
        hidden++;
      }
      return nowNs;
    };
  }

  /** Shows a datagram that is no packet of a flow: signalling. */
  public void show(Datagram datagram, boolean out, long nowNs) {
    if (!(out ? hidesOut : hidesIn) && isCaught(nowNs)) {
      int at = frames * FRAME_BYTES;
      hand(at, datagram.write(window, at), nowNs);
    }
  }

  /** Something that writes itself as a frame. */
  @FunctionalInterface
  public interface Datagram {
    /** Returns its length. */
    int write(ByteBuffer into, int at);
  }

  private boolean isCaught(long nowNs) {
    tellDrops(nowNs);
    if (lossCongested > 0 && congested.isBad(nowNs) && random.nextDouble() < lossCongested) {
      return false;
    }
    if (dropsWhenFull > 0 && ringFull.isBad(nowNs) && random.nextDouble() < dropsWhenFull) {
      dropsFromNs = untold == 0 ? nowNs : dropsFromNs;
      untold++;
      dropped++;
      return false;
    }
    return true;
  }

  /** Before any later frame, or after a second. */
  private void tellDrops(long nowNs) {
    if (untold > 0 && (!ringFull.isBad(nowNs) || nowNs - dropsFromNs > DROPS_TOLD_NS)) {
      sink.onDrops(POINT, epochNs + dropsFromNs, epochNs + nowNs, untold);
      untold = 0;
    }
  }

  private void show(Packet packet, long nowNs) {
    int at = frames * FRAME_BYTES;
    hand(at, packet.flow.frame().write(packet, window, at), nowNs);
  }

  private void hand(int at, int length, long nowNs) {
    shown++;
    sink.onPacket(window, at, length, length, epochNs + nowNs, POINT, 0);
    if (++frames == FRAMES) {
      flush();
    }
  }

  /** What was handed on may be overwritten. */
  public void flush() {
    sink.flush();
    frames = 0;
  }

  public long shown() {
    return shown;
  }

  /** Packets that passed and that the mirror did not show, our own drops included. */
  public long hidden() {
    return hidden;
  }

  /** Our own drops. */
  public long dropped() {
    return dropped;
  }
}
