package org.mosexporter.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
   * Files as they are, and of directories what is named like a capture, at any depth.
   *
   * @throws IOException when a directory cannot be listed, or holds no capture
   */
  static List<Path> inOrder(List<Path> given) throws IOException {
    List<Dated> dated = new ArrayList<>();
    for (Path path : given) {
      for (Path file : Files.isDirectory(path) ? captures(path) : List.of(path)) {
        dated.add(new Dated(file, firstNs(file)));
      }
    }
    dated.sort(
        Comparator.comparing((Dated one) -> one.file.equals(STANDARD_INPUT))
            .thenComparingLong(Dated::firstNs));
    return dated.stream().map(Dated::file).toList();
  }

  private static List<Path> captures(Path directory) throws IOException {
    List<Path> found;
    try (Stream<Path> all = Files.walk(directory)) {
      found = all.filter(CaptureFiles::isCapture).sorted().toList();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    if (found.isEmpty()) {
      throw new IOException(
          directory + ": no capture in this directory (*.pcap, *.pcapng, *.cap, also .gz)");
    }
    return found;
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
