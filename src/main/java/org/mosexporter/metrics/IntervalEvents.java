package org.mosexporter.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.Source;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.config.Site;
import org.mosexporter.diagnosis.HeardCall;
import org.mosexporter.diagnosis.PhoneHearing;
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
    String direction = of.direction().label();
    String[] labels = {site, of.endpoint().network(), direction, score.scale().label(), of.trunk()};
    add(score.mosLq(), score.mosCq(), labels, of.source(), config);
    if (score.mosCommon().isPresent()) {
      double common = rounded(score.mosCommon().getAsDouble());
      mosCommon.observe(common, site, direction, of.interval().codec());
    }
  }

  /** Counts what a phone concluded of a call for each interval that the call is as long as. */
  void add(PhoneHearing.Heard heard, String trunk, Config config) {
    HeardCall of = heard.call();
    Network network = of.network();
    String[] labels = {
      network.site(), network.name(), of.direction().label(), of.scale().label(), trunk
    };
    for (int i = 0; i < heard.intervals(); i++) {
      add(of.mosLq(), of.mosCq(), labels, of.source(), config);
    }
  }

  /**
   * Counts one.
   *
   * @param labels site, network, direction, scale and trunk
   */
  private void add(double lq, OptionalDouble cq, String[] labels, Source source, Config config) {
    double mos = rounded(lq);
    String[] withSource = with(labels, source.label());
    mosLq.observe(mos, withSource);
    if (cq.isPresent()) {
      mosCq.observe(rounded(cq.getAsDouble()), withSource);
    }
    start(labels);
    counters.increment(CallFamilies.SCORED_INTERVALS, with(labels, Band.of(mos).label()));
    if (mos < config.sites().getOrDefault(labels[0], Site.defaults()).targetMos()) {
      counters.increment(CallFamilies.BELOW_TARGET, labels);
    }
  }

  /** With one band of a place come all others at 0, so that their first increase is seen as one. */
  private void start(String[] labels) {
    for (Band band : Band.values()) {
      counters.start(CallFamilies.SCORED_INTERVALS, with(labels, band.label()));
    }
    counters.start(CallFamilies.BELOW_TARGET, labels);
  }

  private static String[] with(String[] labels, String more) {
    String[] all = Arrays.copyOf(labels, labels.length + 1);
    all[labels.length] = more;
    return all;
  }
}
