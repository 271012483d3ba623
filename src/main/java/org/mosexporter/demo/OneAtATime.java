package org.mosexporter.demo;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Lets several offices, each with a thread of its own, send by one way out. */
public final class OneAtATime implements PacketOut {
  private final PacketOut out;

  public OneAtATime(PacketOut out) {
    this.out = out;
  }

  @Override
  public synchronized void send(
      long atNs, UdpAddress from, UdpAddress to, int dscp, ByteBuffer payload) throws IOException {
    out.send(atNs, from, to, dscp, payload);
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
