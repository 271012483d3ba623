package org.mosexporter.diagnosis;

/** By what troubled calls may differ from others. */
enum Dimension {
  /** By nothing: it is everybody's trouble. */
  ALL,
  NETWORK,
  ACCESS,
  PHONE,
  MODEL,
  FIRMWARE,
  TRUNK,
  /** Whether packets bear the code point that is expected. */
  MARK,
  CODEC;

  static final String MARKED = "marked";
  static final String UNMARKED = "unmarked";

  /** Of a passage; empty when that is not known, and so no explanation. */
  String of(Passage passage) {
    return switch (this) {
      case ALL -> "all";
      case NETWORK -> passage.phone().network();
      case ACCESS -> passage.phone().access();
      case PHONE -> passage.phone().address();
      case MODEL -> passage.phone().model();
      case FIRMWARE -> passage.phone().version();
      case TRUNK -> passage.trunk();
      case MARK -> passage.marked() >= 0.5 ? MARKED : UNMARKED;
      case CODEC -> passage.codec();
    };
  }
}
