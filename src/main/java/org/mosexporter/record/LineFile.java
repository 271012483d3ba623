package org.mosexporter.record;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that grows at its end. A line is there whole or not at all, whatever stops us:
 * half a line, left by a crash or a full disk, is taken away again. At its size it is put aside as
 * {@code NAME.1.gz}, those before move up by one, and the oldest goes. Used by one thread.
 */
final class LineFile implements Closeable {
  /** Only its owner writes it and its group reads it: who spoke to whom is nobody else's. */
  static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

  private static final int LONGEST_LINE_BYTES = 1 << 20;
  private static final String COMPRESSED = ".gz";

  private final Path path;
  private final long maxSizeBytes;
  private final int keep;
  private final byte[] beginning;

  private @Nullable FileChannel channel;
  private @Nullable Object identity;
  private long sizeBytes;

  /**
   * A file; it is opened by the first line.
   *
   * @param beginning with which each line of ours begins: what begins otherwise is not cut
   */
  LineFile(Path path, long maxSizeBytes, int keep, String beginning) {
    this.path = path;
    this.maxSizeBytes = maxSizeBytes;
    this.keep = keep;
    this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Adds a line.
   *
   * @param line with its end
   * @throws IOException when it could not be written; nothing of it is in the file then
   */
  void append(byte[] line) throws IOException {
    if (wasMoved()) {
      close();
    }
    FileChannel open = channel == null ? open() : channel;
    if (sizeBytes > 0 && sizeBytes + line.length > maxSizeBytes) {
      rotate();
      open = open();
    }
    write(open, line);
  }

  private void write(FileChannel open, byte[] line) throws IOException {
    try {
      ByteBuffer rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        open.write(rest);
      }
      sizeBytes += line.length;
    } catch (IOException full) {
      undo(open);
      throw full;
    }
  }

  private void undo(FileChannel open) {
    try {
      open.truncate(sizeBytes);
    } catch (IOException _) {
      // It is looked at again when it is opened again.
    }
    close();
  }

  /** Somebody else may rotate it too. */
  private boolean wasMoved() {
    return channel != null && !Objects.equals(identity, identityOf(path));
  }

  private static @Nullable Object identityOf(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      return null;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel opened =
        FileChannel.open(
            path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), PRIVATE);
    channel = opened;
    if (opened.tryLock() == null) {
      close();
      throw new IOException(path + " is written by another program");
    }
    mend(opened);
    sizeBytes = opened.size();
    identity = identityOf(path);
    return opened;
  }

  /** Takes half a line at the end away; one that is not ours gets its end. */
  private void mend(FileChannel opened) throws IOException {
    byte[] end = lastOctets(opened.size());
    int after = end.length;
    while (after > 0 && end[after - 1] != '\n') {
      after--;
    }
    int half = end.length - after;
    if (half == 0) {
      return;
    }
    if (isOurs(end, after)) {
      opened.truncate(opened.size() - half);
    } else {
      opened.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  private byte[] lastOctets(long size) throws IOException {
    ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, LONGEST_LINE_BYTES));
    try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
      long from = size - end.capacity();
      int read = 0;
      while (end.hasRemaining() && read >= 0) {
        read = reading.read(end, from + end.position());
      }
    }
    return end.array();
  }

  private boolean isOurs(byte[] octets, int from) {
    for (int i = 0; i < beginning.length && from + i < octets.length; i++) {
      if (octets[from + i] != beginning[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes lines out of the file and of those that were put aside: each is replaced by one without
   * them, at once.
   *
   * @return how many
   */
  int removeLines(Predicate<byte[]> unwanted) throws IOException {
    int removed = 0;
    if (Files.exists(path)) {
      if (channel == null) {
        open(); // nobody else may write it meanwhile
      }
      removed += LineRemoval.from(path, false, unwanted);
      close();
    }
    for (int i = 1; i <= keep; i++) {
      removed += LineRemoval.from(aside(i, ""), false, unwanted);
      removed += LineRemoval.from(aside(i, COMPRESSED), true, unwanted);
    }
    return removed;
  }

  private void rotate() throws IOException {
    close();
    delete(keep);
    for (int i = keep - 1; i >= 1; i--) {
      move(i, "");
      move(i, COMPRESSED);
    }
    if (keep == 0) {
      Files.delete(path);
    } else {
      Files.move(path, aside(1, ""), StandardCopyOption.ATOMIC_MOVE);
      compress();
    }
  }

  /**
   * Deletes what was put aside before.
   *
   * @param atMs milliseconds since 1970-01-01 UTC
   */
  void deleteAsideBefore(long atMs) throws IOException {
    for (int i = 1; i <= keep; i++) {
      deleteIfBefore(aside(i, ""), atMs);
      deleteIfBefore(aside(i, COMPRESSED), atMs);
    }
  }

  private static void deleteIfBefore(Path file, long atMs) throws IOException {
    if (Files.exists(file) && Files.getLastModifiedTime(file).toMillis() < atMs) {
      Files.delete(file);
    }
  }

  /** Puts aside what was begun before. */
  void rotateIfBegunBefore(long atMs) throws IOException {
    if (Files.exists(path) && beganMs() < atMs) {
      FileChannel open = channel == null ? open() : channel;
      if (open.size() > 0) {
        rotate();
      }
    }
  }

  private long beganMs() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).creationTime().toMillis();
  }

  private Path aside(int number, String suffix) {
    return path.resolveSibling(path.getFileName() + "." + number + suffix);
  }

  private void delete(int number) throws IOException {
    Files.deleteIfExists(aside(number, ""));
    Files.deleteIfExists(aside(number, COMPRESSED));
  }

  private void move(int number, String suffix) throws IOException {
    if (Files.exists(aside(number, suffix))) {
      Files.move(aside(number, suffix), aside(number + 1, suffix), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Where there is no room for it, it stays as it is. */
  private void compress() throws IOException {
    Path plain = aside(1, "");
    Path part = aside(1, COMPRESSED + ".part");
    Files.deleteIfExists(part);
    try (InputStream from = new BufferedInputStream(Files.newInputStream(plain));
        OutputStream to =
            new GZIPOutputStream(Files.newOutputStream(Files.createFile(part, PRIVATE)))) {
      from.transferTo(to);
    } catch (IOException full) {
      Files.deleteIfExists(part);
      return;
    }
    Files.move(part, aside(1, COMPRESSED), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(plain);
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // What was written is written.
      }
    }
  }
}
