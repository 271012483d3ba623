package org.mosexporter.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/**
 * The classic capture file (draft-ietf-opsawg-pcap): a header of 24 octets, then records.
 *
 * <pre>
 *   file    0 magic  4 major 6 minor  8 zone  12 sigfigs  16 snapshot length  20 link type
 *   record  0 seconds  4 µs or ns  8 octets captured  12 octets on the wire  16 the frame
 * </pre>
 */
final class PcapReader extends RecordReader {
  static final int MAGIC_MICROSECONDS = 0xA1B2C3D4;
  static final int MAGIC_NANOSECONDS = 0xA1B23C4D;

  /** Linux 2.2 era patches by A. Kuznetzov: records have 8 octets more before the frame. */
  static final int MAGIC_KUZNETZOV = 0xA1B2CD34;

  private static final int FILE_HEADER_BYTES = 24;
  private static final int LINK_TYPE = 20;
  private static final int RECORD_HEADER_BYTES = 16;
  private static final int FRACTION = 4;

  /** What the processor fetches from memory at once. */
  private static final int CACHE_LINE_BYTES = 64;

  /**
   * How much is asked of memory in one go: many lines on their way together cost little more than
   * one.
   */
  private static final int AHEAD_BYTES = 4096;

  private static final int CAPTURED = 8;
  private static final int ON_WIRE = 12;
  private static final int OBSERVATION_POINT = 0;

  private final String fileName;
  private final int recordHeaderBytes;
  private final int nsPerFraction;
  private boolean known;

  /** Whether the four octets begin such a file, read in this order. */
  static boolean isMagic(int magic) {
    return magic == MAGIC_MICROSECONDS || magic == MAGIC_NANOSECONDS || magic == MAGIC_KUZNETZOV;
  }

  /**
   * @param bigEndianMagic the first four octets, one of the magics or one with its octets reversed
   */
  PcapReader(
      String fileName,
      int bigEndianMagic,
      ByteSource source,
      PacketSink sink,
      LongConsumer bytesRead) {
    super(source, sink, bytesRead);
    this.fileName = fileName;
    boolean bigEndian = isMagic(bigEndianMagic);
    source.fieldOrder(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int magic = bigEndian ? bigEndianMagic : Integer.reverseBytes(bigEndianMagic);
    recordHeaderBytes = RECORD_HEADER_BYTES + (magic == MAGIC_KUZNETZOV ? 8 : 0);
    nsPerFraction = magic == MAGIC_NANOSECONDS ? 1 : 1000;
  }

  /** Keeps the compiler from leaving out reads whose value nobody needs. */
  @SuppressWarnings("unused")
  private int touched;

  @Override
  void readAll() throws IOException {
    if (!source.fill(FILE_HEADER_BYTES)) {
      throw new IOException(fileName + " ends in its file header");
    }
    // The upper half says whether frames end in a check sum, which nothing here looks at.
    int number = source.fields.getInt(source.position + LINK_TYPE) & 0xFFFF;
    Optional<LinkType> linkType = LinkType.of(number);
    known = linkType.isPresent();
    linkType.ifPresent(
        type -> sink.onObservationPoint(OBSERVATION_POINT, new ObservationPoint(fileName, type)));
    source.position += FILE_HEADER_BYTES;
    readRecords();
    if (skippedUnknownLinkType > 0) {
      warn("link type " + number + " is not understood: its packets were skipped");
    }
  }

  private void readRecords() throws IOException {
    while (true) {
      readWhatIsInTheWindow(source.window, source.fields);
      bytesRead.accept(source.consumedBytes());
      if (!source.fill(recordHeaderBytes)) {
        if (!endedCleanly()) {
          warnOfEnd("packet " + (packets + 1));
        }
        return;
      }
      int captured = source.fields.getInt(source.position + CAPTURED);
      if (captured < 0 || captured > MOST_CAPTURED_BYTES) {
        warn(
            "damaged at packet %d, which claims %d octets: stopped there"
                .formatted(packets + 1, Integer.toUnsignedLong(captured)));
        return;
      }
      if (!source.fill(recordHeaderBytes + captured)) {
        warnOfEnd("packet " + (packets + 1));
        return;
      }
    }
  }

  /** Hands on each packet that is whole in the window and has a possible length. */
  private void readWhatIsInTheWindow(ByteBuffer window, ByteBuffer fields) {
    int at = source.position;
    int limit = source.limit;
    int headerBytes = recordHeaderBytes;
    long count = 0;
    long bytes = 0;
    int touchedTo = at;
    while (limit - at >= headerBytes) {
      if (at >= touchedTo) {
        touchedTo = touch(fields, at, limit);
      }
      int captured = fields.getInt(at + CAPTURED);
      if (captured < 0 || captured > MOST_CAPTURED_BYTES || limit - at - headerBytes < captured) {
        break;
      }
      if (known) {
        long atNs =
            Integer.toUnsignedLong(fields.getInt(at)) * 1_000_000_000L
                + Integer.toUnsignedLong(fields.getInt(at + FRACTION)) * nsPerFraction;
        int onWire = Math.max(fields.getInt(at + ON_WIRE), captured);
        sink.onPacket(window, at + headerBytes, captured, onWire, atNs, OBSERVATION_POINT, 0);
      }
      count++;
      bytes += captured;
      at += headerBytes + captured;
    }
    source.position = at;
    packets += count;
    capturedBytes += bytes;
    skippedUnknownLinkType += known ? 0 : count;
  }

  /**
   * Reads one octet of each cache line that comes next. Records are a chain, each saying where the
   * next begins, so that the memory behind them would otherwise be waited for one by one.
   *
   * @return up to where
   */
  private int touch(ByteBuffer fields, int from, int limit) {
    int to = Math.min(limit - from, AHEAD_BYTES) + from;
    int sum = 0;
    for (int line = from; line < to; line += CACHE_LINE_BYTES) {
      sum += fields.get(line);
    }
    touched = sum;
    return to;
  }
}
