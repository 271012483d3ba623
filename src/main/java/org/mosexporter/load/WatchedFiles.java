package org.mosexporter.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Small files that are read again and again: what they said, and whether they say something else
 * now. Their contents are compared, not their times: two versions may have the same.
 */
final class WatchedFiles {
  private static final int LARGEST_BYTES = 1 << 20;

  private final Map<Path, Optional<ByteBuffer>> seen = new LinkedHashMap<>();

  /** What a file says now; empty when it cannot be read, or is none of a reasonable size. */
  Optional<String> read(Path file) {
    Optional<ByteBuffer> contents = contents(file);
    seen.put(file, contents);
    return contents.map(bytes -> StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
  }

  /** Whether one of the files that were read says something else by now. */
  boolean changed() {
    return seen.entrySet().stream().anyMatch(e -> !contents(e.getKey()).equals(e.getValue()));
  }

  private static Optional<ByteBuffer> contents(Path file) {
    if (!Files.isRegularFile(file)) { // reading a pipe would wait for its writer
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(LARGEST_BYTES + 1);
      return octets.length > LARGEST_BYTES
          ? Optional.empty()
          : Optional.of(ByteBuffer.wrap(octets));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
