package org.mosexporter.simulator.path;

/**
 * One direction of a router's interface: packets of the voice class go through a policer and a
 * queue of the class, where there are any, and are urgent on the line; all others are ordinary.
 * Without classes everything is ordinary.
 */
public final class Router implements Hop {
  private static final int ORDINARY = 0;
  private static final int QUEUED = 2;

  private final Link link;
  private boolean classes;
  private int voiceDscp;
  private Policer policer;
  private ClassQueue queue;
  private long voicePackets;
  private long voiceBytes;

  /**
   * @param classes whether there is a class for voice at all
   * @param voiceDscp code point that goes into it
   */
  public Router(Link link, boolean classes, int voiceDscp) {
    this.link = link;
    this.classes = classes;
    this.voiceDscp = voiceDscp;
    this.policer = new Policer(1e12, 1e12);
    this.queue = new ClassQueue(1e12, 1e9);
  }

  /** Which code point goes into the voice class from now on. */
  public void match(int dscp) {
    voiceDscp = dscp;
  }

  public int matched() {
    return voiceDscp;
  }

  public boolean hasClasses() {
    return classes;
  }

  public void hasClasses(boolean there) {
    classes = there;
  }

  public Link link() {
    return link;
  }

  public Policer policer() {
    return policer;
  }

  public ClassQueue queue() {
    return queue;
  }

  @Override
  public long pass(Packet packet, long nowNs) {
    if (packet.stage == QUEUED) {
      return link.urgent(packet.bytes, nowNs);
    }
    if (!classes || packet.dscp != voiceDscp || packet.stage != ORDINARY) {
      return link.ordinary(packet, nowNs);
    }
    return voice(packet, nowNs);
  }

  private long voice(Packet packet, long nowNs) {
    voicePackets++;
    voiceBytes += packet.bytes;
    if (!policer.conforms(packet.bytes, nowNs)) {
      return LOST;
    }
    long servedNs = queue.pass(packet.bytes, nowNs);
    if (servedNs == LOST || servedNs <= nowNs + 1) {
      return servedNs == LOST ? LOST : link.urgent(packet.bytes, nowNs);
    }
    packet.stage = QUEUED;
    packet.stay();
    return servedNs;
  }

  /** Offered to the voice class, dropped ones included. */
  public long voicePackets() {
    return voicePackets;
  }

  public long voiceBytes() {
    return voiceBytes;
  }

  public long voiceDropped() {
    return policer.dropped() + queue.dropped();
  }
}
