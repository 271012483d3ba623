package org.mosexporter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration file that {@code setup} writes: at once or not at all, and what stood there
 * before is kept beside it.
 */
record SetupTarget(Path file, InstantSource clock) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** The service reads it as another user than root. */
  private static final FileAttribute<Set<PosixFilePermission>> READABLE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

  boolean exists() {
    return Files.exists(file);
  }

  /** Where what stands there now will be. */
  Path backup() {
    return file.resolveSibling(file.getFileName() + ".before-" + STAMP.format(clock.instant()));
  }

  /**
   * Writes it, with owner and mode of the file that it replaces.
   *
   * @return where that is now; empty when there was none
   */
  Optional<Path> write(String text) throws IOException {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    Files.createDirectories(folder);
    Path real = exists() ? file.toRealPath() : file;
    Path fresh =
        Files.createTempFile(real.toAbsolutePath().getParent(), ".setup", ".yml", READABLE);
    try {
      Files.writeString(fresh, text);
      Files.setPosixFilePermissions(fresh, READABLE.value()); // whatever the umask is
      Optional<Path> backup = Optional.empty();
      if (exists()) {
        likeThatOf(real, fresh);
        backup = Optional.of(backup());
        Files.copy(real, backup.get(), StandardCopyOption.COPY_ATTRIBUTES);
      }
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
      return backup;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void likeThatOf(Path old, Path fresh) throws IOException {
    PosixFileAttributes of = Files.readAttributes(old, PosixFileAttributes.class);
    PosixFileAttributeView to = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    to.setPermissions(of.permissions());
    if (!to.readAttributes().owner().equals(of.owner())) {
      to.setOwner(of.owner());
    }
    if (!to.readAttributes().group().equals(of.group())) {
      to.setGroup(of.group());
    }
  }
}
