package org.mosexporter.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.Learned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was learned of usual hours, in a small file where there is a folder for it, so that a
 * restart does not begin anew; else nowhere. Used by one thread.
 */
public final class Baselines {
  private static final Logger LOG = LoggerFactory.getLogger(Baselines.class);

  /** Far more than that many take. */
  private static final long MOST_BYTES = 4L << 20;

  private static final String FILE = "baselines.json";

  private final Optional<Path> file;

  /** In that folder. */
  public Baselines(Optional<Path> folder) {
    file = folder.map(inside -> inside.resolve(FILE));
  }

  /** Nowhere. */
  public static Baselines none() {
    return new Baselines(Optional.empty());
  }

  /** What the file has; nothing where there is none, or where it is not ours, which is said. */
  public Learned read() {
    return file.filter(Files::exists).map(Baselines::read).orElse(Learned.NOTHING);
  }

  private static Learned read(Path from) {
    try {
      if (Files.size(from) > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES + " bytes");
      }
      Learned all = BaselinesJson.parse(Files.readAllBytes(from));
      return new Learned(
          last(all.usual(), Table.FORECASTS), last(all.weeks(), Table.TROUBLED_WEEKS));
    } catch (IOException | IllegalArgumentException foreign) {
      LOG.warn("what is usual is learned anew: {}: {}", from, foreign.getMessage());
      return Learned.NOTHING;
    }
  }

  private static <T> List<T> last(List<T> all, Table table) {
    return all.subList(Math.max(0, all.size() - table.entries()), all.size());
  }

  /** Keeps these and no others; where that fails, it is said and those before stay. */
  public void write(Learned learned) {
    if (file.isPresent() && !learned.equals(Learned.NOTHING)) {
      try {
        replace(file.get(), BaselinesJson.bytes(learned));
      } catch (IOException full) {
        LOG.error("what was learned is not kept: {}: {}", file.get(), full.getMessage());
      }
    }
  }

  /** Whole or not at all: a new file takes the old one's place. */
  private static void replace(Path file, byte[] bytes) throws IOException {
    Path next = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(next);
    try (FileChannel written =
        FileChannel.open(
            next,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            LineFile.PRIVATE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        written.write(rest);
      }
      written.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
