package org.mosexporter.simulator.office;

import org.jspecify.annotations.Nullable;
import org.mosexporter.simulator.path.Ear;
import org.mosexporter.simulator.path.Packet;
import org.mosexporter.simulator.path.Segment;

/** Hears a stream: counts it for reports, plays it out, and takes reports of the other side. */
final class Listener implements Ear {
  private final Device device;
  private final Device talker;
  private final Playout playout;
  private final Hearing hearing;
  private final Reception reception;
  private long discarded;
  private double bufferMs;
  private @Nullable Reporter reports;

  /**
   * @param sequence on the wire, of the packet that is number 0
   */
  Listener(Codec codec, Device device, Device talker, int sequence, Hearing hearing) {
    this.device = device;
    this.talker = talker;
    this.hearing = hearing;
    this.playout = new Playout(device.buffer);
    this.reception = new Reception(codec, sequence);
  }

  void reports(Reporter its) {
    reports = its;
  }

  @Override
  public void hear(Packet packet, long nowNs) {
    byte[] octets = packet.octets();
    if (octets != null) {
      if (reports != null && !packet.copy()) {
        reports.onCompound(octets, nowNs);
      }
      return;
    }
    // What the two clocks say: the sender's time stamps, and the listener's own.
    double stampNs = packet.number() * (double) Codec.PACKET_NS;
    double transitNs = nowNs * (1 - device.skewPpm * 1e-6) - stampNs;
    if (!reception.onPacket(packet.number(), transitNs)) {
      play(packet, transitNs / 1e6, nowNs);
    }
  }

  private void play(Packet packet, double transitMs, long nowNs) {
    playout.become(device.buffer);
    double waitsMs = playout.onPacket(transitMs);
    discarded += waitsMs < 0 ? 1 : 0;
    bufferMs += waitsMs < 0 ? 0 : (waitsMs - bufferMs) / 16;
    long seenNs = packet.seen() ? packet.seenNs() : nowNs;
    hearing.heard(packet.sentNs(), seenNs, nowNs, waitsMs, talker);
  }

  @Override
  public void miss(boolean seen, Segment where) {
    hearing.missed(seen);
  }

  void end(long nowNs) {
    hearing.close(nowNs, talker);
  }

  Reception reception() {
    return reception;
  }

  long discarded() {
    return discarded;
  }

  /** What packets wait by now. */
  double bufferMs() {
    return bufferMs;
  }

  Playout playout() {
    return playout;
  }

  Device device() {
    return device;
  }

  /** Whom it hears. */
  Device talker() {
    return talker;
  }
}
