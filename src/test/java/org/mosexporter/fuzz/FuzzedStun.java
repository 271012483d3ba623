package org.mosexporter.fuzz;

import java.nio.ByteBuffer;
import org.mosexporter.wire.stun.StunReader;

/** One datagram of STUN or TURN; all of what it relays is read. */
final class FuzzedStun implements FuzzTarget {
  private final StunReader reader = new StunReader();

  /** Keeps the reads. */
  private long read;

  @Override
  public void accept(byte[] octets) {
    ByteBuffer window = Octets.alone(octets);
    if (reader.read(window, 0, octets.length, octets.length) == StunReader.Kind.RELAYED) {
      for (int i = 0; i < reader.dataLength(); i++) {
        read += window.get(reader.dataOffset() + i);
      }
    }
  }

  @Override
  public String toString() {
    return "read " + read;
  }
}
