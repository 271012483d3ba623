package org.mosexporter.call;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.stream.StreamSummary;

/**
 * Calls whose record is written, for 15 minutes: a report that comes late still finds its record.
 * Also those that only reports made, while they last, by what their streams are called. When there
 * is no room, the one goes that is here longest.
 *
 * <p>Addresses are kept as hashes of 64 bits: a report that fits is believed with its SSRC and
 * time, and 16 octets more each would take much.
 */
final class FinishedCalls {
  private static final long KEPT_NS = 15 * 60_000_000_000L;

  /** So far may clocks be apart. */
  static final long CLOCKS_APART_NS = 5_000_000_000L;

  private static final int BUCKETS = Integer.highestOneBit(Table.FINISHED_CALLS.entries());

  private final ArrayDeque<Entry> oldestFirst = new ArrayDeque<>();
  private final @Nullable Entry[] byCallId = new Entry[BUCKETS];
  private final @Nullable Row[] bySsrc = new Row[BUCKETS];
  private long evictions;

  /** One call. */
  static final class Entry {
    private final long callId;
    private long untilNs;

    /** Its record; none while the call lasts. */
    private @Nullable RecordId record;

    private Optional<Call.Handle> live;
    private int revision = 1;
    private @Nullable Row rows;
    private @Nullable Entry next;

    private Entry(long callId, long untilNs, Optional<Call.Handle> live) {
      this.callId = callId;
      this.untilNs = untilNs;
      this.live = live;
    }

    Optional<Call> call() {
      return live.flatMap(Call.Handle::call);
    }

    Optional<RecordId> record() {
      return Optional.ofNullable(record);
    }

    /** The number of the record's next edition. */
    int revise() {
      return ++revision;
    }
  }

  /** One stream. */
  private static final class Row {
    final Entry of;
    final int ssrc;
    final long source;
    final long destination;
    final int ports;
    long startNs;
    long stopNs;
    @Nullable Row next;
    final @Nullable Row sibling;

    Row(Entry of, int ssrc, long source, long destination, int ports, long startNs, long stopNs) {
      this.of = of;
      this.ssrc = ssrc;
      this.source = source;
      this.destination = destination;
      this.ports = ports;
      this.startNs = startNs;
      this.stopNs = stopNs;
      this.sibling = of.rows;
    }
  }

  /** A call that only a report told of. */
  void reported(Call call, List<PhoneVerdict> verdicts) {
    Entry entry = add(call, Long.MAX_VALUE, Optional.of(call.handle));
    verdicts.forEach(verdict -> add(entry, verdict));
  }

  /** Its record is written. */
  void closed(Call call, CallSummary summary) {
    long untilNs = call.lastNs + KEPT_NS;
    Entry entry =
        find(hash(call.key()), known -> known.call().filter(call::equals).isPresent())
            .orElseGet(() -> add(call, untilNs, Optional.empty()));
    boolean known = entry.live.isPresent();
    entry.live = Optional.empty();
    entry.untilNs = untilNs;
    entry.record = summary.id();
    for (StreamSummary stream : summary.streams()) {
      long lastNs = stream.startNs() + Math.round(stream.durationSeconds() * 1e9);
      add(
          entry,
          stream.ssrc(),
          hash(stream.source()),
          hash(stream.destination()),
          stream.sourcePort() << 16 | stream.destinationPort(),
          stream.startNs(),
          lastNs);
    }
    if (!call.sessionId.isEmpty()) {
      long session = hash(call.sessionId);
      add(entry, (int) session, session, session, 0, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (!known) {
      summary.phone().forEach(verdict -> add(entry, verdict));
    }
  }

  private Entry add(Call call, long untilNs, Optional<Call.Handle> live) {
    while (oldestFirst.size() >= Table.FINISHED_CALLS.entries()) {
      remove(oldestFirst.removeFirst());
      evictions++;
    }
    Entry entry = new Entry(hash(call.key()), untilNs, live);
    int bucket = bucket(entry.callId);
    entry.next = byCallId[bucket];
    byCallId[bucket] = entry;
    oldestFirst.addLast(entry);
    return entry;
  }

  private void add(Entry entry, PhoneVerdict verdict) {
    MediaFlow flow = verdict.flow();
    if (flow.source().isEmpty() || flow.destination().isEmpty()) {
      return;
    }
    for (int ssrc : flow.ssrcs()) {
      add(
          entry,
          ssrc,
          hash(flow.source().get()),
          hash(flow.destination().get()),
          flow.sourcePort() << 16 | flow.destinationPort(),
          verdict.startNs().orElse(verdict.atNs()),
          verdict.stopNs().orElse(verdict.atNs()));
    }
  }

  private void add(
      Entry entry, int ssrc, long source, long destination, int ports, long startNs, long stopNs) {
    for (Row row = entry.rows; row != null; row = row.sibling) {
      if (row.ssrc == ssrc && row.source == source && row.destination == destination) {
        row.startNs = Math.min(row.startNs, startNs);
        row.stopNs = Math.max(row.stopNs, stopNs);
        return;
      }
    }
    Row row = new Row(entry, ssrc, source, destination, ports, startNs, stopNs);
    entry.rows = row;
    int bucket = bucket(ssrc);
    row.next = bySsrc[bucket];
    bySsrc[bucket] = row;
  }

  private void remove(Entry entry) {
    int bucket = bucket(entry.callId);
    byCallId[bucket] = without(byCallId[bucket], entry);
    for (Row row = entry.rows; row != null; row = row.sibling) {
      bySsrc[bucket(row.ssrc)] = without(bySsrc[bucket(row.ssrc)], row);
    }
  }

  private static @Nullable Entry without(@Nullable Entry head, Entry gone) {
    if (head == gone) {
      return gone.next;
    }
    for (Entry one = head; one != null; one = one.next) {
      if (one.next == gone) {
        one.next = gone.next;
      }
    }
    return head;
  }

  private static @Nullable Row without(@Nullable Row head, Row gone) {
    if (head == gone) {
      return gone.next;
    }
    for (Row one = head; one != null; one = one.next) {
      if (one.next == gone) {
        one.next = gone.next;
      }
    }
    return head;
  }

  Optional<Entry> find(String callId, long atNs) {
    return callId.isEmpty() ? Optional.empty() : find(hash(callId), entry -> entry.untilNs >= atNs);
  }

  private Optional<Entry> find(long callId, Predicate<Entry> wanted) {
    for (Entry entry = byCallId[bucket(callId)]; entry != null; entry = entry.next) {
      if (entry.callId == callId && wanted.test(entry)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** By its Session-ID (RFC 7989), which has a row like a stream's. */
  Optional<Entry> findSession(String id, long atNs) {
    long session = hash(id);
    int inPlaceOfSsrc = (int) session;
    for (Row row = bySsrc[bucket(inPlaceOfSsrc)]; row != null; row = row.next) {
      if (row.source == session && row.destination == session && row.of.untilNs >= atNs) {
        return Optional.of(row.of);
      }
    }
    return Optional.empty();
  }

  /** By its SSRC, and the addresses of both ends or of one, at about that time. */
  Optional<Entry> find(
      MediaFlow flow, MediaFlow.Fit wanted, OptionalLong startNs, OptionalLong stopNs, long atNs) {
    for (int ssrc : flow.ssrcs()) {
      for (Row row = bySsrc[bucket(ssrc)]; row != null; row = row.next) {
        if (row.ssrc == ssrc
            && row.of.untilNs >= atNs
            && fits(row, flow, wanted)
            && overlap(row.startNs, row.stopNs, startNs, stopNs)) {
          return Optional.of(row.of);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Row row, MediaFlow flow, MediaFlow.Fit wanted) {
    boolean source = isAt(flow.source(), flow.sourcePort(), row.source, row.ports >>> 16);
    boolean destination =
        isAt(flow.destination(), flow.destinationPort(), row.destination, row.ports & 0xFFFF);
    return wanted == MediaFlow.Fit.BOTH_ENDS ? source && destination : source || destination;
  }

  private static boolean isAt(Optional<IpAddress> told, int toldPort, long address, int port) {
    return told.isPresent() && hash(told.get()) == address && (toldPort == 0 || toldPort == port);
  }

  /** Whether what began and ended then may be what the reporter tells of. */
  static boolean overlap(long fromNs, long toNs, OptionalLong startNs, OptionalLong stopNs) {
    return (startNs.isEmpty() || startNs.getAsLong() <= toNs + CLOCKS_APART_NS)
        && (stopNs.isEmpty() || stopNs.getAsLong() >= fromNs - CLOCKS_APART_NS);
  }

  void advance(long nowNs) {
    while (!oldestFirst.isEmpty() && oldestFirst.getFirst().untilNs < nowNs) {
      remove(oldestFirst.removeFirst());
    }
  }

  void onClockStep(long stepNs) {
    for (Entry entry : oldestFirst) {
      entry.untilNs += entry.untilNs == Long.MAX_VALUE ? 0 : stepNs;
      for (Row row = entry.rows; row != null; row = row.sibling) {
        boolean timed = row.startNs != Long.MIN_VALUE;
        row.startNs += timed ? stepNs : 0;
        row.stopNs += timed ? stepNs : 0;
      }
    }
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.FINISHED_CALLS, oldestFirst.size(), evictions);
  }

  private static int bucket(long hash) {
    return (int) (hash * 0x9E3779B97F4A7C15L >>> 40) & (BUCKETS - 1);
  }

  private static long hash(IpAddress address) {
    return address.high() * 0x9E3779B97F4A7C15L ^ address.low();
  }

  private static long hash(String text) {
    long hash = 0xCBF29CE484222325L; // FNV-1a
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }
}
