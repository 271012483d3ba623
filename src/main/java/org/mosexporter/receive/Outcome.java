package org.mosexporter.receive;

import org.mosexporter.wire.Report;

/** What a message is to us. */
public sealed interface Outcome {
  /**
   * It reports.
   *
   * @param bytes of the heap that the report takes, beside what each takes
   */
  record Taken(Report report, int bytes) implements Outcome {}

  /** Whoever read it has it; it is not for the tracker. */
  record Kept() implements Outcome {}

  /** Nothing is wrong with it, and nothing in it is used. */
  record Unused(String kind) implements Outcome {}

  /** Something is wrong with it. */
  record Refused(String reason) implements Outcome {}
}
