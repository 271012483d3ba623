package org.mosexporter.receive;

import java.util.Optional;
import org.mosexporter.wire.Report;

/** What a message is, and what is answered. */
record Decoded(Outcome outcome, Optional<Answer> answer) {
  /**
   * What goes back to the address that the message came from, and nowhere else.
   *
   * @param port where a datagram goes to; a connection carries it to where it began
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
  record Answer(byte[] octets, int port) {}

  static Decoded taken(Report report, int bytes) {
    return new Decoded(new Outcome.Taken(report, bytes), Optional.empty());
  }

  static Decoded unused(String kind) {
    return new Decoded(new Outcome.Unused(kind), Optional.empty());
  }

  static Decoded refused(String reason) {
    return new Decoded(new Outcome.Refused(reason), Optional.empty());
  }

  Decoded answered(Answer with) {
    return new Decoded(outcome, Optional.of(with));
  }
}
