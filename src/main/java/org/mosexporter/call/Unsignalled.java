package org.mosexporter.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.stream.RtpStream;

/**
 * Calls of which no signalling was seen: the streams between two media addresses, in both
 * directions, are one call. One direction alone is a call once it has lasted 5 s: half a mirror
 * shows no more, and neither does paging. Bounded by the streams that live.
 */
final class Unsignalled {
  static final long ONE_WAY_AFTER_NS = 5_000_000_000L;

  private final Calls calls;
  private final Map<Ends, StreamPair> live = new HashMap<>();

  /** Where only one direction is known, and since when it is watched; earliest first. */
  private final Map<Ends, Long> lone = new LinkedHashMap<>();

  private long dueNs = Long.MAX_VALUE;

  Unsignalled(Calls calls) {
    this.calls = calls;
  }

  /** A stream was opened that nobody announced. */
  void opened(RtpStream stream, long atNs) {
    Ends ends = Ends.of(stream);
    StreamPair pair = live.computeIfAbsent(ends, StreamPair::new);
    Optional<Call> known = pair.call();
    pair.add(stream);
    if (known.isPresent()) {
      calls.join(known.get(), stream);
    } else if (pair.isBothWays()) {
      open(ends, pair);
    } else {
      watch(ends, atNs);
    }
  }

  private void open(Ends ends, StreamPair pair) {
    lone.remove(ends);
    Call call = pair.callOfAny().orElseGet(() -> open(pair.first()));
    pair.isOf(call);
    for (RtpStream stream : pair.streams) {
      if (StreamOwner.of(stream).call().isEmpty()) {
        calls.join(call, stream);
      }
    }
  }

  private Call open(RtpStream first) {
    return calls.openUnsignalled(StreamOwner.of(first).site, first.firstNs());
  }

  void ended(RtpStream stream) {
    Ends ends = Ends.of(stream);
    StreamPair pair = live.get(ends);
    if (pair != null) {
      pair.remove(stream);
      if (pair.isEmpty()) {
        live.remove(ends);
        lone.remove(ends);
      }
    }
  }

  /** What has lasted long enough becomes a call. */
  void advance(long nowNs) {
    if (nowNs < dueNs) {
      return;
    }
    dueNs = Long.MAX_VALUE;
    List<Ends> again = new ArrayList<>();
    for (Iterator<Map.Entry<Ends, Long>> due = lone.entrySet().iterator(); due.hasNext(); ) {
      Map.Entry<Ends, Long> next = due.next();
      if (next.getValue() > nowNs - ONE_WAY_AFTER_NS) {
        dueNs = next.getValue() + ONE_WAY_AFTER_NS;
        break;
      }
      due.remove();
      again.add(next.getKey());
    }
    again.forEach(ends -> decide(ends, nowNs));
  }

  void onClockStep(long stepNs) {
    lone.replaceAll((_, sinceNs) -> sinceNs + stepNs);
    dueNs += dueNs == Long.MAX_VALUE ? 0 : stepNs;
  }

  private void decide(Ends ends, long nowNs) {
    StreamPair pair = live.get(ends);
    if (pair == null || pair.callOfAny().isPresent()) {
      return; // signalling came late
    }
    if (pair.streams.stream().anyMatch(Unsignalled::lasted)) {
      open(ends, pair);
    } else {
      watch(ends, nowNs);
    }
  }

  private void watch(Ends ends, long fromNs) {
    if (lone.putIfAbsent(ends, fromNs) == null) {
      dueNs = Math.min(dueNs, fromNs + ONE_WAY_AFTER_NS);
    }
  }

  private static boolean lasted(RtpStream stream) {
    return stream.lastNs() - stream.firstNs() >= ONE_WAY_AFTER_NS;
  }

  /** The input is over. */
  void finish() {
    List.copyOf(lone.keySet()).forEach(ends -> decide(ends, 0));
  }
}
