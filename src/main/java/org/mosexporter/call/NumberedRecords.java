package org.mosexporter.call;

import java.util.function.Supplier;

/** Numbers for records that nobody keeps: those of a capture, the same at each reading. */
final class NumberedRecords implements Supplier<RecordId> {
  private long last;

  @Override
  public RecordId get() {
    return new RecordId(0, ++last);
  }
}
