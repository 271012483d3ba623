package org.mosexporter.call;

/** What a call's INVITEs count: each side its own (RFC 3261 §12.2). */
final class InviteOrder {
  private final String callerTag;
  private long callerSequence = -1;
  private long calleeSequence = -1;

  InviteOrder(String callerTag) {
    this.callerTag = callerTag;
  }

  /** Whether an INVITE is seen for the first time. */
  boolean isNew(String fromTag, long sequence) {
    boolean byCaller = fromTag.equals(callerTag);
    if (sequence <= (byCaller ? callerSequence : calleeSequence)) {
      return false;
    }
    if (byCaller) {
      callerSequence = sequence;
    } else {
      calleeSequence = sequence;
    }
    return true;
  }

  /** Whether a response is to an INVITE that a later one has replaced. */
  boolean isSuperseded(String fromTag, long sequence) {
    return sequence < (fromTag.equals(callerTag) ? callerSequence : calleeSequence);
  }
}
