package org.mosexporter.wire.link;

import java.util.Optional;

/** How frames of an interface begin, with the number that capture files use for it (LINKTYPE_). */
public enum LinkType {
  NULL(0),
  ETHERNET(1),
  RAW_IP(101),
  LOOP(108),
  LINUX_COOKED(113),
  RAW_IPV4(228),
  RAW_IPV6(229),
  LINUX_COOKED_2(276);

  private static final int DLT_RAW_LINUX = 12;
  private static final int DLT_RAW_OPENBSD = 14;

  private final int number;

  LinkType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static Optional<LinkType> of(int number) {
    // Old files hold the writer's own DLT_RAW instead of LINKTYPE_RAW.
    int known = number == DLT_RAW_LINUX || number == DLT_RAW_OPENBSD ? 101 : number;
    for (LinkType type : values()) {
      if (type.number == known) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
