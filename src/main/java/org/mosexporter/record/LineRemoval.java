package org.mosexporter.record;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Takes lines out of a file: another takes its place at once, which is on the disk by then. */
final class LineRemoval {
  /**
   * The file without these lines; it stays untouched when it has none, or is not there.
   *
   * @return how many there were
   */
  static int from(Path file, boolean compressed, Predicate<byte[]> unwanted) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    try {
      Files.createFile(next, LineFile.PRIVATE);
      int removed = copy(file, next, compressed, unwanted);
      if (removed > 0) {
        keepOwner(file, next);
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return removed;
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** It may be root who forgets; the daemon goes on writing. */
  private static void keepOwner(Path file, Path next) throws IOException {
    PosixFileAttributes is = Files.readAttributes(file, PosixFileAttributes.class);
    PosixFileAttributeView its = Files.getFileAttributeView(next, PosixFileAttributeView.class);
    PosixFileAttributes ours = its.readAttributes();
    if (!ours.owner().equals(is.owner()) || !ours.group().equals(is.group())) {
      its.setOwner(is.owner());
      its.setGroup(is.group());
    }
    its.setPermissions(is.permissions());
  }

  private static int copy(Path file, Path next, boolean compressed, Predicate<byte[]> unwanted)
      throws IOException {
    int removed = 0;
    try (InputStream octets = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = compressed ? new GZIPInputStream(octets) : octets;
        FileOutputStream disk = new FileOutputStream(next.toFile())) {
      OutputStream out = new BufferedOutputStream(disk);
      GZIPOutputStream packed = compressed ? new GZIPOutputStream(out) : null;
      OutputStream to = packed == null ? out : packed;
      byte[] line = line(in);
      while (line.length > 0) {
        if (unwanted.test(line)) {
          removed++;
        } else {
          to.write(line);
        }
        line = line(in);
      }
      if (packed != null) {
        packed.finish();
      }
      out.flush();
      disk.getFD().sync();
    }
    return removed;
  }

  /** With its end; empty at the end of the file. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(4_096);
    int octet = in.read();
    while (octet >= 0) {
      line.write(octet);
      if (octet == '\n') {
        break;
      }
      octet = in.read();
    }
    return line.toByteArray();
  }

  private LineRemoval() {}
}
