package org.mosexporter.load;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
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
    Records.Database database =
        section.secret("database", DatabaseAddress::parse).orElse(new Records.Database.Usual());
    Duration keep = section.value("keep", RecordsReader::keep).orElse(Records.DEFAULT_KEEP);
    long size =
        section
            .value("max_size", text -> size(text, Records.LEAST_MAX_SIZE_BYTES, "1MB"))
            .orElse(Records.DEFAULT_MAX_SIZE_BYTES);
    section.refuseOthers();
    return new Records(file, database, keep, size);
  }

  private static Duration keep(String text) {
    Duration keep = Units.duration(text);
    if (keep.compareTo(Records.LEAST_KEEP) < 0) {
      throw new IllegalArgumentException("at least 1h is expected");
    }
    return keep;
  }

  private static Optional<Records.File> file(Section section) {
    section.required("path");
    Optional<String> path = section.value("path", RecordsReader::path);
    long size =
        section
            .value("max_size", text -> size(text, Records.File.LEAST_MAX_SIZE_BYTES, "100kB"))
            .orElse(Records.File.DEFAULT_MAX_SIZE_BYTES);
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

  private static long size(String text, long least, String leastText) {
    long bytes = Units.bytes(text);
    if (bytes < least) {
      throw new IllegalArgumentException("at least " + leastText + " is expected");
    }
    return bytes;
  }
}
