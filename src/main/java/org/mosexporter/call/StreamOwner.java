package org.mosexporter.call;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.Unscored;

/** What the tracker knows of a stream beyond its packets; attached as the stream's context. */
final class StreamOwner {
  final String site;
  private String trunk;
  private Optional<Call> call = Optional.empty();
  private Map<Integer, Long> dscpTold = Map.of();

  /** What its listener hears, while that waits to be observed. */
  private @Nullable Hearing hearing;

  /** Until when it was observed, when nothing waits. */
  private long observedUntilNs = Long.MIN_VALUE;

  private boolean reportsEncrypted;

  /** That its sender hears nothing, now. */
  @Nullable Silence silence;

  /** Whether it was judged at all, and then whether anything came back. */
  private boolean judged;

  private boolean answered;

  StreamOwner(String site, String trunk) {
    this.site = site;
    this.trunk = trunk;
  }

  static StreamOwner of(RtpStream stream) {
    if (stream.context() instanceof StreamOwner owner) {
      return owner;
    }
    throw new IllegalStateException("a stream that the tracker did not open");
  }

  Optional<Call> call() {
    return call;
  }

  /** Joins a call; where the two know different links, the media's own counts. */
  void join(Call joined) {
    call = Optional.of(joined);
    if (trunk.isEmpty()) {
      trunk = joined.trunk;
    } else if (joined.trunk.isEmpty()) {
      joined.trunk = trunk;
    }
  }

  void leave() {
    call = Optional.empty();
  }

  String trunk() {
    return trunk.isEmpty() ? call.map(joined -> joined.trunk).orElse("") : trunk;
  }

  Hearing hearing() {
    Hearing known = hearing;
    if (known == null) {
      known = new Hearing(observedUntilNs);
      hearing = known;
    }
    return known;
  }

  /** Nothing waits any more. */
  void settle() {
    if (hearing != null) {
      observedUntilNs = hearing.countedUntilNs();
      hearing = null;
    }
  }

  /**
   * Notes whether anything comes back to it.
   *
   * @return whether that is new
   */
  boolean judged(boolean comesBack) {
    boolean isNew = !judged || answered != comesBack;
    judged = true;
    answered = comesBack;
    return isNew;
  }

  void reportsAreEncrypted() {
    reportsEncrypted = true;
  }

  /** Why nobody tells what the far end heard. */
  Unscored whyUnheard() {
    return reportsEncrypted ? Unscored.ENCRYPTED_RTCP : Unscored.FAR_END_UNKNOWN;
  }

  /** Packets by code point that were not told before. */
  Map<Integer, Long> dscpSince(Map<Integer, Long> seen) {
    Map<Integer, Long> since = new HashMap<>();
    seen.forEach((dscp, count) -> since.put(dscp, count - dscpTold.getOrDefault(dscp, 0L)));
    since.values().removeIf(count -> count == 0);
    dscpTold = seen;
    return since;
  }
}
