package org.mosexporter.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Table;
import org.mosexporter.quality.Band;

/**
 * Who calls whom again soon after a scored call (decision 92). Two parties are a pair whoever of
 * them calls, by the users of their addresses, of which only a fingerprint is kept. Used by the
 * metrics thread, its figures by scrapes.
 *
 * <p>Calls are told when they are over, and one that was refused at once before the one it repeats:
 * so a pair remembers its last scored call and a beginning that may turn out to be soon after one.
 */
final class RepeatCalls {
  static final long SOON_NS = 300_000_000_000L;
  private static final int MOST = Table.CALL_PAIRS.entries();
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Map<Long, Pair> pairs = new LinkedHashMap<>(16, 0.75f, true);
  private volatile int size;
  private volatile long evictions;

  private static final class Pair {
    private Optional<Band> band = Optional.empty();
    private long endNs;
    private OptionalLong beganNs = OptionalLong.empty();

    /** The band of the last scored call, when it was over shortly before. */
    private Optional<Band> before(long startNs) {
      return band.filter(_ -> startNs >= endNs && startNs - endNs <= SOON_NS);
    }
  }

  /**
   * Notes a call that is over.
   *
   * @param heard band of who heard worst in it; empty when it has no score
   * @return the band of a scored call that was repeated, by this one or by one told before it
   */
  Optional<Band> add(CallSummary call, Optional<Band> heard) {
    OptionalLong key = key(user(call.from()), user(call.to()));
    if (key.isEmpty() || call.startNs().isEmpty()) {
      return Optional.empty();
    }
    Pair pair = pairs.computeIfAbsent(key.getAsLong(), _ -> new Pair());
    makeRoom();
    long startNs = call.startNs().getAsLong();
    Optional<Band> repeated = pair.before(startNs);
    if (repeated.isEmpty()) {
      pair.beganNs = OptionalLong.of(Math.max(startNs, pair.beganNs.orElse(startNs)));
    }
    if (heard.isPresent() && call.endNs().isPresent()) {
      note(pair, heard, call.endNs().getAsLong());
    }
    return repeated.or(() -> repeatedBefore(pair));
  }

  private static void note(Pair pair, Optional<Band> heard, long endNs) {
    if (pair.band.isEmpty() || endNs >= pair.endNs) {
      pair.band = heard;
      pair.endNs = endNs;
    }
  }

  /** A call that was told before this one may have begun after it. */
  private static Optional<Band> repeatedBefore(Pair pair) {
    Optional<Band> repeated =
        pair.beganNs.isPresent() ? pair.before(pair.beganNs.getAsLong()) : Optional.empty();
    if (repeated.isPresent()) {
      pair.beganNs = OptionalLong.empty();
    }
    return repeated;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the metrics thread
  private void makeRoom() {
    if (pairs.size() > MOST) {
      pairs.remove(pairs.keySet().iterator().next());
      evictions++;
    }
    size = pairs.size();
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.CALL_PAIRS, size, evictions);
  }

  private static String user(String address) {
    int at = address.indexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }

  /** The same in both directions (FNV-1a); none when one of them is unknown. */
  private static OptionalLong key(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return OptionalLong.empty();
    }
    boolean inOrder = one.compareTo(other) <= 0;
    String pair = inOrder ? one + '\n' + other : other + '\n' + one;
    long hash = FNV_OFFSET;
    for (int i = 0; i < pair.length(); i++) {
      hash = (hash ^ pair.charAt(i)) * FNV_PRIME;
    }
    return OptionalLong.of(hash);
  }
}
