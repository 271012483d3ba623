package org.mosexporter.call;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * When things happened to a call, as far as they were seen; nanoseconds since 1970-01-01 UTC.
 *
 * @param status of the response that ended it before an answer
 */
record CallTimes(
    OptionalLong startNs,
    OptionalLong alertedNs,
    OptionalLong answerNs,
    OptionalLong endNs,
    OptionalDouble setupSeconds,
    OptionalInt status) {
  static final CallTimes NONE =
      new CallTimes(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty());

  CallTimes started(long atNs) {
    return startNs.isPresent()
        ? this
        : new CallTimes(OptionalLong.of(atNs), alertedNs, answerNs, endNs, setupSeconds, status);
  }

  CallTimes alerted(long atNs) {
    return new CallTimes(startNs, OptionalLong.of(atNs), answerNs, endNs, setupSeconds, status);
  }

  CallTimes answered(long atNs) {
    return new CallTimes(startNs, alertedNs, OptionalLong.of(atNs), endNs, setupSeconds, status);
  }

  CallTimes ended(long atNs) {
    return new CallTimes(startNs, alertedNs, answerNs, OptionalLong.of(atNs), setupSeconds, status);
  }

  /** A final response ended it. */
  CallTimes failed(int status, long atNs) {
    return new CallTimes(
        startNs, alertedNs, answerNs, OptionalLong.of(atNs), setupSeconds, OptionalInt.of(status));
  }

  /** The call goes on after all: another attempt. */
  CallTimes reopened() {
    return new CallTimes(
        startNs,
        alertedNs,
        answerNs,
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty());
  }

  /** The same by a clock that was set meanwhile. */
  CallTimes shifted(long stepNs) {
    return new CallTimes(
        shifted(startNs, stepNs),
        shifted(alertedNs, stepNs),
        shifted(answerNs, stepNs),
        shifted(endNs, stepNs),
        setupSeconds,
        status);
  }

  private static OptionalLong shifted(OptionalLong atNs, long stepNs) {
    return atNs.isPresent() ? OptionalLong.of(atNs.getAsLong() + stepNs) : atNs;
  }

  /** Sets the session request delay (RFC 6076 §4.3). */
  CallTimes setUp(long requestedNs, long atNs) {
    double seconds = Math.max(0, atNs - requestedNs) * 1e-9;
    return new CallTimes(startNs, alertedNs, answerNs, endNs, OptionalDouble.of(seconds), status);
  }
}
