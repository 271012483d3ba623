package org.mosexporter.app;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** How much of all files has been read, with rate and time left, on a terminal only. */
final class Progress implements LongConsumer, AutoCloseable {
  private static final long EVERY_NS = 200_000_000L;
  private static final int BAR = 30;
  private static final int WIDTH = BAR + 40;

  private final PrintStream terminal;
  private final boolean shown;
  private final LongSupplier nanoTime;
  private final long startedNs;
  private final long sizeBytes;

  /** Of the files before the one that is read. */
  private long doneBytes;

  private long fileBytes;
  private long drawnNs;
  private boolean drawn;

  /**
   * @param sizeBytes of all files; 0 when a part of it is unknown, as with a pipe
   */
  Progress(long sizeBytes, boolean shown, PrintStream terminal, LongSupplier nanoTime) {
    this.sizeBytes = sizeBytes;
    this.shown = shown;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    startedNs = nanoTime.getAsLong();
    drawnNs = startedNs;
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
  static Progress of(List<Path> files) {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    return new Progress(sizeBytes(files), terminal, System.err, System::nanoTime);
  }

  private static long sizeBytes(List<Path> files) {
    long sum = 0;
    for (Path file : files) {
      if (file.equals(CaptureFiles.STANDARD_INPUT)) {
        return 0;
      }
      sum += sizeBytes(file);
    }
    return sum;
  }

  private static long sizeBytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException unreadable) {
      return 0;
    }
  }

  /** The next file is read from now on. */
  void begin(Path file) {
    doneBytes += fileBytes;
    fileBytes = sizeBytes(file);
  }

  @Override
  public void accept(long bytesOfFile) {
    long now = nanoTime.getAsLong();
    if (!shown || now - drawnNs < EVERY_NS) {
      return;
    }
    drawnNs = now;
    drawn = true;
    long bytes = doneBytes + bytesOfFile;
    double rate = bytes / ((now - startedNs) / 1e9);
    terminal.print(sizeBytes == 0 ? amount(bytes, rate) : bar(bytes, rate));
  }

  private static String amount(long bytes, double rate) {
    return String.format(Locale.ROOT, "\r%.0f MB  %.0f MB/s ", bytes / 1e6, rate / 1e6);
  }

  private String bar(long bytes, double rate) {
    double share = Math.min(1, (double) bytes / sizeBytes);
    int full = (int) (share * BAR);
    return String.format(
        Locale.ROOT,
        "\r[%s%s] %3.0f %%  %.0f MB/s  %.0f s left ",
        "=".repeat(full),
        " ".repeat(BAR - full),
        share * 100,
        rate / 1e6,
        Math.max(0, sizeBytes - bytes) / Math.max(rate, 1));
  }

  /** Takes the bar off the terminal, so that a message can stand there. */
  void clear() {
    if (drawn) {
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      drawn = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
