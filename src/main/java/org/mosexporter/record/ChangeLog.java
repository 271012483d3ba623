package org.mosexporter.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mosexporter.diagnosis.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes that somebody told of: the latest of them, in a small file where there is a folder for
 * it, else in memory only. Any thread may call it.
 */
public final class ChangeLog {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);
  private static final Comparator<Change> EARLIEST_FIRST =
      Comparator.comparingLong(Change::atNs).thenComparing(Change::id);

  /** The earliest makes room. */
  static final int MOST = 1_000;

  /** Far more than that many take. */
  private static final long MOST_BYTES = 8L << 20;

  private static final String FILE = "changes.jsonl";

  private final Optional<Path> file;
  private final SecureRandom chance = new SecureRandom();
  private List<Change> earliestFirst;

  private ChangeLog(Optional<Path> file, List<Change> earliestFirst) {
    this.file = file;
    this.earliestFirst = earliestFirst;
  }

  /** With what the folder has of them; a line that is none is left out, and said. */
  public static ChangeLog open(Optional<Path> folder) {
    Optional<Path> file = folder.map(inside -> inside.resolve(FILE));
    return new ChangeLog(file, file.map(ChangeLog::read).orElse(List.of()));
  }

  private static List<Change> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    int bad = 0;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES + " bytes");
      }
      for (String line : Files.readString(file).lines().toList()) {
        Optional<Change> change = ChangeJson.parse(line);
        change.ifPresent(changes::add);
        bad += change.isEmpty() && !line.isBlank() ? 1 : 0;
      }
    } catch (IOException unreadable) {
      LOG.error("changes told before are not known: {}: {}", file, unreadable.getMessage());
    }
    if (bad > 0) {
      LOG.warn("{}: {} lines are no changes and are left out", file, bad);
    }
    return latest(changes);
  }

  private static List<Change> latest(List<Change> changes) {
    List<Change> sorted = changes.stream().sorted(EARLIEST_FIRST).toList();
    return List.copyOf(sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size()));
  }

  /**
   * Keeps one more.
   *
   * @throws IOException when it cannot be written; then it is not known either
   */
  public synchronized Change add(long atNs, String site, String text) throws IOException {
    Change change = new Change(newId(), atNs, site, text);
    List<Change> more = new ArrayList<>(earliestFirst);
    more.add(change);
    List<Change> kept = latest(more);
    if (file.isPresent()) {
      write(file.get(), kept);
    }
    earliestFirst = kept;
    return change;
  }

  private String newId() {
    while (true) {
      String id = String.format("%08x", chance.nextInt());
      if (earliestFirst.stream().noneMatch(one -> one.id().equals(id))) {
        return id;
      }
    }
  }

  private static void write(Path file, List<Change> changes) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Change change : changes) {
      lines.append(ChangeJson.line(change));
    }
    WholeFile.write(file, lines);
  }

  /** By when they were made. */
  public synchronized List<Change> earliestFirst() {
    return earliestFirst;
  }

  /** The last of them, latest first. */
  public List<Change> latest(int most) {
    List<Change> all = earliestFirst().reversed();
    return all.subList(0, Math.min(most, all.size()));
  }

  public Optional<Change> find(String id) {
    return earliestFirst().stream().filter(change -> change.id().equals(id)).findFirst();
  }
}
