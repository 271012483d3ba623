package org.mosexporter.call;

/** What a SIP message means to the call it belongs to (RFC 3261 §13, §15). */
sealed interface CallSignal {
  long atNs();

  /** An INVITE that is no retransmission: a new call, another attempt or a re-INVITE. */
  record Invited(long atNs) implements CallSignal {}

  /** A 18x to the INVITE. */
  record Alerted(long atNs) implements CallSignal {}

  /** A 2xx to the INVITE. */
  record Answered(long atNs) implements CallSignal {}

  /** A 401 or 407: the caller is asked who it is and tries again (RFC 3261 §22). */
  record Challenged(long atNs, int status) implements CallSignal {}

  /** Any other final 3xx to 6xx to the INVITE. */
  record Refused(long atNs, int status) implements CallSignal {}

  /** CANCEL: the caller gives up, unless the answer was faster (RFC 3261 §9). */
  record Cancelled(long atNs) implements CallSignal {}

  /** BYE, from either side. */
  record HungUp(long atNs) implements CallSignal {}
}
