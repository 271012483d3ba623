package org.mosexporter.diagnosis;

/** By what troubled calls may differ from others. */
enum Dimension {
  /** By nothing: it is everybody's trouble. */
  ALL,
  NETWORK,
  PHONE,
  MODEL,
  FIRMWARE,
  /** To which a phone's cable leads. */
  SWITCH,
  TRUNK;

  /** Of a passage; empty when that is not known, and so no explanation. */
  String of(Passage passage) {
    return switch (this) {
      case ALL -> "all";
      case NETWORK -> passage.phone().network();
      case PHONE -> passage.phone().address();
      case MODEL -> passage.phone().model();
      case FIRMWARE -> passage.phone().version();
      case SWITCH -> passage.phone().switchName();
      case TRUNK -> passage.trunk();
    };
  }
}
