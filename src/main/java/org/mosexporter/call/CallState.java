package org.mosexporter.call;

import org.mosexporter.call.CallSignal.Alerted;
import org.mosexporter.call.CallSignal.Answered;
import org.mosexporter.call.CallSignal.Cancelled;
import org.mosexporter.call.CallSignal.Challenged;
import org.mosexporter.call.CallSignal.HungUp;
import org.mosexporter.call.CallSignal.Invited;
import org.mosexporter.call.CallSignal.Refused;
import org.mosexporter.call.CallSummary.Result;

/**
 * Where a call stands (RFC 3261 §12, §13). A value: a signal gives the next state and changes
 * nothing. Signals out of place leave the call where it is: captures lose packets.
 */
sealed interface CallState {
  CallTimes times();

  /** Its beginning was not seen. */
  record Unseen(CallTimes times) implements CallState {}

  /**
   * Invited, nothing heard of the far side.
   *
   * @param requestedNs first INVITE that no refusal answered: challenges and redirections start the
   *     clock anew
   */
  record Dialling(CallTimes times, long requestedNs) implements CallState {}

  /** The far side rings. */
  record Ringing(CallTimes times) implements CallState {}

  /** The caller gave up; the final response is still to come. */
  record Cancelling(CallTimes times, long requestedNs) implements CallState {}

  /** Answered. */
  record Talking(CallTimes times) implements CallState {}

  /** Ended, at least for now: after a refusal the caller may try again. */
  record Over(CallTimes times, Result result) implements CallState {}

  /** The next state. */
  default CallState after(CallSignal signal) {
    return switch (signal) {
      case Invited(long atNs) -> afterInvite(atNs);
      case Alerted(long atNs) -> afterAlert(atNs);
      case Answered(long atNs) -> afterAnswer(atNs);
      case Challenged(long atNs, int status) ->
          this instanceof Dialling d
              ? new Over(d.times.failed(status, atNs), Result.REFUSED)
              : this;
      case Refused(long atNs, int status) -> afterRefusal(atNs, status);
      case Cancelled _ ->
          switch (this) {
            case Dialling(CallTimes times, long requestedNs) -> new Cancelling(times, requestedNs);
            case Ringing(CallTimes times) -> new Cancelling(times, 0);
            case Unseen _, Cancelling _, Talking _, Over _ -> this;
          };
      case HungUp(long atNs) -> afterHangUp(atNs);
    };
  }

  /** The same by a clock that was set meanwhile. */
  default CallState shifted(long stepNs) {
    CallTimes times = times().shifted(stepNs);
    return switch (this) {
      case Unseen _ -> new Unseen(times);
      case Dialling(_, long requestedNs) -> new Dialling(times, requestedNs + stepNs);
      case Ringing _ -> new Ringing(times);
      case Cancelling(_, long requestedNs) -> new Cancelling(times, requestedNs + stepNs);
      case Talking _ -> new Talking(times);
      case Over(_, Result result) -> new Over(times, result);
    };
  }

  private CallState afterInvite(long atNs) {
    return switch (this) {
      case Unseen(CallTimes times) -> new Dialling(times.started(atNs), atNs);
      // The attempt before failed: challenged, redirected, or asked for other terms.
      case Over(CallTimes times, Result result) when Failures.mayBeTriedAgain(result) ->
          new Dialling(times.reopened(), atNs);
      case Dialling _, Ringing _, Cancelling _, Talking _, Over _ -> this;
    };
  }

  private CallState afterAlert(long atNs) {
    return switch (this) {
      case Dialling(CallTimes times, long requestedNs) ->
          new Ringing(times.alerted(atNs).setUp(requestedNs, atNs));
      case Unseen _, Ringing _, Cancelling _, Talking _, Over _ -> this;
    };
  }

  private CallState afterAnswer(long atNs) {
    return switch (this) {
      case Dialling(CallTimes times, long requestedNs) ->
          new Talking(times.answered(atNs).setUp(requestedNs, atNs));
      case Cancelling(CallTimes times, _) -> new Talking(times.answered(atNs)); // CANCEL came late
      case Ringing(CallTimes times) -> new Talking(times.answered(atNs));
      // Without the INVITE nobody knows whether this answered the call or a re-INVITE.
      case Unseen _, Talking _, Over _ -> this;
    };
  }

  private CallState afterRefusal(long atNs, int status) {
    return switch (this) {
      case Dialling(CallTimes times, long requestedNs) ->
          new Over(times.setUp(requestedNs, atNs).failed(status, atNs), Failures.of(status, false));
      case Ringing(CallTimes times) ->
          new Over(times.failed(status, atNs), Failures.of(status, true));
      case Cancelling(CallTimes times, _) -> new Over(times.failed(status, atNs), Result.ABANDONED);
      // A refused re-INVITE leaves the call as it was.
      case Unseen _, Talking _, Over _ -> this;
    };
  }

  private CallState afterHangUp(long atNs) {
    Result result =
        switch (this) {
          case Talking _ -> Result.COMPLETED;
          case Dialling _, Ringing _, Cancelling _ -> Result.ABANDONED;
          case Unseen _ -> Result.UNKNOWN;
          case Over over -> over.result;
        };
    return this instanceof Over ? this : new Over(times().ended(atNs), result);
  }

  /** What nothing more happening makes of the call; {@code lastNs} is when something last did. */
  default Over afterSilence(long lastNs) {
    return switch (this) {
      case Over over -> over;
      case Talking(CallTimes times) -> new Over(times.ended(lastNs), Result.COMPLETED);
      case Cancelling(CallTimes times, _) -> new Over(times.ended(lastNs), Result.ABANDONED);
      case Dialling _, Ringing _ -> new Over(times().ended(lastNs), Result.UNANSWERED);
      case Unseen(CallTimes times) -> new Over(times.ended(lastNs), Result.UNKNOWN);
    };
  }

  /** What becomes of the call when we stop watching. */
  default Over unwatched() {
    return switch (this) {
      case Over over -> over;
      case Dialling _, Ringing _, Talking _ -> new Over(times(), Result.ONGOING);
      case Cancelling(CallTimes times, _) -> new Over(times, Result.ABANDONED);
      case Unseen(CallTimes times) -> new Over(times, Result.UNKNOWN);
    };
  }
}
