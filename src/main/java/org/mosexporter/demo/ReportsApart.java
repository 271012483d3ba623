package org.mosexporter.demo;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends what is addressed to the collector one way and everything else another: where the daemon
 * may not sniff, calls reach it as a capture file and phones' reports still over a socket. Used by
 * one thread.
 */
public final class ReportsApart implements PacketOut {
  private final PacketOut reports;
  private final PacketOut others;
  private final UdpAddress collector;

  public ReportsApart(UdpAddress collector, PacketOut reports, PacketOut others) {
    this.collector = collector;
    this.reports = reports;
    this.others = others;
  }

  @Override
  public void send(long atNs, UdpAddress from, UdpAddress to, int dscp, ByteBuffer payload)
      throws IOException {
    (to.equals(collector) ? reports : others).send(atNs, from, to, dscp, payload);
  }

  @Override
  public void flush() throws IOException {
    reports.flush();
    others.flush();
  }

  @Override
  public void close() throws IOException {
    try {
      reports.close();
    } finally {
      others.close();
    }
  }
}
