package org.mosexporter.call;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.call.CallState.Over;
import org.mosexporter.call.TrackerCounters.SiteTrunk;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamSummary;

/**
 * One conversation by its Call-ID: signalling, and the streams it announced. Owned by the tracker's
 * thread.
 */
final class Call {
  /** Media addresses one call may announce; more are not followed. */
  static final int MAX_ADDRESSES = 32;

  /** Streams that stay with the call, live ones and ended ones each; more stand alone. */
  static final int MAX_STREAMS = 64;

  private final String callId;
  private final long serial;
  private final String callerTag;
  private long callerSequence = -1;
  private long calleeSequence = -1;

  final Set<MediaAddress> addresses = new LinkedHashSet<>();
  final Set<RtpStream> streams = new LinkedHashSet<>();
  private final List<StreamSummary> ended = new ArrayList<>();

  CallState state = new CallState.Unseen(CallTimes.NONE);
  String from = "";
  String to = "";
  String site;
  String trunk = "";
  long lastNs;
  boolean hadMedia;
  boolean onHold;

  /** The gauge that counts this call; empty when it is over. */
  Optional<SiteTrunk> countedAs = Optional.empty();

  /** Begins a call; serial numbers grow with time. */
  Call(String callId, long serial, String callerTag, String site, long atNs) {
    this.callId = callId;
    this.serial = serial;
    this.callerTag = callerTag;
    this.site = site;
    this.lastNs = atNs;
  }

  /** Empty when no signalling was seen. */
  String callId() {
    return callId;
  }

  /** What it is found by: its Call-ID, or what none can be. */
  String key() {
    return callId.isEmpty() ? "\n" + serial : callId;
  }

  boolean isSignalled() {
    return !callId.isEmpty();
  }

  /** What became of the streams that ended. */
  List<StreamSummary> ended() {
    return List.copyOf(ended);
  }

  long serial() {
    return serial;
  }

  /** Whether an INVITE is seen for the first time; each side counts its own (RFC 3261 §12.2). */
  boolean isNewInvite(String fromTag, long sequence) {
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

  void touch(long atNs) {
    lastNs = Math.max(lastNs, atNs);
  }

  /** Keeps what became of a stream; false when the call has too many. */
  boolean keep(StreamSummary summary) {
    return ended.size() < MAX_STREAMS && ended.add(summary);
  }

  CallSummary summary(Over over) {
    CallTimes times = over.times();
    List<StreamSummary> inOrder = new ArrayList<>(ended);
    inOrder.sort(StreamOrder.BY_START);
    return new CallSummary(
        callId,
        from,
        to,
        site,
        trunk,
        times.startNs(),
        times.alertedNs(),
        times.answerNs(),
        times.endNs(),
        times.setupSeconds(),
        over.result(),
        inOrder);
  }
}
