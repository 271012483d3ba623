package org.mosexporter.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/**
 * The next generation capture file (draft-ietf-opsawg-pcapng): blocks of a type, a length, a body
 * and the length again. Sections may differ in byte order; each has its own interfaces.
 *
 * <pre>
 *   any block          0 type  4 length  8 body …
 *   section header     8 byte-order magic  12 major  14 minor
 *   enhanced packet    8 interface  12 time, high  16 time, low  20 captured  24 on the wire  28 frame
 *   (obsolete) packet  8 interface, drops          as the enhanced packet
 *   simple packet      8 on the wire  12 frame
 *   statistics         8 interface  12 time, high  16 time, low  20 options
 * </pre>
 */
final class PcapngReader extends RecordReader {
  /** The same in both byte orders. */
  static final int SECTION_HEADER = 0x0A0D0D0A;

  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int INTERFACE_STATISTICS = 5;
  private static final int ENHANCED_PACKET = 6;

  private static final int LENGTH = 4;
  private static final int BODY = 8;
  private static final int LEAST_BLOCK_BYTES = 12;
  private static final int TIME_HIGH = 12;
  private static final int TIME_LOW = 16;
  private static final int CAPTURED = 20;
  private static final int ON_WIRE = 24;
  private static final int FRAME = 28;
  private static final int SIMPLE_FRAME = 12;
  private static final int STATISTICS_OPTIONS = 20;
  private static final int OBSOLETE_DROPS = BODY + 2;

  /** Options of an interface beyond this are not read. */
  private static final int MOST_OPTION_BYTES = 64 << 10;

  /** A hostile file could declare millions; packets of the rest are skipped and counted. */
  static final int MOST_INTERFACES = 1024;

  private static final int PACKETS_PER_REPORT = 10_000;
  private static final int UNKNOWN_LINK_TYPE = -1;

  private final String fileName;
  private final Map<ObservationPoint, Integer> observationPoints = new HashMap<>();
  private final SortedSet<Integer> unknownLinkTypes = new TreeSet<>();
  private final List<PcapngInterface> interfaces = new ArrayList<>();
  private final int[] pointOfInterface = new int[MOST_INTERFACES];
  private final PcapngDrops drops;
  private boolean undescribed;
  private long latestNs;

  PcapngReader(String fileName, ByteSource source, PacketSink sink, LongConsumer bytesRead) {
    super(source, sink, bytesRead);
    this.fileName = fileName;
    drops = new PcapngDrops(sink);
  }

  @Override
  void readAll() throws IOException {
    long nextReport = 0;
    boolean readable = true;
    while (readable && source.fill(LEAST_BLOCK_BYTES)) {
      if (packets >= nextReport) {
        bytesRead.accept(source.consumedBytes());
        nextReport = packets + PACKETS_PER_REPORT;
      }
      readable = readBlock();
    }
    if (readable && !endedCleanly()) {
      warnOfBlockEnd();
    }
    bytesRead.accept(source.consumedBytes());
    if (!unknownLinkTypes.isEmpty()) {
      warn("link types not understood, their packets skipped: " + unknownLinkTypes);
    }
    if (drops.lost() > 0) {
      warn("the capture itself lost " + drops.lost() + " packets");
    }
    if (undescribed) {
      warn("packets of interfaces that the file does not describe were skipped");
    }
  }

  /** Reads one block and moves behind it; false when nothing can be read after it. */
  private boolean readBlock() throws IOException {
    int type = source.fields.getInt(source.position);
    if (type == SECTION_HEADER && !beginSection()) {
      return false;
    }
    int length = source.fields.getInt(source.position + LENGTH);
    if (Integer.compareUnsigned(length, LEAST_BLOCK_BYTES) < 0 || (length & 3) != 0) {
      return damaged("a block claims " + Integer.toUnsignedLong(length) + " octets");
    }
    long blockBytes = Integer.toUnsignedLong(length);
    boolean readable =
        switch (type) {
          case ENHANCED_PACKET, PACKET -> readPacket(type, blockBytes);
          case SIMPLE_PACKET -> readSimplePacket(blockBytes);
          case INTERFACE_DESCRIPTION -> readInterface(blockBytes);
          case INTERFACE_STATISTICS -> readStatistics(blockBytes);
          default -> true;
        };
    if (!readable) {
      return false;
    }
    if (!source.skip(blockBytes)) {
      warnOfBlockEnd();
      return false;
    }
    return true;
  }

  private boolean beginSection() {
    int magic = source.window.getInt(source.position + BODY);
    boolean bigEndian = magic == BYTE_ORDER_MAGIC;
    if (!bigEndian && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
      return damaged("a section has no byte-order magic");
    }
    source.fieldOrder(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    interfaces.clear();
    drops.beginSection();
    return true;
  }

  private boolean readInterface(long blockBytes) throws IOException {
    int head = (int) Math.min(blockBytes - 4, MOST_OPTION_BYTES);
    if (head < PcapngInterface.OPTIONS) {
      return damaged("an interface is described in " + blockBytes + " octets");
    }
    if (!source.fill(head)) {
      warnOfBlockEnd();
      return false;
    }
    if (interfaces.size() < MOST_INTERFACES) {
      int block = source.position;
      PcapngInterface described = PcapngInterface.read(source.fields, block, block + head);
      pointOfInterface[interfaces.size()] = observationPoint(described, interfaces.size());
      interfaces.add(described);
    }
    return true;
  }

  /** Sections that come back to a place by name and link type come back to its number. */
  private int observationPoint(PcapngInterface described, int index) {
    if (described.linkType().isEmpty() || observationPoints.size() >= MOST_INTERFACES) {
      return UNKNOWN_LINK_TYPE;
    }
    String name = described.name().isEmpty() ? fileName + "#" + index : described.name();
    ObservationPoint place = new ObservationPoint(name, described.linkType().get());
    return observationPoints.computeIfAbsent(
        place,
        added -> {
          int number = observationPoints.size();
          sink.onObservationPoint(number, added);
          return number;
        });
  }

  private boolean readPacket(int type, long blockBytes) throws IOException {
    int head = (int) Math.min(blockBytes, FRAME + MOST_CAPTURED_BYTES);
    if (!source.fill(head)) {
      warnOfEnd("packet " + (packets + 1));
      return false;
    }
    if (head < FRAME + 4) {
      return damaged("a packet block of " + head + " octets");
    }
    ByteBuffer fields = source.fields;
    int block = source.position;
    int captured = fields.getInt(block + CAPTURED);
    if (captured < 0 || captured > MOST_CAPTURED_BYTES || captured > blockBytes - FRAME - 4) {
      return damaged("a packet claims " + Integer.toUnsignedLong(captured) + " octets");
    }
    int number =
        type == PACKET ? fields.getShort(block + BODY) & 0xFFFF : fields.getInt(block + BODY);
    if (isDescribed(number)) {
      latestNs = timeNs(number);
      tellDrops(type, number, block + FRAME + ((captured + 3) & ~3), block + head - 4);
    }
    handOn(number, block + FRAME, captured, fields.getInt(block + ON_WIRE));
    return true;
  }

  private long timeNs(int number) {
    long ticks =
        ((long) source.fields.getInt(source.position + TIME_HIGH) << 32)
            | Integer.toUnsignedLong(source.fields.getInt(source.position + TIME_LOW));
    return interfaces.get(number).unit().toNs(ticks);
  }

  private void tellDrops(int type, int number, int options, int end) {
    int point = pointOfInterface[number];
    if (point == UNKNOWN_LINK_TYPE) {
      return;
    }
    if (type == PACKET) {
      int count = source.fields.getShort(source.position + OBSOLETE_DROPS) & 0xFFFF;
      drops.onObsolete(number, point, latestNs, count);
    } else {
      drops.onPacket(number, point, latestNs, source.fields, options, end);
    }
  }

  /** What is said of no interface, or in no time, is passed over. */
  private boolean readStatistics(long blockBytes) throws IOException {
    int head = (int) Math.min(blockBytes - 4, MOST_OPTION_BYTES);
    if (head < STATISTICS_OPTIONS) {
      return true;
    }
    if (!source.fill(head)) {
      warnOfBlockEnd();
      return false;
    }
    int block = source.position;
    int number = source.fields.getInt(block + BODY);
    if (isDescribed(number) && pointOfInterface[number] != UNKNOWN_LINK_TYPE) {
      int point = pointOfInterface[number];
      int options = block + STATISTICS_OPTIONS;
      drops.onStatistics(number, point, timeNs(number), source.fields, options, block + head);
    }
    return true;
  }

  /** It has no time stamp, so it takes that of the packet before it; its interface is the first. */
  private boolean readSimplePacket(long blockBytes) throws IOException {
    int head = (int) Math.min(blockBytes, SIMPLE_FRAME + MOST_CAPTURED_BYTES);
    if (!source.fill(head)) {
      warnOfEnd("packet " + (packets + 1));
      return false;
    }
    if (head < SIMPLE_FRAME + 4) {
      return damaged("a packet block of " + head + " octets");
    }
    int onWire = source.fields.getInt(source.position + BODY);
    long captured = Math.min(Integer.toUnsignedLong(onWire), blockBytes - SIMPLE_FRAME - 4);
    long most = isDescribed(0) ? Integer.toUnsignedLong(interfaces.get(0).snapshotLength()) : 0;
    captured = most == 0 ? captured : Math.min(captured, most);
    if (captured > MOST_CAPTURED_BYTES) {
      return damaged("a packet claims " + captured + " octets");
    }
    handOn(0, source.position + SIMPLE_FRAME, (int) captured, onWire);
    return true;
  }

  private void handOn(int interfaceNumber, int offset, int captured, int onWire) {
    packets++;
    capturedBytes += captured;
    if (!isDescribed(interfaceNumber)) {
      skippedUnknownLinkType++;
      undescribed = true;
      return;
    }
    int point = pointOfInterface[interfaceNumber];
    if (point == UNKNOWN_LINK_TYPE) {
      skippedUnknownLinkType++;
      unknownLinkTypes.add(interfaces.get(interfaceNumber).linkTypeNumber());
      return;
    }
    sink.onPacket(source.window, offset, captured, Math.max(onWire, captured), latestNs, point, 0);
  }

  private boolean isDescribed(int interfaceNumber) {
    return interfaceNumber >= 0 && interfaceNumber < interfaces.size();
  }

  private void warnOfBlockEnd() {
    warnOfEnd("the block after packet " + packets);
  }

  private boolean damaged(String how) {
    warn("damaged after packet " + packets + ": " + how + ": stopped there");
    return false;
  }
}
