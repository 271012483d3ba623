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

  /** Those that wait to be written, longest first; only while somebody writes. */
  private final LinkedHashSet<String> unwritten = new LinkedHashSet<>();

  private boolean isWriting;
  private long lost;

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
    if (isWriting) {
      unwritten.add(call.id().toString());
    }
    while (taken > room && earliestFirst.size() > 1) {
      CallSummary earliest = earliestFirst.pollFirstEntry().getValue();
      taken -= size(earliest);
      evictions++;
      lost += unwritten.remove(earliest.id().toString()) ? 1 : 0;
    }
  }

  /** From now on each edition of a record waits until it is {@link #written}. */
  synchronized void beginWriting() {
    isWriting = true;
  }

  synchronized void endWriting() {
    isWriting = false;
    lost += unwritten.size();
    unwritten.clear();
  }

  /** The record that waits longest to be written; empty when none does. */
  synchronized Optional<CallSummary> unwritten() {
    return unwritten.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(earliestFirst.get(unwritten.getFirst()));
  }

  /** That edition need not wait any more; a later one does. */
  synchronized void written(CallSummary call) {
    String id = call.id().toString();
    CallSummary newest = earliestFirst.get(id);
    if (newest != null && newest.revision() == call.revision()) {
      unwritten.remove(id);
    }
  }

  /** Records that had to make room, or were left, before they were written. */
  public synchronized long lost() {
    return lost;
  }

  private static int size(CallSummary call) {
    int intervals = call.streams().stream().mapToInt(stream -> stream.intervals().size()).sum();
    return 1
        + call.streams().size()
        + intervals / INTERVALS_OF_A_PLACE
        + call.phone().size()
        + (call.endpoints().size() + 1) / 2
        + (call.routerWindows().size() + call.routerEvents().size() + 3) / 4;
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

  /** Reports that came when their call's record was already there. */
  public synchronized long late() {
    return late;
  }

  public synchronized void gauge(Table.Gauge gauge) {
    gauge.show(Table.RECORDS, taken, evictions);
  }
}
