package org.mosexporter.call;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.stream.StreamSummary;

/**
 * One conversation as signalling and media told it. Times are nanoseconds since 1970-01-01 UTC.
 *
 * @param callId empty when no signalling was seen
 * @param from user@host of the caller; empty when unknown, and so for {@code to}
 * @param trunk name of the provider link it used; empty when none
 * @param startNs first INVITE
 * @param alertedNs first 18x
 * @param answerNs first 2xx
 * @param setupSeconds session request delay: from the INVITE that was acted upon (after any
 *     challenge) to the first 18x, 2xx or refusal (RFC 6076 §4.3)
 * @param streams its directions, earliest first
 */
public record CallSummary(
    String callId,
    String from,
    String to,
    String site,
    String trunk,
    OptionalLong startNs,
    OptionalLong alertedNs,
    OptionalLong answerNs,
    OptionalLong endNs,
    OptionalDouble setupSeconds,
    Result result,
    List<StreamSummary> streams) {
  public CallSummary {
    streams = List.copyOf(streams);
  }

  /** How it ended. */
  public enum Result {
    /** Answered, then ended by BYE or by silence. */
    COMPLETED,
    /** Given up by the caller before an answer. */
    ABANDONED,
    /** A final 4xx to 6xx. */
    REFUSED,
    /** No final answer before the transaction timed out. */
    UNANSWERED,
    /** Still up when the capture ended. */
    ONGOING,
    /** Media without signalling, or signalling whose beginning was not seen. */
    UNKNOWN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
