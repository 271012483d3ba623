package org.mosexporter.metrics;

import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.config.Config;
import org.mosexporter.config.Site;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Score;

/** Scored intervals to histograms and counters. Used by the metrics thread. */
final class IntervalEvents {
  private final Histograms.Of mosLq;
  private final Histograms.Of mosCq;
  private final Histograms.Of mosCommon;
  private final EventCounters counters;

  IntervalEvents(Histograms histograms, EventCounters counters) {
    mosLq = histograms.of(CallFamilies.INTERVAL_MOS_LQ, CallFamilies.MOS_EDGES);
    mosCq = histograms.of(CallFamilies.INTERVAL_MOS_CQ, CallFamilies.MOS_EDGES);
    mosCommon = histograms.of(CallFamilies.INTERVAL_MOS_COMMON, CallFamilies.MOS_EDGES);
    this.counters = counters;
  }

  /** As everything shown is: bucket 3.999 is then exactly "below 4.0". */
  static double rounded(double mos) {
    return Math.round(mos * 1000) / 1000.0;
  }

  /** Counts it when it has a score. */
  void add(ObservedInterval of, Config config) {
    of.interval().score().ifPresent(score -> add(of, score, config));
  }

  private void add(ObservedInterval of, Score score, Config config) {
    String site = of.endpoint().site();
    String network = of.endpoint().network();
    String direction = of.direction().label();
    String scale = score.scale().label();
    String source = of.source().label();
    double lq = rounded(score.mosLq());

    mosLq.observe(lq, site, network, direction, scale, of.trunk(), source);
    if (score.mosCq().isPresent()) {
      double cq = rounded(score.mosCq().getAsDouble());
      mosCq.observe(cq, site, network, direction, scale, of.trunk(), source);
    }
    if (score.mosCommon().isPresent()) {
      double common = rounded(score.mosCommon().getAsDouble());
      mosCommon.observe(common, site, direction, of.interval().codec());
    }

    String band = Band.of(lq).label();
    counters.increment(
        CallFamilies.SCORED_INTERVALS, site, network, direction, scale, of.trunk(), band);
    String[] labels = {site, network, direction, scale, of.trunk()};
    counters.start(CallFamilies.BELOW_TARGET, labels);
    if (lq < config.sites().getOrDefault(site, Site.defaults()).targetMos()) {
      counters.increment(CallFamilies.BELOW_TARGET, labels);
    }
  }
}
