package org.mosexporter.load;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one file, in the order in which it was found. */
final class Problems {
  private static final int LONGEST_VALUE = 80;

  private final List<String> found = new ArrayList<>();
  private final String file;
  private final Lines lines;

  Problems(String file, Lines lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Notes a problem.
   *
   * @param remedy what is wrong and what to write instead; no secret may stand in it
   */
  void add(Lines.Path path, String remedy) {
    int line = lines.of(path);
    String where = line == 0 ? file : file + ":" + line;
    found.add(where + ": " + (path.text().isEmpty() ? "" : path + ": ") + remedy);
  }

  void addValue(Lines.Path path, String value, String remedy) {
    String shown = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
    add(path, "'" + shown.replaceAll("\\p{Cntrl}", "?") + "': " + remedy);
  }

  void throwIfAny() throws ConfigException {
    if (!found.isEmpty()) {
      throw new ConfigException(found);
    }
  }
}
