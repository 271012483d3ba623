package org.mosexporter.call;

import java.util.Optional;
import org.mosexporter.config.IpAddress;

/**
 * Where an INVITE was first seen: nearest to its sender. A mirror may show the same INVITE again
 * behind a proxy, which forks it and retries it as it likes (RFC 3261 §16.7); what the sender was
 * told is told by the responses with the branch of this Via. What others were told counts only when
 * the sender's own answer was not seen.
 */
final class NearestHop {
  private String branch = "";
  private Optional<IpAddress> sender = Optional.empty();
  private Optional<CallSignal.Answered> answeredBeyond = Optional.empty();
  private Optional<CallSignal.Refused> refusedBeyond = Optional.empty();

  /** A new INVITE, with the branch of its topmost Via. */
  void invited(String viaBranch, IpAddress from) {
    branch = viaBranch;
    sender = Optional.of(from);
    answeredBeyond = Optional.empty();
    refusedBeyond = Optional.empty();
  }

  /**
   * Whether an INVITE from there is the unanswered one on its way: a session border controller may
   * keep the Call-ID and write a From tag of its own.
   */
  boolean isOnItsWay(CallState state, IpAddress from) {
    boolean open =
        switch (state) {
          case CallState.Dialling _, CallState.Ringing _, CallState.Cancelling _ -> true;
          case CallState.Unseen _, CallState.Talking _, CallState.Over _ -> false;
        };
    return open && sender.isPresent() && !sender.get().equals(from);
  }

  /** Whether a response is to the INVITE as it was seen here; without a branch nobody can tell. */
  boolean isHere(String viaBranch) {
    return branch.isEmpty() || viaBranch.isEmpty() || branch.equals(viaBranch);
  }

  /** Notes a response of another hop. */
  void beyond(int status, long atNs) {
    if (status >= 300) {
      refusedBeyond = Optional.of(new CallSignal.Refused(atNs, status));
    } else if (status >= 200 && answeredBeyond.isEmpty()) {
      answeredBeyond = Optional.of(new CallSignal.Answered(atNs));
    }
  }

  /** The dialog goes on: an answer that was seen beyond must have come through. */
  CallState confirmed(CallState state) {
    return answeredBeyond.map(state::after).orElse(state);
  }

  /** Nothing more is to come. */
  CallState concluded(CallState state) {
    CallState confirmed = confirmed(state);
    boolean open =
        confirmed instanceof CallState.Dialling || confirmed instanceof CallState.Ringing;
    return open ? refusedBeyond.map(confirmed::after).orElse(confirmed) : confirmed;
  }
}
