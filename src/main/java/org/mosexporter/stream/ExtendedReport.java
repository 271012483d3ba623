package org.mosexporter.stream;

import java.util.ArrayList;
import java.util.List;
import org.mosexporter.wire.rtcp.XrBlock;

/** The blocks of one extended report that are about one stream (RFC 3611 §3). */
final class ExtendedReport {
  /** One of each type, and some more; what follows is not read. */
  private static final int MOST_BLOCKS = 32;

  private final int reporterSsrc;
  private final int sourceSsrc;
  private final List<XrBlock.OfSource> blocks = new ArrayList<>(2);

  ExtendedReport(int reporterSsrc, int sourceSsrc) {
    this.reporterSsrc = reporterSsrc;
    this.sourceSsrc = sourceSsrc;
  }

  boolean isOf(int reporter, int source) {
    return reporterSsrc == reporter && sourceSsrc == source;
  }

  void add(XrBlock.OfSource block) {
    if (blocks.size() < MOST_BLOCKS) {
      blocks.add(block);
    }
  }

  int reporterSsrc() {
    return reporterSsrc;
  }

  int sourceSsrc() {
    return sourceSsrc;
  }

  List<XrBlock.OfSource> blocks() {
    return blocks;
  }
}
