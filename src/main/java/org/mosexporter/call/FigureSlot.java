package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.ScoreMean;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.ReceiverReport;

/**
 * What is summed up of one endpoint, direction and source, from which {@link EndpointFigures} are
 * made. Owned by the tracker's thread, but for {@link #published}; counters never go back.
 */
final class FigureSlot {
  /** Streams of one endpoint whose intervals are averaged; of more, the latest count. */
  private static final int MAX_STREAMS = 16;

  /**
   * So long the sums of a scale stand at 0 first, so that a scrape sees them there (decision 90).
   */
  private static final long STAND_NS = 20_000_000_000L;

  private final String site;
  private final IpAddress endpoint;
  private final FigureTotals totals;
  private final List<Latest> latest = new ArrayList<>(1);
  private long atNs;
  private Optional<Score> score = Optional.empty();
  private OptionalDouble jitterSeconds = OptionalDouble.empty();
  private OptionalDouble roundTripSeconds = OptionalDouble.empty();
  private Optional<EndpointFigures.Opinion> opinion = Optional.empty();
  private OptionalLong lastReportNs = OptionalLong.empty();

  /** Scales whose sums are shown, and those that are once they have stood, a bit each. */
  private byte shownScales;

  private byte standingScales;
  private long standUntilNs;
  private final AtomicReference<EndpointFigures> published;

  /** Goes on from what was counted before. */
  FigureSlot(String site, IpAddress endpoint, FigureTotals totals, long atNs) {
    this.site = site;
    this.endpoint = endpoint;
    this.totals = totals;
    this.atNs = atNs;
    shownScales = (byte) totals.scales();
    standingScales = shownScales;
    published = new AtomicReference<>(figures());
  }

  Direction direction() {
    return totals.direction;
  }

  FigureTotals totals() {
    return totals;
  }

  /** When it last had news. */
  long atNs() {
    return atNs;
  }

  Source source() {
    return totals.source;
  }

  /** The last interval of one stream. */
  private record Latest(StreamOwner stream, Interval interval, long endNs) {}

  /**
   * Adds an interval of one stream.
   *
   * @param dscp packets by code point since the interval before
   */
  void add(StreamOwner stream, Interval interval, Map<Integer, Long> dscp) {
    totals.add(interval, dscp);
    interval.score().ifPresent(this::sum);
    remember(stream, interval);
    gauge();
  }

  /** Adds what reports told over about an interval; its packets came with each report. */
  void addReported(StreamOwner stream, Interval interval) {
    totals.addDiscarded(interval.discarded());
    interval.score().ifPresent(this::sum);
    remember(stream, interval);
    score = latest.size() == 1 ? interval.score() : meanScore();
  }

  private Optional<Score> meanScore() {
    ScoreMean mean = new ScoreMean();
    for (Latest one : latest.reversed()) {
      one.interval
          .score()
          .filter(mean::accepts)
          .ifPresent(scored -> mean.add(scored, one.interval.expected()));
    }
    return mean.score();
  }

  private void sum(Score added) {
    totals.addScore(added.scale(), added.mosLq(), added.mosCq(), added.mosCommon());
  }

  private void remember(StreamOwner stream, Interval interval) {
    long endNs = interval.startNs() + interval.durationNs();
    latest.removeIf(one -> one.stream == stream || one.endNs <= endNs - interval.durationNs());
    if (latest.size() == MAX_STREAMS) {
      latest.removeFirst();
    }
    latest.add(new Latest(stream, interval, endNs));
    atNs = Math.max(atNs, endNs);
  }

  /** Weighs the streams by their packets; the newest scored interval says on which scale. */
  private void gauge() {
    ScoreMean mean = new ScoreMean();
    WeightedMean jitter = new WeightedMean();
    WeightedMean roundTrip = new WeightedMean();
    for (Latest one : latest.reversed()) {
      Interval interval = one.interval;
      interval
          .score()
          .filter(mean::accepts)
          .ifPresent(scored -> mean.add(scored, interval.expected()));
      interval.jitterSeconds().ifPresent(value -> jitter.add(value, interval.packets()));
      interval.roundTripSeconds().ifPresent(value -> roundTrip.add(value, interval.packets()));
    }
    score = mean.score();
    jitterSeconds = jitter.value();
    roundTripSeconds = roundTrip.value();
  }

  /** Adds what a receiver reported. */
  void add(ReceiverReport report) {
    long lostNow = report.lostDelta().orElse(0);
    totals.addPackets(Math.max(0, report.expectedDelta().orElse(0) - lostNow), lostNow);
    jitterSeconds = report.jitterSeconds();
    roundTripSeconds = report.roundTripSeconds();
    atNs = Math.max(atNs, report.atNs());
    lastReportNs = OptionalLong.of(report.atNs());
  }

  /**
   * Adds what the phone concluded itself.
   *
   * @param counts whether it is of time that it did not tell of before
   */
  void add(PhoneVerdict verdict, boolean counts) {
    opinion = EndpointFigures.Opinion.of(verdict);
    jitterSeconds = verdict.figure(PhoneFigure.JITTER_SECONDS);
    roundTripSeconds = verdict.figure(PhoneFigure.ROUND_TRIP_SECONDS);
    if (counts) {
      opinion.ifPresent(this::sum);
      totals.addPackets(count(verdict, PhoneFigure.PACKETS), count(verdict, PhoneFigure.LOST));
      totals.addDiscarded(count(verdict, PhoneFigure.DISCARDED));
    }
    atNs = Math.max(atNs, verdict.stopNs().orElse(verdict.atNs()));
    lastReportNs = OptionalLong.of(verdict.atNs());
  }

  private static long count(PhoneVerdict verdict, PhoneFigure figure) {
    return Math.round(verdict.figure(figure).orElse(0));
  }

  private void sum(EndpointFigures.Opinion added) {
    if (added.mosLq().isPresent()) {
      totals.addScore(
          added.scale(), added.mosLq().getAsDouble(), added.mosCq(), OptionalDouble.empty());
    }
  }

  void onClockStep(long stepNs) {
    atNs += stepNs;
    standUntilNs += stepNs;
    lastReportNs =
        lastReportNs.isEmpty() ? lastReportNs : OptionalLong.of(lastReportNs.getAsLong() + stepNs);
    latest.replaceAll(one -> new Latest(one.stream, one.interval, one.endNs + stepNs));
  }

  /** Shows the sums of scales that have stood for long enough; whether that changed anything. */
  boolean settle(long nowNs) {
    int scales = totals.scales();
    if (scales != standingScales) {
      standingScales = (byte) scales;
      standUntilNs = nowNs + STAND_NS;
    }
    if (scales == shownScales || nowNs < standUntilNs) {
      return false;
    }
    shownScales = (byte) scales;
    return true;
  }

  /** Shows all sums: nothing more is to come. */
  void finish() {
    shownScales = (byte) totals.scales();
    publish();
  }

  /** Drops the gauges when they are older; whether that changed anything. */
  boolean expire(long olderThanNs) {
    boolean shown =
        score.isPresent()
            || opinion.isPresent()
            || jitterSeconds.isPresent()
            || roundTripSeconds.isPresent();
    if (atNs > olderThanNs || !shown) {
      return false;
    }
    latest.clear();
    score = Optional.empty();
    opinion = Optional.empty();
    jitterSeconds = OptionalDouble.empty();
    roundTripSeconds = OptionalDouble.empty();
    return true;
  }

  /** Shows the figures as they are now to readers on other threads: one release store. */
  void publish() {
    published.setRelease(figures());
  }

  /** Callable from any thread. */
  EndpointFigures published() {
    return published.getAcquire();
  }

  private EndpointFigures figures() {
    return new EndpointFigures(
        site,
        endpoint,
        totals.direction,
        totals.source,
        atNs,
        score,
        jitterSeconds,
        roundTripSeconds,
        totals.packets(),
        totals.lost(),
        totals.discarded(),
        totals.reordered(),
        totals.dscpPackets(),
        totals.scoreSums(shownScales),
        opinion,
        lastReportNs);
  }
}
