package org.mosexporter.call;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.call.CallState.Over;

/** The BYE of a call and its answer: session disconnect delay (RFC 6076 §4.4). */
final class HangUp {
  private String branch = "";
  private double seconds = Double.NaN;

  /** A BYE; the first one seen is nearest to its sender. */
  void begun(String viaBranch) {
    branch = branch.isEmpty() ? viaBranch : branch;
  }

  /** A final response to a BYE. */
  void answered(String viaBranch, CallState state, long atNs) {
    OptionalLong endNs = state.times().endNs();
    boolean first = Double.isNaN(seconds) && viaBranch.equals(branch);
    if (first && state instanceof Over && endNs.isPresent()) {
      seconds = Math.max(0, atNs - endNs.getAsLong()) * 1e-9;
    }
  }

  /** From BYE to its answer; empty when not both were seen. */
  OptionalDouble seconds() {
    return Double.isNaN(seconds) ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }
}
