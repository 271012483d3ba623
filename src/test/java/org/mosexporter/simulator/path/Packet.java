package org.mosexporter.simulator.path;

import org.jspecify.annotations.Nullable;

/** One datagram on its way along a {@link Flow}. Reused when it has ended. */
public final class Packet implements Event {
  final Flow flow;
  long number;
  int dscp;
  int ttl;
  int bytes;
  long sentNs;
  long seenNs;
  boolean seen;
  boolean copy;
  boolean marker;
  byte @Nullable [] octets;

  /** Which hop of the flow it is at. */
  int hop;

  /** For the hop it is at: how far it is there, and a figure to go with it. */
  int stage;

  double mark;

  /** Set by a hop that wants it again. */
  boolean stays;

  Packet(Flow flow) {
    this.flow = flow;
  }

  @Override
  public void happen(long nowNs) {
    flow.carry(this, nowNs);
  }

  /** It is to be handed to the same hop again. */
  void stay() {
    stays = true;
  }

  /** Counts up by one from packet to packet as the sender numbers them, without wrap. */
  public long number() {
    return number;
  }

  /** The DSCP it bears by now. */
  public int dscp() {
    return dscp;
  }

  public int ttl() {
    return ttl;
  }

  public boolean marker() {
    return marker;
  }

  /** On the wire, with Ethernet's header. */
  public int bytes() {
    return bytes;
  }

  /** When what it holds was said. */
  public long sentNs() {
    return sentNs;
  }

  /** When it came to the capture point; meaningful where it was {@link #seen}. */
  public long seenNs() {
    return seenNs;
  }

  /** Whether it passed the capture point, whatever became of the mirror's copy. */
  public boolean seen() {
    return seen;
  }

  /** Whether the network made it, of another. */
  public boolean copy() {
    return copy;
  }

  /** Its payload where it is not speech. */
  public byte @Nullable [] octets() {
    return octets;
  }
}
