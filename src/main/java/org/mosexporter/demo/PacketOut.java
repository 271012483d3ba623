package org.mosexporter.demo;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the simulated office's packets go at the moment they pass the capture point. */
public interface PacketOut extends AutoCloseable {
  /**
   * Sends one datagram.
   *
   * @param atNs when it passes, nanoseconds since 1970
   * @param dscp code point of its IP header, 0–63
   * @param payload from position to limit; consumed
   */
  void send(long atNs, UdpAddress from, UdpAddress to, int dscp, ByteBuffer payload)
      throws IOException;

  /** Hands on what is buffered; called before the office pauses. */
  void flush() throws IOException;

  @Override
  void close() throws IOException;
}
