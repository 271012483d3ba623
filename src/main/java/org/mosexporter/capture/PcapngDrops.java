package org.mosexporter.capture;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.mosexporter.wire.PacketSink;

/**
 * What a capture file says that its writer lost (draft-ietf-opsawg-pcapng §4.3, §4.6): between a
 * packet and the one before it on its interface, or in all until a time. Counts are of one section.
 */
final class PcapngDrops {
  private static final int PACKET_DROPS = 4; // epb_dropcount
  private static final int INTERFACE_DROPS = 5; // isb_ifdrop
  private static final int SYSTEM_DROPS = 7; // isb_osdrop
  private static final int COUNT_BYTES = 8;

  /** What the obsolete block has for a count that is not known. */
  private static final int UNKNOWN = 0xFFFF;

  private final PacketSink sink;

  /** When an interface last showed what passed it: its last packet, or its last statistics. */
  private final long[] seenNs = new long[PcapngReader.MOST_INTERFACES];

  private final long[] lookedNs = new long[PcapngReader.MOST_INTERFACES];
  private final long[] byInterface = new long[PcapngReader.MOST_INTERFACES];
  private final long[] bySystem = new long[PcapngReader.MOST_INTERFACES];

  private long lost;

  PcapngDrops(PacketSink sink) {
    this.sink = sink;
  }

  /** Packets that the writer says it lost, in all sections. */
  long lost() {
    return lost;
  }

  /** Another section: its interfaces are others, or count from 0 again. */
  void beginSection() {
    Arrays.fill(seenNs, 0);
    Arrays.fill(lookedNs, 0);
    Arrays.fill(byInterface, 0);
    Arrays.fill(bySystem, 0);
  }

  /** An enhanced packet; its options lie from {@code at} to {@code end}. */
  void onPacket(int number, int point, long atNs, ByteBuffer fields, int at, int end) {
    PcapngOptions options = new PcapngOptions(fields, at, end);
    while (options.advance()) {
      if (options.code() == PACKET_DROPS && options.length() == COUNT_BYTES) {
        tell(point, seenNs[number], atNs, fields.getLong(options.value()));
      }
    }
    seen(number, atNs);
  }

  /** An obsolete packet, whose drops are a field. */
  void onObsolete(int number, int point, long atNs, int drops) {
    tell(point, seenNs[number], atNs, drops == UNKNOWN ? 0 : drops);
    seen(number, atNs);
  }

  private void seen(int number, long atNs) {
    seenNs[number] = atNs;
    lookedNs[number] = lookedNs[number] == 0 ? atNs : lookedNs[number];
  }

  /** Statistics: what was lost since the ones before, or since the first packet. */
  void onStatistics(int number, int point, long atNs, ByteBuffer fields, int at, int end) {
    PcapngOptions options = new PcapngOptions(fields, at, end);
    long more = 0;
    while (options.advance()) {
      boolean count = options.length() == COUNT_BYTES;
      if (count && options.code() == INTERFACE_DROPS) {
        more += risen(byInterface, number, fields.getLong(options.value()));
      } else if (count && options.code() == SYSTEM_DROPS) {
        more += risen(bySystem, number, fields.getLong(options.value()));
      }
    }
    tell(point, lookedNs[number], atNs, more);
    lookedNs[number] = atNs;
  }

  private static long risen(long[] counts, int number, long count) {
    long more = Math.max(0, count - counts[number]);
    counts[number] = count;
    return more;
  }

  private void tell(int point, long fromNs, long toNs, long packets) {
    if (packets > 0) {
      lost += packets;
      long knownNs = fromNs == 0 ? toNs : fromNs;
      sink.onDrops(point, Math.min(knownNs, toNs), toNs, packets);
    }
  }
}
