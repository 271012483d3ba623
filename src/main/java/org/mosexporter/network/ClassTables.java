package org.mosexporter.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The traffic classes of one device over polls, by the module that tells of them: each is read, and
 * fails, for itself.
 */
final class ClassTables {
  /** No device has more; who claims so is given no more room. */
  private static final int MOST_MODULES = 2;

  private final Map<String, ClassSeries> byModule = new TreeMap<>();

  void forgetReadings() {
    byModule.values().forEach(ClassSeries::forgetReadings);
  }

  /** What the classes did since the poll before, of the modules that were read in this one. */
  List<ClassWindow> onReadings(Poll poll) {
    List<ClassWindow> windows = new ArrayList<>();
    poll.classes()
        .forEach(
            (module, part) -> {
              if (part instanceof Poll.Part.Whole<ClassReading>(var rows)) {
                windows.addAll(onReadings(module, rows, poll));
              }
            });
    return windows;
  }

  private List<ClassWindow> onReadings(String module, List<ClassReading> rows, Poll poll) {
    ClassSeries series = byModule.get(module);
    if (series == null && !rows.isEmpty() && byModule.size() < MOST_MODULES) {
      series = new ClassSeries();
      byModule.put(module, series);
    }
    if (series == null) {
      return List.of();
    }
    series.onReadings(rows, poll);
    return series.windows();
  }

  List<ClassFigures> leaves() {
    List<ClassFigures> all = new ArrayList<>();
    byModule.values().forEach(series -> all.addAll(series.leaves()));
    return all;
  }

  List<ShaperFigures> parents() {
    List<ShaperFigures> all = new ArrayList<>();
    byModule.values().forEach(series -> all.addAll(series.parents()));
    return all;
  }
}
