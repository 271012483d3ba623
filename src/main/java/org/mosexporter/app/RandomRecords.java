package org.mosexporter.app;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.mosexporter.call.RecordId;

/** Numbers that no two records of the world share. Used by the tracker's thread. */
final class RandomRecords implements Supplier<RecordId> {
  private final SecureRandom random = new SecureRandom();

  @Override
  public RecordId get() {
    return new RecordId(random.nextLong(), random.nextLong());
  }
}
