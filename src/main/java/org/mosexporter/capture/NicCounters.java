package org.mosexporter.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** The counters of one network card, as increments from one look to the next. */
final class NicCounters {
  private static final String DROPPED = "rx_dropped";

  static final Path SYSTEM = Path.of("/sys/class/net");

  private final Path folder;
  private Map<NicDrop, Long> before;
  private long droppedBefore;

  /**
   * What was counted before now counts for nothing.
   *
   * @param networkInterface its name, checked
   */
  NicCounters(Path system, String networkInterface) {
    folder = system.resolve(networkInterface).resolve("statistics");
    before = read();
    droppedBefore = read(DROPPED).orElse(0);
  }

  /** By how much each has grown; one that the system does not tell, or that went back, by 0. */
  Map<NicDrop, Long> increments() {
    Map<NicDrop, Long> now = read();
    Map<NicDrop, Long> grown = new EnumMap<>(NicDrop.class);
    now.forEach(
        (drop, count) -> grown.put(drop, Math.max(0, count - before.getOrDefault(drop, count))));
    before = now;
    return grown;
  }

  /** By how much that other counter, of packets that were lost or unwanted, has grown. */
  long dropped() {
    long now = read(DROPPED).orElse(0);
    long grown = Math.max(0, now - droppedBefore);
    droppedBefore = now;
    return grown;
  }

  private Map<NicDrop, Long> read() {
    Map<NicDrop, Long> counts = new EnumMap<>(NicDrop.class);
    for (NicDrop drop : NicDrop.values()) {
      read(drop.file()).ifPresent(count -> counts.put(drop, count));
    }
    return counts;
  }

  private OptionalLong read(String file) {
    try {
      return OptionalLong.of(
          Long.parseUnsignedLong(Files.readString(folder.resolve(file)).strip()));
    } catch (IOException | NumberFormatException untold) {
      return OptionalLong.empty();
    }
  }
}
