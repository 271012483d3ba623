package org.mosexporter.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mosexporter.capture.CaptureFile;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/**
 * The files that {@code analyze} reads, in the order of their first packets, so that the parts of a
 * rotated capture are one capture however they are named or given. What has no first packet, or
 * cannot be read, comes last, and standard input after that.
 */
final class CaptureFiles {
  static final Path STANDARD_INPUT = Path.of("-");

  private static final Pattern CAPTURE = Pattern.compile("(?i).*\\.(pcap|pcapng|cap)\\d*(\\.gz)?");

  private static final long NONE = Long.MAX_VALUE;

  /** A file and when its first packet was captured. */
  private record Dated(Path file, long firstNs) {}

  /**
   * Files as they are, and of directories what is named like a capture, at any depth; each once, by
   * whatever names it is given.
   *
   * @param errors told of what cannot be listed, or holds no capture
   */
  static List<Path> inOrder(List<Path> given, Consumer<String> errors) {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (Path path : given) {
      for (Path file : Files.isDirectory(path) ? captures(path, errors) : List.of(path)) {
        files.putIfAbsent(real(file), file);
      }
    }
    return files.values().stream()
        .map(file -> new Dated(file, firstNs(file)))
        .sorted(
            Comparator.comparing((Dated one) -> one.file.equals(STANDARD_INPUT))
                .thenComparingLong(Dated::firstNs))
        .map(Dated::file)
        .toList();
  }

  /** What tells a file from others. */
  private static Path real(Path file) {
    try {
      return file.equals(STANDARD_INPUT) ? file : file.toRealPath();
    } catch (IOException absent) {
      return file; // whoever reads it says so
    }
  }

  private static List<Path> captures(Path directory, Consumer<String> errors) {
    CaptureSearch search = new CaptureSearch(errors);
    try {
      Files.walkFileTree(
          Files.isSymbolicLink(directory) ? directory.toRealPath() : directory, search);
    } catch (IOException unreadable) {
      search.visitFileFailed(directory, unreadable);
    }
    if (search.found.isEmpty() && !search.failed) {
      errors.accept(
          directory + ": no capture in this directory (*.pcap, *.pcapng, *.cap, also .gz)");
    }
    return search.found.stream().sorted().toList();
  }

  /** Goes on where a directory cannot be listed. */
  private static final class CaptureSearch extends SimpleFileVisitor<Path> {
    final List<Path> found = new ArrayList<>();
    private final Consumer<String> errors;
    boolean failed;

    CaptureSearch(Consumer<String> errors) {
      this.errors = errors;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isCapture(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException reason) {
      failed = true;
      boolean denied = reason instanceof AccessDeniedException;
      errors.accept(
          path + ": cannot be listed: " + (denied ? "permission denied" : reason.toString()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException reason) {
      return reason == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, reason);
    }
  }

  private static boolean isCapture(Path path) {
    return Files.isRegularFile(path)
        && CAPTURE.matcher(String.valueOf(path.getFileName())).matches();
  }

  private static long firstNs(Path file) {
    if (file.equals(STANDARD_INPUT) || !Files.isRegularFile(file)) {
      return NONE;
    }
    try (CaptureFile capture = CaptureFile.open(file)) {
      capture.read(new FirstPacket(), _ -> {});
    } catch (Found first) {
      return first.atNs;
    } catch (IOException unreadable) {
      return NONE; // whoever reads it says so
    }
    return NONE;
  }

  /** Ends the reading at the first packet. */
  private static final class FirstPacket implements PacketSink {
    @Override
    public void onObservationPoint(int observationPoint, ObservationPoint place) {}

    @Override
    public void onPacket(
        ByteBuffer window,
        int offset,
        int length,
        int wireLength,
        long atNs,
        int observationPoint,
        int flags) {
      throw new Found(atNs);
    }

    @Override
    public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {}

    @Override
    public void onClockStep(long fromNs, long withinNs, long stepNs) {}

    @Override
    public void flush() {}
  }

  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final long atNs;

    Found(long atNs) {
      super("", null, false, false);
      this.atNs = atNs;
    }
  }

  private CaptureFiles() {}
}
