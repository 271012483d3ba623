package org.mosexporter.call;

import java.nio.ByteBuffer;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamTable;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtp.RtpView;

/** The headers of the latest packets of one flow, 32 at most; of its payload, four octets. */
final class RecentPackets {
  static final int CAPACITY = 32;

  private static final int EVENT_BYTES = 4;

  private final long[] atNs = new long[CAPACITY];
  private final int[] timestamp = new int[CAPACITY];
  private final int[] payloadBytes = new int[CAPACITY];
  private final int[] event = new int[CAPACITY];
  private final short[] sequence = new short[CAPACITY];
  private final byte[] payloadType = new byte[CAPACITY];
  private final byte[] dscp = new byte[CAPACITY];
  private final boolean[] marker = new boolean[CAPACITY];
  private int packets;

  // Where the run began that the latest packets belong to.
  private boolean begun;
  private long firstNs;
  private int firstTimestamp;

  void add(Datagram datagram, RtpView rtp) {
    int slot = next();
    atNs[slot] = datagram.atNs();
    timestamp[slot] = rtp.timestamp();
    payloadBytes[slot] = rtp.payloadBytes();
    event[slot] = event(datagram, rtp);
    sequence[slot] = (short) rtp.sequenceNumber();
    payloadType[slot] = (byte) rtp.payloadType();
    dscp[slot] = (byte) datagram.dscp();
    marker[slot] = rtp.marker();
    begin(slot);
  }

  /** Takes the packet that somebody else remembered first. */
  void add(Newcomers newcomers, int place) {
    int slot = next();
    atNs[slot] = newcomers.atNs[place];
    timestamp[slot] = newcomers.timestamp[place];
    payloadBytes[slot] = newcomers.payloadBytes[place];
    event[slot] = newcomers.event[place];
    sequence[slot] = newcomers.sequence[place];
    payloadType[slot] = newcomers.payloadType[place];
    dscp[slot] = newcomers.dscp[place];
    marker[slot] = newcomers.marker[place];
    begin(slot);
  }

  private void begin(int slot) {
    if (!begun) {
      begun = true;
      firstNs = atNs[slot];
      firstTimestamp = timestamp[slot];
    }
  }

  /** The next packet does not go on where the latest left off: those before it tell no more. */
  void beginAnew() {
    begun = false;
  }

  /** Arrival of the first packet of the run; it may be forgotten but for this. */
  long firstNs() {
    return firstNs;
  }

  int firstTimestamp() {
    return firstTimestamp;
  }

  private int next() {
    int slot = packets % CAPACITY;
    packets++;
    return slot;
  }

  /** The payload of a telephone-event (RFC 4733 §2.3); 0 when it is not as long as one. */
  static int event(Datagram datagram, RtpView rtp) {
    int headerBytes = datagram.wirePayloadLength() - rtp.payloadBytes();
    ByteBuffer window = datagram.window();
    return rtp.payloadBytes() == EVENT_BYTES
            && headerBytes + EVENT_BYTES <= datagram.payloadLength()
        ? window.getInt(datagram.payloadOffset() + headerBytes)
        : 0;
  }

  /** Hands what it remembers to the stream, in order of arrival, without the latest packet. */
  void replay(StreamTable streams, RtpStream stream) {
    for (int packet = packets - remembered(); packet < packets - 1; packet++) {
      int slot = packet % CAPACITY;
      streams.onRtp(
          stream,
          atNs[slot],
          dscp[slot],
          marker[slot],
          payloadType[slot],
          sequence[slot] & 0xFFFF,
          timestamp[slot],
          payloadBytes[slot]);
    }
  }

  /** Packets that are still known. */
  int remembered() {
    return Math.min(packets, CAPACITY);
  }

  /** Packets so far. */
  int packets() {
    return packets;
  }

  /** Where the latest packet is; the one {@code back} before it. */
  int latest(int back) {
    return (packets - 1 - back) % CAPACITY;
  }

  long atNs(int slot) {
    return atNs[slot];
  }

  int timestamp(int slot) {
    return timestamp[slot];
  }

  int payloadBytes(int slot) {
    return payloadBytes[slot];
  }

  int event(int slot) {
    return event[slot];
  }

  short sequence(int slot) {
    return sequence[slot];
  }

  boolean marker(int slot) {
    return marker[slot];
  }

  int payloadType(int slot) {
    return payloadType[slot];
  }
}
