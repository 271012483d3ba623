package org.mosexporter.load;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.mosexporter.config.Records;

/** The section {@code records}. */
final class RecordsReader {
  private final Section section;

  RecordsReader(Section section) {
    this.section = section;
  }

  Records read() {
    Optional<Records.File> file =
        section.has("file") ? file(section.section("file")) : Optional.empty();
    section.refuseOthers();
    return new Records(file);
  }

  private static Optional<Records.File> file(Section section) {
    section.required("path");
    Optional<String> path = section.value("path", RecordsReader::path);
    long size =
        section.value("max_size", RecordsReader::size).orElse(Records.File.DEFAULT_MAX_SIZE_BYTES);
    int keep = section.count("keep", Records.File.DEFAULT_KEEP, 0, Records.File.MOST_KEEP);
    section.refuseOthers();
    return path.map(where -> new Records.File(where, size, keep));
  }

  private static String path(String text) {
    try {
      if (Path.of(text).isAbsolute()) {
        return text;
      }
    } catch (InvalidPathException none) {
      // said below
    }
    throw new IllegalArgumentException(
        "a whole path is expected, such as /var/log/mos-exporter/calls.jsonl");
  }

  private static long size(String text) {
    long bytes = Units.bytes(text);
    if (bytes < Records.File.LEAST_MAX_SIZE_BYTES) {
      throw new IllegalArgumentException("at least 100kB is expected");
    }
    return bytes;
  }
}
