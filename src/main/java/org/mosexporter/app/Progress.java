package org.mosexporter.app;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;

/** How far a file has been read, with rate and time left, on a terminal only. */
final class Progress implements LongConsumer, AutoCloseable {
  private static final long EVERY_NS = 200_000_000L;
  private static final int BAR = 30;

  private final long sizeBytes;
  private final boolean shown;
  private final long startedNs = System.nanoTime();
  private long drawnNs = startedNs;
  private boolean drawn;

  private Progress(long sizeBytes, boolean shown) {
    this.sizeBytes = sizeBytes;
    this.shown = shown;
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
  static Progress of(Path file) {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    try {
      return new Progress(Files.size(file), terminal);
    } catch (IOException unknown) {
      return new Progress(0, terminal);
    }
  }

  @Override
  public void accept(long bytesRead) {
    if (!shown) {
      return;
    }
    long now = System.nanoTime();
    if (now - drawnNs < EVERY_NS || sizeBytes == 0) {
      return;
    }
    drawnNs = now;
    drawn = true;
    double share = Math.min(1, (double) bytesRead / sizeBytes);
    double seconds = (now - startedNs) / 1e9;
    double rate = bytesRead / seconds;
    int full = (int) (share * BAR);
    System.err.print(
        String.format(
            Locale.ROOT,
            "\r[%s%s] %3.0f %%  %.0f MB/s  %.0f s left ",
            "=".repeat(full),
            " ".repeat(BAR - full),
            share * 100,
            rate / 1e6,
            (sizeBytes - bytesRead) / Math.max(rate, 1)));
  }

  @Override
  public void close() {
    clear();
  }

  /** Takes the bar off the terminal, so that a message can stand there. */
  void clear() {
    if (drawn) {
      System.err.print("\r" + " ".repeat(BAR + 40) + "\r");
      drawn = false;
    }
  }
}
