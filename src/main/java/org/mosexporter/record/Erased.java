package org.mosexporter.record;

import java.io.IOException;

/**
 * What was erased of one store.
 *
 * @param place without secrets; empty for memory
 * @param calls how many
 * @param failure why it is not done, or not wholly; empty when it is
 */
public record Erased(String store, String place, int calls, String failure) {
  /** Erases. */
  @FunctionalInterface
  interface Work {
    int run() throws IOException;
  }

  static Erased by(String store, String place, Work work) {
    try {
      return new Erased(store, place, work.run(), "");
    } catch (IOException | RuntimeException failed) {
      return new Erased(store, place, 0, String.valueOf(failed.getMessage()));
    }
  }

  public boolean isDone() {
    return failure.isEmpty();
  }
}
