package org.mosexporter.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mosexporter.wire.link.LinkType;

/**
 * One interface of a section (draft-ietf-opsawg-pcapng, Interface Description Block).
 *
 * @param linkTypeNumber as the file has it
 * @param snapshotLength most octets captured per packet; 0 for no limit
 * @param name empty when the writer gave none
 */
record PcapngInterface(int linkTypeNumber, int snapshotLength, String name, TimestampUnit unit) {
  private static final int LINK_TYPE = 8;
  private static final int SNAPSHOT_LENGTH = 12;
  static final int OPTIONS = 16;

  private static final int OPTION_NAME = 2;
  private static final int OPTION_TIMESTAMP_RESOLUTION = 9;
  private static final int OPTION_TIMESTAMP_OFFSET = 14;
  private static final int MOST_NAME_OCTETS = 64;

  /**
   * Reads a block that begins at {@code block} and whose options end before {@code end}. An option
   * that runs past it ends the list: the rest keeps its defaults.
   */
  static PcapngInterface read(ByteBuffer headers, int block, int end) {
    String name = "";
    int resolution = TimestampUnit.DEFAULT_RESOLUTION;
    long offsetSeconds = 0;
    PcapngOptions options = new PcapngOptions(headers, block + OPTIONS, end);
    while (options.advance()) {
      int code = options.code();
      int length = options.length();
      int value = options.value();
      if (code == OPTION_NAME) {
        name = text(headers, value, Math.min(length, MOST_NAME_OCTETS));
      } else if (code == OPTION_TIMESTAMP_RESOLUTION && length == 1) {
        resolution = headers.get(value) & 0xFF;
      } else if (code == OPTION_TIMESTAMP_OFFSET && length == 8) {
        offsetSeconds = headers.getLong(value);
      }
    }
    return new PcapngInterface(
        headers.getShort(block + LINK_TYPE) & 0xFFFF,
        headers.getInt(block + SNAPSHOT_LENGTH),
        name,
        new TimestampUnit(resolution, offsetSeconds));
  }

  Optional<LinkType> linkType() {
    return LinkType.of(linkTypeNumber);
  }

  /** The file is a stranger's: what could disturb a terminal or a log line is replaced. */
  private static String text(ByteBuffer headers, int at, int length) {
    byte[] octets = new byte[length];
    headers.get(at, octets);
    return new String(octets, StandardCharsets.UTF_8)
        .codePoints()
        .filter(c -> c != 0)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
