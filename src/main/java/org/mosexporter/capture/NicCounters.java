package org.mosexporter.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The counters of one network card, as increments from one look to the next. */
final class NicCounters {
  static final Path SYSTEM = Path.of("/sys/class/net");

  private final Path folder;
  private Map<NicDrop, Long> before;

  /**
   * What was counted before now counts for nothing.
   *
   * @param networkInterface its name, checked
   */
  NicCounters(Path system, String networkInterface) {
    folder = system.resolve(networkInterface).resolve("statistics");
    before = read();
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

  private Map<NicDrop, Long> read() {
    Map<NicDrop, Long> counts = new EnumMap<>(NicDrop.class);
    for (NicDrop drop : NicDrop.values()) {
      try {
        String text = Files.readString(folder.resolve(drop.file())).strip();
        counts.put(drop, Long.parseUnsignedLong(text));
      } catch (IOException | NumberFormatException untold) {
        // absent, then
      }
    }
    return counts;
  }
}
