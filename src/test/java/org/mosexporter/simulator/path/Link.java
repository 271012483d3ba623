package org.mosexporter.simulator.path;

/**
 * The sending side of a line: a server of constant rate with an urgent class, served first without
 * interrupting the packet on the wire, and an ordinary class of bounded depth (tail drop). What
 * waits is counted in octets of work, which gives each packet's time exactly without an event for
 * each: an urgent packet leaves after all urgent work before it and the rest of the packet on the
 * wire; an ordinary one when so much ordinary work is done as was before it, found by asking again
 * when more urgent work came in between.
 *
 * <p>Ordinary traffic that nobody follows is offered in bursts of whole packets.
 */
public final class Link {
  /** Of the traffic that nobody follows: a full segment with Ethernet's header. */
  public static final int MOST_PACKET_BYTES = 1514;

  private static final double EXACT = 1e-3;

  private double bytesPerNs;
  private double mostOrdinaryBytes;
  private double urgentBytes;
  private double ordinaryBytes;
  private double servedOrdinaryBytes;
  private long lastNs;
  private long sentBytes;
  private long sentPackets;
  private long ordinaryPackets;
  private long ordinaryOctets;
  private long ordinaryDropped;
  private long ordinaryDroppedBytes;

  /**
   * @param mostOrdinaryBytes that may wait in the ordinary class
   */
  public Link(double bitsPerSecond, double mostOrdinaryBytes) {
    rate(bitsPerSecond);
    depth(mostOrdinaryBytes);
  }

  public void rate(double bitsPerSecond) {
    bytesPerNs = bitsPerSecond / 8e9;
  }

  public void depth(double bytes) {
    mostOrdinaryBytes = bytes;
  }

  public double bitsPerSecond() {
    return bytesPerNs * 8e9;
  }

  private void advance(long nowNs) {
    double work = (nowNs - lastNs) * bytesPerNs;
    lastNs = nowNs;
    double urgent = Math.min(work, urgentBytes);
    double ordinary = Math.min(work - urgent, ordinaryBytes);
    urgentBytes -= urgent;
    ordinaryBytes -= ordinary;
    servedOrdinaryBytes += ordinary;
  }

  /** An urgent packet; returns when its last bit is on the wire. */
  public long urgent(int bytes, long nowNs) {
    advance(nowNs);
    if (urgentBytes < EXACT) { // the packet on the wire is not interrupted
      double rest = ordinaryBytes % MOST_PACKET_BYTES;
      ordinaryBytes -= rest;
      servedOrdinaryBytes += rest;
      urgentBytes = rest;
    }
    urgentBytes += bytes;
    sent(1, bytes);
    return nowNs + (long) Math.ceil(urgentBytes / bytesPerNs);
  }

  /** An ordinary packet, as a {@link Hop}: handed in again until it may go. */
  public long ordinary(Packet packet, long nowNs) {
    advance(nowNs);
    if (packet.stage == 0) {
      if (!admit(packet.bytes)) {
        return Hop.LOST;
      }
      packet.stage = 1;
      packet.mark = servedOrdinaryBytes + ordinaryBytes;
    }
    double before = packet.mark - servedOrdinaryBytes;
    if (before <= EXACT) {
      return nowNs;
    }
    packet.stay();
    return nowNs + (long) Math.ceil((urgentBytes + before) / bytesPerNs);
  }

  private boolean admit(int bytes) {
    ordinaryPackets++;
    ordinaryOctets += bytes;
    // Queue limits count packets: a small one needs the place of a large one.
    if (ordinaryBytes + MOST_PACKET_BYTES > mostOrdinaryBytes) {
      ordinaryDropped++;
      ordinaryDroppedBytes += bytes;
      return false;
    }
    ordinaryBytes += bytes;
    sent(1, bytes);
    return true;
  }

  /**
   * A burst of ordinary packets of full size.
   *
   * @return how many found no room
   */
  public int burst(int packets, long nowNs) {
    advance(nowNs);
    int room = (int) Math.max(0, (mostOrdinaryBytes - ordinaryBytes) / MOST_PACKET_BYTES);
    int taken = Math.min(packets, room);
    int dropped = packets - taken;
    ordinaryBytes += (double) taken * MOST_PACKET_BYTES;
    ordinaryPackets += packets;
    ordinaryOctets += (long) packets * MOST_PACKET_BYTES;
    ordinaryDropped += dropped;
    ordinaryDroppedBytes += (long) dropped * MOST_PACKET_BYTES;
    sent(taken, (long) taken * MOST_PACKET_BYTES);
    return dropped;
  }

  private void sent(int packets, long bytes) {
    sentPackets += packets;
    sentBytes += bytes;
  }

  /** Waiting in the ordinary class, as packets of full size. */
  public long waitingPackets(long nowNs) {
    advance(nowNs);
    return Math.round(ordinaryBytes / MOST_PACKET_BYTES);
  }

  public long depthPackets() {
    return Math.round(mostOrdinaryBytes / MOST_PACKET_BYTES);
  }

  public long sentBytes() {
    return sentBytes;
  }

  public long sentPackets() {
    return sentPackets;
  }

  /** Offered to the ordinary class, dropped ones included. */
  public long ordinaryPackets() {
    return ordinaryPackets;
  }

  public long ordinaryBytes() {
    return ordinaryOctets;
  }

  public long ordinaryDropped() {
    return ordinaryDropped;
  }

  public long ordinaryDroppedBytes() {
    return ordinaryDroppedBytes;
  }
}
