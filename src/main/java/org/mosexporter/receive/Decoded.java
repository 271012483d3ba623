package org.mosexporter.receive;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.mosexporter.wire.Report;

/** What a message is, and what is answered. */
public record Decoded(Outcome outcome, Optional<Answer> answer) {
  /**
   * What goes back to the address that the message came from, and nowhere else.
   *
   * @param port where a datagram goes to; a connection carries it to where it began
   */
  public record Answer(ByteBuffer octets, int port) {}

  static Decoded taken(Report report, int bytes) {
    return new Decoded(new Outcome.Taken(report, bytes), Optional.empty());
  }

  public static Decoded kept() {
    return new Decoded(new Outcome.Kept(), Optional.empty());
  }

  public static Decoded unused(String kind) {
    return new Decoded(new Outcome.Unused(kind), Optional.empty());
  }

  public static Decoded refused(String reason) {
    return new Decoded(new Outcome.Refused(reason), Optional.empty());
  }

  public Decoded answered(Answer with) {
    return new Decoded(outcome, Optional.of(with));
  }
}
