package org.mosexporter.call;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** When things happened to a call, as far as they were seen; nanoseconds since 1970-01-01 UTC. */
record CallTimes(
    OptionalLong startNs,
    OptionalLong alertedNs,
    OptionalLong answerNs,
    OptionalLong endNs,
    OptionalDouble setupSeconds) {
  static final CallTimes NONE =
      new CallTimes(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty());

  CallTimes started(long atNs) {
    return startNs.isPresent()
        ? this
        : new CallTimes(OptionalLong.of(atNs), alertedNs, answerNs, endNs, setupSeconds);
  }

  CallTimes alerted(long atNs) {
    return new CallTimes(startNs, OptionalLong.of(atNs), answerNs, endNs, setupSeconds);
  }

  CallTimes answered(long atNs) {
    return new CallTimes(startNs, alertedNs, OptionalLong.of(atNs), endNs, setupSeconds);
  }

  CallTimes ended(long atNs) {
    return new CallTimes(startNs, alertedNs, answerNs, OptionalLong.of(atNs), setupSeconds);
  }

  /** The call goes on after all: another attempt. */
  CallTimes reopened() {
    return new CallTimes(
        startNs, alertedNs, answerNs, OptionalLong.empty(), OptionalDouble.empty());
  }

  /** Sets the session request delay (RFC 6076 §4.3). */
  CallTimes setUp(long requestedNs, long atNs) {
    double seconds = Math.max(0, atNs - requestedNs) * 1e-9;
    return new CallTimes(startNs, alertedNs, answerNs, endNs, OptionalDouble.of(seconds));
  }
}
