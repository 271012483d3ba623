package org.mosexporter.capture;

import java.io.IOException;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.LongConsumer;
import org.mosexporter.wire.PacketSink;

/** Reads the records of a capture file from their first octet on and counts what it saw. */
abstract sealed class RecordReader permits PcapReader, PcapngReader {
  /** No frame is longer: libpcap's own bound for a snapshot, MAXIMUM_SNAPLEN. */
  static final int MOST_CAPTURED_BYTES = 256 << 10;

  final ByteSource source;
  final PacketSink sink;
  final LongConsumer bytesRead;

  long packets;
  long capturedBytes;
  long skippedUnknownLinkType;
  private final StringJoiner warnings = new StringJoiner("; ").setEmptyValue("");

  RecordReader(ByteSource source, PacketSink sink, LongConsumer bytesRead) {
    this.source = source;
    this.sink = sink;
    this.bytesRead = bytesRead;
    source.beforeMoving = sink::flush;
  }

  /**
   * Reads to the end, or to where the file cannot be understood any more.
   *
   * @throws IOException when not even its header can be understood, or the medium fails
   */
  abstract void readAll() throws IOException;

  final void warn(String what) {
    warnings.add(what);
  }

  /** Whether the input ended between two records, as it should. */
  final boolean endedCleanly() {
    return source.limit == source.position && source.damage().isEmpty();
  }

  final void warnOfEnd(String inTheMiddleOf) {
    String cause = source.damage().isEmpty() ? "" : ": " + source.damage();
    warn("ends in the middle of " + inTheMiddleOf + cause);
  }

  final ReadResult result() {
    Optional<String> warning = Optional.of(warnings.toString()).filter(text -> !text.isEmpty());
    return new ReadResult(packets, capturedBytes, warning, skippedUnknownLinkType);
  }
}
