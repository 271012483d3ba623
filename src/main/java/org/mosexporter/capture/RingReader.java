package org.mosexporter.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.mosexporter.wire.PacketSink;

/**
 * Takes packets from a ring that the kernel fills (TPACKET_V3, linux/if_packet.h). The kernel sets
 * the lowest bit of a block's status when the block is ours; clearing it gives the block back.
 *
 * <pre>
 *   block   8 status  12 packets  16 offset of the first
 *   packet  0 offset of the next  4 seconds  8 ns  12 captured  16 on the wire  24 offset of the frame
 *           48 sockaddr_ll, of which 10 is the packet type
 * </pre>
 *
 * <p>Owned by the tracker's thread. Whatever the ring holds, no packet leaves it that is not within
 * its block.
 */
final class RingReader {
  /** TP_STATUS_USER. */
  static final int READY = 1;

  /** TP_STATUS_LOSING: packets were dropped since the counters were last read. */
  static final int LOSING = 4;

  static final int BLOCK_STATUS = 8;
  static final int BLOCK_PACKETS = 12;
  static final int BLOCK_FIRST = 16;
  static final int BLOCK_HEADER_BYTES = 48;

  static final int SECONDS = 4;
  static final int NANOSECONDS = 8;
  static final int CAPTURED = 12;
  static final int ON_WIRE = 16;
  static final int FRAME = 24;
  static final int PACKET_TYPE = 58;
  static final int PACKET_HEADER_BYTES = 68;

  /** PACKET_OTHERHOST: to the address of another station. */
  static final int OTHER_HOST = 3;

  /** PACKET_OUTGOING. */
  static final int OUTGOING = 4;

  private static final VarHandle STATUS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final ByteBuffer window;
  private final ByteBuffer fields;
  private final int blockBytes;
  private final int longestFrame;
  private final int observationPoint;
  private final boolean withoutOutgoing;

  private int block;
  private int packet;
  private int packetsLeft;
  private long truncated;
  private long unreadable;
  private long merged;
  private long foreign;
  private long latestNs;
  private boolean losing;

  /**
   * @param longestFrame what is longer cannot have been one frame on the wire
   * @param withoutOutgoing on loopback, where each packet goes out and comes in
   */
  RingReader(
      ByteBuffer ring,
      int blockBytes,
      int longestFrame,
      int observationPoint,
      boolean withoutOutgoing) {
    this.window = ring.duplicate().order(ByteOrder.BIG_ENDIAN);
    this.fields = ring.duplicate().order(ByteOrder.nativeOrder());
    this.blockBytes = blockBytes;
    this.longestFrame = longestFrame;
    this.observationPoint = observationPoint;
    this.withoutOutgoing = withoutOutgoing;
  }

  /** Packets cut short so far. */
  long truncated() {
    return truncated;
  }

  /** Packets so far that did not lie within their block. */
  long unreadable() {
    return unreadable;
  }

  /** Arriving packets so far that were longer than a frame can be. */
  long merged() {
    return merged;
  }

  /** Packets so far that were between other stations. */
  long foreign() {
    return foreign;
  }

  /** The time of the last packet that was handed on. */
  long latestNs() {
    return latestNs;
  }

  /** Whether the block at hand says that packets were dropped; said once. */
  boolean takeLosing() {
    boolean said = losing;
    losing = false;
    return said;
  }

  /** Whether a packet is ready; takes the next block from the kernel when there is one. */
  boolean hasPacket() {
    while (true) {
      if (packetsLeft == 0) {
        int status = (int) STATUS.getAcquire(fields, block + BLOCK_STATUS);
        if ((status & READY) == 0) {
          return false;
        }
        losing |= (status & LOSING) != 0;
        packetsLeft = fields.getInt(block + BLOCK_PACKETS);
        packet = block + fields.getInt(block + BLOCK_FIRST);
      }
      if (packetsLeft > 0 && isWithinBlock(packet)) {
        return true;
      }
      unreadable += Math.max(packetsLeft, 0);
      release();
    }
  }

  private boolean isWithinBlock(int at) {
    int end = block + blockBytes;
    if (at < block + BLOCK_HEADER_BYTES || at > end - PACKET_HEADER_BYTES) {
      return false;
    }
    int captured = fields.getInt(at + CAPTURED);
    int frame = at + (fields.getShort(at + FRAME) & 0xFFFF);
    return captured >= 0 && captured <= blockBytes && frame <= end - captured;
  }

  /** When the next packet was captured; only after {@link #hasPacket} said that there is one. */
  long nextNs() {
    return Integer.toUnsignedLong(fields.getInt(packet + SECONDS)) * 1_000_000_000L
        + Integer.toUnsignedLong(fields.getInt(packet + NANOSECONDS));
  }

  /**
   * Hands on the packets of the block at hand that are not younger than {@code untilNs}.
   *
   * @return how many
   */
  int handOn(PacketSink sink, long untilNs) {
    int handedOn = 0;
    while (packetsLeft > 0 && isWithinBlock(packet)) {
      long atNs = nextNs();
      if (atNs > untilNs) {
        return handedOn;
      }
      int at = packet;
      // Before the sink is called, so that a packet that makes it throw is not met again.
      int next = fields.getInt(at);
      packet = next > 0 ? at + next : block + blockBytes; // each lies behind the one before
      packetsLeft--;
      latestNs = atNs;
      byte type = fields.get(at + PACKET_TYPE);
      boolean outgoing = type == OUTGOING;
      if (!outgoing || !withoutOutgoing) {
        handOn(sink, at, atNs, flags(type));
        handedOn++;
      }
    }
    unreadable += packetsLeft;
    try {
      sink.flush();
    } finally {
      release();
    }
    return handedOn;
  }

  private static int flags(byte type) {
    return switch (type) {
      case OUTGOING -> PacketSink.FLAG_OUTGOING;
      case OTHER_HOST -> PacketSink.FLAG_FOREIGN;
      default -> 0;
    };
  }

  private void handOn(PacketSink sink, int at, long atNs, int flags) {
    if (flags == PacketSink.FLAG_FOREIGN) {
      foreign++;
    }
    int captured = fields.getInt(at + CAPTURED);
    int onWire = Math.max(fields.getInt(at + ON_WIRE), captured);
    if (onWire > captured) {
      truncated++;
    }
    if (onWire > longestFrame && flags != PacketSink.FLAG_OUTGOING) {
      merged++;
    }
    int frame = at + (fields.getShort(at + FRAME) & 0xFFFF);
    sink.onPacket(window, frame, captured, onWire, atNs, observationPoint, flags);
  }

  /** Gives the block back to the kernel; what was read from it may change from here on. */
  private void release() {
    STATUS.setRelease(fields, block + BLOCK_STATUS, 0);
    packetsLeft = 0;
    block += blockBytes;
    if (block > window.capacity() - blockBytes) {
      block = 0;
    }
  }
}
