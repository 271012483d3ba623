package org.mosexporter.receive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.mosexporter.receive.ListenerState.Closed;
import org.mosexporter.receive.ListenerState.Waiting;
import org.mosexporter.receive.ListenerState.Watching;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.cmr.CallManagement;
import org.mosexporter.wire.cmr.CmrReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder into which CUCM drops its call management records, files named {@code cmr_…}.
 *
 * <p>A thread looks at it every ten seconds. A file is read once, when it has not changed for two
 * seconds; whatever is in the folder stays there. Files that are older than late reports may be are
 * passed over: what was there before a start was mostly read before it. No link is followed.
 */
public final class CmrFolder implements ReportSource {
  private static final Logger LOG = LoggerFactory.getLogger(CmrFolder.class);

  private static final String FILES = "cmr_*";
  static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final Duration AT_REST = Duration.ofSeconds(2);

  /** As late as a report still finds its call. */
  private static final Duration RECENT = Duration.ofMinutes(15);

  private static final int MOST_FILES = 10_000;
  private static final long MOST_BYTES = 16 << 20;
  private static final int MOST_LINE_CHARS = 16_384;

  /** Of the heap, for a row with all its texts. */
  private static final int ROW_BYTES = 900;

  private static final String TOO_LARGE = "too_large";
  private static final String TOO_MANY = "too_many_files";
  private static final String UNREADABLE = "unreadable";
  private static final String HEADER = "header";
  private static final String ROW = "row";

  private final Path folder;
  private final ReportQueue queue;
  private final InstantSource clock;
  private final ReceiverCounts counts =
      new ReceiverCounts(Set.of(TOO_LARGE, TOO_MANY, UNREADABLE, HEADER, ROW), Set.of());
  private final Map<Path, Instant> read = new HashMap<>();
  private final Thread thread;
  private volatile ListenerState state = new Waiting("not started yet");
  private volatile boolean closing;

  /** A folder that nobody looks at yet. */
  CmrFolder(Path folder, ReportQueue queue, InstantSource clock) {
    this.folder = folder;
    this.queue = queue;
    this.clock = clock;
    thread = Thread.ofPlatform().daemon().name("cmr").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public Protocol protocol() {
    return Protocol.CMR;
  }

  @Override
  public String address() {
    return folder.toString();
  }

  @Override
  public ListenerState state() {
    return state;
  }

  @Override
  public ReceiverCounters counters() {
    return counts.snapshot();
  }

  @Override
  public OptionalLong socketDrops() {
    return OptionalLong.empty();
  }

  private void run() {
    try {
      while (!closing) {
        look();
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    state = new Closed();
  }

  /** Reads what is new. */
  void look() {
    try {
      List<Path> files = recent();
      state = new Watching(folder.toString());
      files.forEach(this::read);
    } catch (IOException | RuntimeException failed) {
      Waiting waiting = new Waiting(explained(failed));
      if (!waiting.equals(state)) {
        LOG.warn("cmr: {}", waiting.why());
      }
      state = waiting;
    }
  }

  private String explained(Exception failed) {
    String why =
        switch (failed) {
          case NoSuchFileException _ -> "there is no folder " + folder;
          case NotDirectoryException _ -> folder + " is no folder";
          default -> folder + " cannot be read: " + failed.getMessage();
        };
    return why + "; tried again every " + LOOK_EVERY.toSeconds() + " s";
  }

  /** Files that were not read before, the oldest first. */
  private List<Path> recent() throws IOException {
    Instant now = clock.instant();
    read.values().removeIf(changed -> changed.isBefore(now.minus(RECENT)));
    Map<Path, Instant> found = new HashMap<>();
    int seen = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
      for (Path file : files) {
        if (++seen > MOST_FILES) {
          counts.refused(TOO_MANY);
          break;
        }
        changed(file)
            .filter(at -> at.isAfter(now.minus(RECENT)) && !at.isAfter(now.minus(AT_REST)))
            .filter(at -> !at.equals(read.get(file)))
            .ifPresent(at -> found.put(file, at));
      }
    }
    read.putAll(found);
    return found.keySet().stream().sorted(Comparator.comparing(found::get)).toList();
  }

  /** When a plain file last changed; empty of all else. */
  private static Optional<Instant> changed(Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? Optional.of(attributes.lastModifiedTime().toInstant())
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private void read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        refuse(file, TOO_LARGE);
        return;
      }
      List<String> lines = lines(file);
      Optional<CmrReader> reader =
          lines.isEmpty() ? Optional.empty() : CmrReader.of(lines.getFirst());
      if (reader.isEmpty()) {
        refuse(file, HEADER);
        return;
      }
      lines.subList(1, lines.size()).forEach(line -> line(reader.get(), line));
    } catch (IOException unreadable) {
      refuse(file, UNREADABLE);
    }
  }

  private void refuse(Path file, String reason) {
    LOG.warn("cmr: {} is not taken: {}", file.getFileName(), reason);
    counts.received();
    counts.refused(reason);
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        BufferedReader text =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = text.readLine();
      while (line != null) {
        lines.add(line);
        line = text.readLine();
      }
    }
    return lines;
  }

  private void line(CmrReader reader, String line) {
    if (line.isBlank() || reader.isTypes(line)) {
      return;
    }
    counts.received();
    Optional<CallManagement> row =
        line.length() > MOST_LINE_CHARS ? Optional.empty() : reader.read(line);
    Instant now = clock.instant();
    long atNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    if (row.isEmpty()) {
      counts.refused(ROW);
    } else if (offered(new ReceivedReport(new Report.CallRecord(row.get()), atNs, ROW_BYTES))) {
      counts.handedOn(atNs);
    } else {
      counts.refused(ReceiverCounts.QUEUE_FULL);
    }
  }

  /**
   * A file may have more rows than there is room for at once: the tracker takes them in a moment.
   */
  private boolean offered(ReceivedReport report) {
    for (int i = 0; i < 100; i++) {
      if (queue.offer(report)) {
        return true;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
