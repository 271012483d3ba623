package org.mosexporter.simulator.office;

import org.mosexporter.simulator.path.Ear;
import org.mosexporter.simulator.path.Flow;
import org.mosexporter.simulator.path.Packet;
import org.mosexporter.simulator.path.Segment;

/** A server between two legs that passes speech on as it comes: numbers keep their gaps. */
final class Relay implements Ear, Source {
  private final Listener listener;
  private final Device server;
  private final Codec codec;
  private final Flow onward;
  private long number;
  private boolean stopped;
  private boolean first = true;

  Relay(Listener listener, Device server, Codec codec, Flow onward) {
    this.listener = listener;
    this.server = server;
    this.codec = codec;
    this.onward = onward;
  }

  @Override
  public void hear(Packet packet, long nowNs) {
    listener.hear(packet, nowNs);
    if (packet.octets() == null && !packet.copy() && !stopped) {
      number = Math.max(number, packet.number() + 1);
      onward.send(packet.number(), first, server.dscp, codec.frameBytes(), nowNs, packet.sentNs());
      first = false;
    }
  }

  @Override
  public void miss(boolean seen, Segment where) {
    listener.miss(seen, where);
    if (!stopped) {
      onward.skip(where);
    }
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public long packets() {
    return number;
  }

  @Override
  public int units() {
    return (int) number * codec.packetUnits();
  }
}
