package org.mosexporter.simulator.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One direction of media between two hosts: the hops that its packets pass, and who hears them. */
public final class Flow {
  private static final int TTL = 64;

  private final Timeline timeline;
  private final Hop[] hops;
  private final Segment[] segments;
  private final Ear ear;
  private final Octets frame;
  private final Map<Segment, Long> lost = new EnumMap<>(Segment.class);
  private final Deque<Packet> unused = new ArrayDeque<>();
  private long sent;
  private long arrived;
  private long ended;

  private Flow(Timeline timeline, Way way, Octets frame, Ear ear) {
    this.timeline = timeline;
    this.hops = way.hops.toArray(Hop[]::new);
    this.segments = way.segments.toArray(Segment[]::new);
    this.frame = frame;
    this.ear = ear;
  }

  /** The hops from sender to receiver. */
  public static final class Way {
    private final List<Hop> hops = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();

    public Way through(Segment segment, Hop hop) {
      hops.add(hop);
      segments.add(segment);
      return this;
    }

    /** A flow along it. */
    public Flow flow(Timeline timeline, Octets frame, Ear ear) {
      return new Flow(timeline, this, frame, ear);
    }
  }

  /**
   * Sends a packet of speech.
   *
   * @param spokenNs when what it holds was said
   */
  public void send(long number, boolean marker, int dscp, int bytes, long nowNs, long spokenNs) {
    Packet packet = next(number, dscp, bytes, spokenNs);
    packet.marker = marker;
    sent++;
    carry(packet, nowNs);
  }

  /** Sends something else beside the speech, such as a report. */
  public void send(byte[] octets, int dscp, long nowNs) {
    Packet packet = next(-1, dscp, octets.length + Octets.HEADER_BYTES, nowNs);
    packet.octets = octets;
    carry(packet, nowNs);
  }

  /**
   * The sender numbered one and did not send it.
   *
   * @param where it was lost before it came to the sender
   */
  public void skip(Segment where) {
    sent++;
    ended++;
    lost.merge(where, 1L, Long::sum);
    ear.miss(false, where);
  }

  private Packet next(long number, int dscp, int bytes, long nowNs) {
    Packet packet = unused.isEmpty() ? new Packet(this) : unused.pop();
    packet.number = number;
    packet.dscp = dscp;
    packet.bytes = bytes;
    packet.sentNs = nowNs;
    packet.ttl = TTL;
    packet.seen = false;
    packet.copy = false;
    packet.marker = false;
    packet.octets = null;
    packet.hop = 0;
    packet.stage = 0;
    return packet;
  }

  /** A copy of a packet comes out of the hop that it is at. */
  void repeat(Packet packet, int ttl, long atNs) {
    Packet copy = next(packet.number, packet.dscp, packet.bytes, packet.sentNs);
    copy.copy = true;
    copy.marker = packet.marker;
    copy.octets = packet.octets;
    copy.seen = packet.seen;
    copy.seenNs = packet.seenNs;
    copy.ttl = ttl;
    copy.hop = packet.hop + 1;
    timeline.at(atNs, copy);
  }

  void carry(Packet packet, long nowNs) {
    while (packet.hop < hops.length) {
      long leavesNs = hops[packet.hop].pass(packet, nowNs);
      if (leavesNs == Hop.LOST) {
        lose(packet);
        return;
      }
      go(packet);
      if (leavesNs > nowNs) {
        timeline.at(leavesNs, packet);
        return;
      }
    }
    arrive(packet, nowNs);
  }

  private static void go(Packet packet) {
    if (packet.stays) {
      packet.stays = false;
    } else {
      packet.hop++;
      packet.stage = 0;
    }
  }

  private void lose(Packet packet) {
    if (isSpeech(packet)) {
      Segment where = segments[packet.hop];
      lost.merge(where, 1L, Long::sum);
      ended++;
      ear.miss(packet.seen, where);
    }
    unused.push(packet);
  }

  private void arrive(Packet packet, long nowNs) {
    if (isSpeech(packet)) {
      arrived++;
      ended++;
    }
    ear.hear(packet, nowNs);
    unused.push(packet);
  }

  private static boolean isSpeech(Packet packet) {
    return packet.octets == null && !packet.copy;
  }

  Octets frame() {
    return frame;
  }

  /** Packets of speech that the sender numbered; so all below count. */
  public long sent() {
    return sent;
  }

  public long arrived() {
    return arrived;
  }

  /** Under way. */
  public long underWay() {
    return sent - ended;
  }

  public long lost(Segment where) {
    return lost.getOrDefault(where, 0L);
  }
}
