package org.mosexporter.simulator.office;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.mosexporter.simulator.path.Mirror;
import org.mosexporter.simulator.path.Octets;

/** A SIP message in a datagram. */
record Message(Host from, Host to, int dscp, String text) implements Mirror.Datagram {
  @Override
  public int write(ByteBuffer into, int at) {
    byte[] octets = text.getBytes(US_ASCII);
    int length = Octets.HEADER_BYTES + octets.length;
    Frame.header(into.duplicate().position(at), from, to, length);
    into.put(at + Octets.HEADER_BYTES, octets);
    Frame.finish(into, at, length, dscp, text.hashCode(), 64);
    return length;
  }
}
