package org.mosexporter.record;

import java.io.IOException;
import java.io.OutputStream;

/** A call that a search found. */
public record FoundCall(CallPlace place, int revision, Json json) {
  /** Its record. */
  @FunctionalInterface
  public interface Json {
    /** On one line, with its end. */
    void writeTo(OutputStream out) throws IOException;
  }

  static FoundCall of(CallRow row) {
    return new FoundCall(
        row.place(), row.call().revision(), out -> CallsJson.write(row.call(), out));
  }
}
