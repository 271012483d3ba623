package org.mosexporter.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.stream.RtpStream;

/**
 * Calls of which no signalling was seen: the streams between two media addresses, in both
 * directions, are one call. One direction alone is a call once it has lasted 5 s: half a mirror
 * shows no more, and neither does paging. Bounded by the streams that live.
 */
final class Unsignalled {
  static final long ONE_WAY_AFTER_NS = 5_000_000_000L;

  private final Calls calls;
  private final Map<Ends, Set<RtpStream>> live = new HashMap<>();

  /** Where only one direction is known, and since when it is watched; earliest first. */
  private final Map<Ends, Long> lone = new LinkedHashMap<>();

  private long dueNs = Long.MAX_VALUE;

  /** Two media addresses, the lower one first. */
  private record Ends(MediaAddress one, MediaAddress other) {
    static Ends of(RtpStream stream) {
      MediaAddress from = MediaAddresses.source(stream);
      MediaAddress to = MediaAddresses.destination(stream);
      return from.compareTo(to) <= 0 ? new Ends(from, to) : new Ends(to, from);
    }
  }

  Unsignalled(Calls calls) {
    this.calls = calls;
  }

  /** A stream was opened that nobody announced. */
  void opened(RtpStream stream, long atNs) {
    Ends ends = Ends.of(stream);
    Set<RtpStream> streams = live.computeIfAbsent(ends, _ -> new LinkedHashSet<>());
    Optional<Call> known =
        streams.stream().flatMap(one -> StreamOwner.of(one).call().stream()).findFirst();
    boolean answers = streams.stream().anyMatch(one -> isAnswer(one, stream));
    streams.add(stream);
    if (known.isPresent()) {
      calls.join(known.get(), stream);
    } else if (answers) {
      open(ends, streams);
    } else {
      watch(ends, atNs);
    }
  }

  private static boolean isAnswer(RtpStream one, RtpStream other) {
    return one.sourcePort() == other.destinationPort()
        && one.source().equals(other.destination())
        && (one.sourcePort() != one.destinationPort() || !one.source().equals(one.destination()));
  }

  private void open(Ends ends, Set<RtpStream> streams) {
    lone.remove(ends);
    RtpStream first = streams.iterator().next();
    Call call = calls.openUnsignalled(StreamOwner.of(first).site, first.firstNs());
    streams.forEach(stream -> calls.join(call, stream));
  }

  void ended(RtpStream stream) {
    Ends ends = Ends.of(stream);
    Set<RtpStream> streams = live.get(ends);
    if (streams != null && streams.remove(stream) && streams.isEmpty()) {
      live.remove(ends);
      lone.remove(ends);
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
    Set<RtpStream> streams = live.getOrDefault(ends, Set.of());
    if (streams.stream().anyMatch(stream -> StreamOwner.of(stream).call().isPresent())) {
      return; // signalling came late
    }
    if (streams.stream().anyMatch(Unsignalled::lasted)) {
      open(ends, streams);
    } else if (!streams.isEmpty()) {
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
