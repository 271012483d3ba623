package org.mosexporter.judging;

import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LateReport;
import org.mosexporter.call.Snapshots;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Topology;
import org.mosexporter.quality.Score;
import org.mosexporter.simulator.Examinee;
import org.mosexporter.simulator.Findings;
import org.mosexporter.stream.StreamSummary;

/**
 * Keeps the worst that anything showed, minute by minute, beside an examinee that it hands all on
 * to. It knows no threshold of the product: whether anything was to be seen in time is judged by
 * what was seen before the incident began.
 */
final class Shown implements Examinee {
  private static final double MINUTE_NS = 60e9;
  private static final int EXPEDITED = 46;

  /** Points of R beyond the worst interval of the time before. */
  private static final double MORE = 3;

  private final Examinee examinee;
  private final NavigableMap<Long, Double> worst = new TreeMap<>();
  private final NavigableMap<Long, Double> drops = new TreeMap<>();
  private long nowNs;

  Shown(Examinee examinee) {
    this.examinee = examinee;
  }

  private static long minute(long ns) {
    return (long) (ns / MINUTE_NS);
  }

  private void lost(long atNs, Score score) {
    double points = (score.lostR().loss() + score.lostR().discard()) / score.scale().width();
    worst.merge(minute(atNs), points, Math::max);
  }

  /**
   * Whether a listener, or a report of one, lost more than any did before the incident began, or a
   * class of voice dropped that had not; minutes since the simulation began.
   */
  boolean anything(long epochNs, double onset, double until) {
    return rises(worst, epochNs, onset, until, MORE) || rises(drops, epochNs, onset, until, 0);
  }

  private static boolean rises(
      NavigableMap<Long, Double> of, long epochNs, double onset, double until, double more) {
    long from = minute(epochNs + (long) (onset * MINUTE_NS));
    long to = minute(epochNs + (long) (until * MINUTE_NS));
    return from < to
        && most(of.headMap(from, false)) + more < most(of.subMap(from, true, to, false));
  }

  private static double most(SortedMap<Long, Double> of) {
    return of.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  @Override
  public void onInterval(ObservedInterval observed) {
    observed
        .interval()
        .score()
        .ifPresent(
            score -> lost(observed.interval().startNs() + observed.interval().durationNs(), score));
    examinee.onInterval(observed);
  }

  @Override
  public void onCallEnded(CallSummary call) {
    for (StreamSummary stream : call.streams()) {
      stream.rtcp().flatMap(StreamSummary.RtcpSummary::score).ifPresent(s -> lost(nowNs, s));
    }
    examinee.onCallEnded(call);
  }

  @Override
  public void onPoll(RouterSnapshot device, PollWindows windows, Topology topology) {
    for (ClassWindow window : windows.classes()) {
      if (window.dscp().contains(EXPEDITED)) {
        drops.merge(minute(window.toNs()), (double) window.droppedPackets().orElse(0), Math::max);
      }
    }
    examinee.onPoll(device, windows, topology);
  }

  @Override
  public void onDrops(long fromNs, long toNs, long packets) {
    examinee.onDrops(fromNs, toNs, packets);
  }

  @Override
  public void onTime(long now, Snapshots snapshots) {
    nowNs = now;
    examinee.onTime(now, snapshots);
  }

  @Override
  public void onObservation(ObservedInterval observed) {
    examinee.onObservation(observed);
  }

  @Override
  public void onStreamEnded(StreamSummary stream) {
    examinee.onStreamEnded(stream);
  }

  @Override
  public void onLateReport(LateReport report) {
    examinee.onLateReport(report);
  }

  @Override
  public Findings findings() {
    return examinee.findings();
  }
}
