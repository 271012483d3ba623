package org.mosexporter.call;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.mosexporter.config.IpAddress;

/**
 * What is kept of one call: its packets in the order in which they came.
 *
 * <p>At most 16 MiB; of more the latest.
 */
public final class KeptCall {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int MOST_CHUNKS = 16;
  private static final String SOMEWHERE = "other agents";

  private final Deque<ByteBuffer> chunks = new ArrayDeque<>();
  private final KeptStreams streams;
  private final Map<Integer, String> places;
  private boolean whole = true;
  private long packets;

  KeptCall(KeptStreams streams, Map<Integer, String> places) {
    this.streams = streams;
    this.places = places;
  }

  /** Takes a copy of an entry. */
  void add(ByteBuffer entry) {
    if (chunks.isEmpty() || chunks.getLast().remaining() < entry.remaining()) {
      if (chunks.size() == MOST_CHUNKS) {
        chunks.removeFirst();
        whole = false;
      }
      chunks.addLast(ByteBuffer.allocate(CHUNK_BYTES));
    }
    chunks.getLast().put(entry);
    packets++;
  }

  /** Its beginning is not there any more. */
  void lacksBeginning() {
    whole = false;
  }

  /** Whether its beginning is there. */
  public boolean isWhole() {
    return whole;
  }

  public boolean isEmpty() {
    return packets == 0;
  }

  /** Hears of each packet; may stop by an exception. */
  @FunctionalInterface
  public interface Reader<E extends Exception> {
    void onPacket(KeptPacket packet) throws E;
  }

  /** Hands on all, oldest first. */
  public <E extends Exception> void read(Reader<E> reader) throws E {
    for (ByteBuffer chunk : chunks) {
      ByteBuffer all = chunk.duplicate().flip();
      while (all.hasRemaining()) {
        int size = (all.getShort(all.position()) & 0xFFFF) * PacketRing.WORD_BYTES;
        reader.onPacket(packet(all.slice(all.position(), size)));
        all.position(all.position() + size);
      }
    }
  }

  private KeptPacket packet(ByteBuffer entry) {
    int kind = entry.get(KeptPackets.KIND);
    return kind == KeptPackets.RTP ? rtp(entry) : other(entry, kind);
  }

  private KeptPacket rtp(ByteBuffer entry) {
    KeptStreams.Ends ends = streams.ends(entry.getLong(KeptPackets.STREAM));
    int wireLength = entry.getShort(KeptPackets.WIRE_LENGTH) & 0xFFFF;
    return new KeptPacket(
        place(entry),
        entry.getLong(KeptPackets.TIME),
        false,
        entry.get(KeptPackets.DSCP),
        ends.source(),
        ends.sourcePort(),
        ends.destination(),
        ends.destinationPort(),
        wireLength,
        RtpHeaders.whole(entry, KeptPackets.RTP_HEADER, wireLength));
  }

  private KeptPacket other(ByteBuffer entry, int kind) {
    int wireLength = entry.getShort(KeptPackets.WIRE_LENGTH) & 0xFFFF;
    int callId = entry.getShort(KeptPackets.CALL_ID_LENGTH) & 0xFFFF;
    return new KeptPacket(
        place(entry),
        entry.getLong(KeptPackets.TIME),
        kind == KeptPackets.SIP_TCP,
        entry.get(KeptPackets.DSCP),
        address(entry, KeptPackets.SOURCE),
        entry.getShort(KeptPackets.PORTS) & 0xFFFF,
        address(entry, KeptPackets.DESTINATION),
        entry.getShort(KeptPackets.PORTS + 2) & 0xFFFF,
        wireLength,
        entry.slice(KeptPackets.CALL_ID + callId, wireLength));
  }

  private String place(ByteBuffer entry) {
    return places.getOrDefault(entry.getShort(KeptPackets.PLACE) & 0xFFFF, SOMEWHERE);
  }

  static IpAddress address(ByteBuffer entry, int at) {
    return new IpAddress(entry.getLong(at), entry.getLong(at + 8));
  }
}
