package org.mosexporter.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LateReport;
import org.mosexporter.call.RecordId;
import org.mosexporter.config.Table;
import org.mosexporter.stream.StreamSummary;

/**
 * The latest records, as they are by now: as many as there is room for their calls, streams and
 * verdicts. The one that ended first makes room. Any thread may call it; none waits for long.
 */
public final class RecentCalls implements CallEvents {
  /** As many as take the room of a call. */
  private static final int INTERVALS_OF_A_PLACE = 59;

  private final LinkedHashMap<String, CallSummary> earliestFirst = new LinkedHashMap<>();
  private final int room;
  private int taken;
  private long evictions;
  private long late;

  private final List<Backlog> backlogs = new ArrayList<>();

  public RecentCalls() {
    this(Table.RECORDS.entries());
  }

  /** With room for sizes that add up to so much. */
  RecentCalls(int room) {
    this.room = room;
  }

  /** Nothing: calls have their figures in the end. */
  @Override
  public void onInterval(ObservedInterval interval) {}

  /** Nothing, likewise. */
  @Override
  public void onObservation(ObservedInterval interval) {}

  /** Nothing: streams come with their calls. */
  @Override
  public void onStreamEnded(StreamSummary stream) {}

  @Override
  public synchronized void onCallEnded(CallSummary call) {
    keep(call);
  }

  /** Its record has a new edition; nothing, when it had to make room. */
  @Override
  public synchronized void onLateReport(LateReport report) {
    CallSummary before = earliestFirst.get(report.record().toString());
    if (before != null) {
      late++;
      keep(before.with(report));
    }
  }

  private void keep(CallSummary call) {
    CallSummary before = earliestFirst.put(call.id().toString(), call);
    taken += size(call) - (before == null ? 0 : size(before));
    backlogs.forEach(backlog -> backlog.waiting.add(call.id().toString()));
    while (taken > room && earliestFirst.size() > 1) {
      CallSummary earliest = earliestFirst.pollFirstEntry().getValue();
      taken -= size(earliest);
      evictions++;
      String id = earliest.id().toString();
      backlogs.forEach(backlog -> backlog.lost += backlog.waiting.remove(id) ? 1 : 0);
    }
  }

  /** From now on each edition of a record waits for one more store. */
  synchronized Backlog beginWriting() {
    Backlog backlog = new Backlog();
    backlogs.add(backlog);
    return backlog;
  }

  /** What one store has to write yet. */
  final class Backlog {
    /** Longest waiting first. */
    private final LinkedHashSet<String> waiting = new LinkedHashSet<>();

    private long lost;

    private Backlog() {}

    /** Those that wait longest. */
    List<CallSummary> next(int most) {
      synchronized (RecentCalls.this) {
        return waiting.stream().limit(most).map(earliestFirst::get).toList();
      }
    }

    /** That edition need not wait any more; a later one does. */
    void written(CallSummary call) {
      String id = call.id().toString();
      synchronized (RecentCalls.this) {
        CallSummary newest = earliestFirst.get(id);
        if (newest != null && newest.revision() == call.revision()) {
          waiting.remove(id);
        }
      }
    }

    /** Nobody writes any more: what waits is lost to the store. */
    void end() {
      synchronized (RecentCalls.this) {
        backlogs.remove(this);
        lost += waiting.size();
        waiting.clear();
      }
    }

    /** Records that had to make room, or were left, before they were written. */
    long lost() {
      synchronized (RecentCalls.this) {
        return lost;
      }
    }
  }

  /** Drops each call that the person took part in; how many. */
  synchronized int erase(Person person) {
    List<CallSummary> unwanted = earliestFirst.values().stream().filter(person::isIn).toList();
    for (CallSummary call : unwanted) {
      String id = call.id().toString();
      earliestFirst.remove(id);
      taken -= size(call);
      backlogs.forEach(backlog -> backlog.waiting.remove(id));
    }
    return unwanted.size();
  }

  private static int size(CallSummary call) {
    int intervals = call.streams().stream().mapToInt(stream -> stream.intervals().size()).sum();
    return 1
        + call.streams().size()
        + intervals / INTERVALS_OF_A_PLACE
        + call.phone().size()
        + (call.endpoints().size() + 1) / 2
        + (call.findings().size() + 1) / 2
        + (quarters(call) + 3) / 4;
  }

  private static int quarters(CallSummary call) {
    int messages = (call.sip().size() + 7) / 8;
    return call.routerWindows().size() + call.routerEvents().size() + messages;
  }

  /** The latest that ended, latest first. */
  public synchronized List<CallSummary> latest(int most) {
    List<CallSummary> latest = new ArrayList<>();
    for (CallSummary call : earliestFirst.sequencedValues().reversed()) {
      if (latest.size() == most) {
        break;
      }
      latest.add(call);
    }
    return latest;
  }

  /** By the text of its {@link RecordId}. */
  public synchronized Optional<CallSummary> find(String id) {
    return Optional.ofNullable(earliestFirst.get(id));
  }

  /** The latest with that Call-ID. */
  public synchronized Optional<CallSummary> findByCallId(String callId) {
    return earliestFirst.sequencedValues().reversed().stream()
        .filter(call -> call.callId().equals(callId))
        .findFirst();
  }

  /** Reports that came when their call's record was already there. */
  public synchronized long late() {
    return late;
  }

  public synchronized void gauge(Table.Gauge gauge) {
    gauge.show(Table.RECORDS, taken, evictions);
  }
}
