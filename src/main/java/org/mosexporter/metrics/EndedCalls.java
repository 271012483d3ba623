package org.mosexporter.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.diagnosis.CallFact;
import org.mosexporter.diagnosis.HeardCall;
import org.mosexporter.diagnosis.PhoneHearing;
import org.mosexporter.quality.Band;

/** Ended calls to histograms and counters. Used by the metrics thread. */
final class EndedCalls {
  static final int MAX_MODELS = 100;
  static final String OTHER = "other";

  /** Who hangs up that soon after the answer did not say what they wanted. */
  private static final double EARLY_SECONDS = 20;

  private final Histograms.Of mosLq;
  private final Histograms.Of mosCq;
  private final Histograms.Of mosLqWorst;
  private final Histograms.Of modelMosLq;
  private final Histograms.Of setup;
  private final Histograms.Of duration;
  private final EventCounters counters;
  private final RepeatCalls repeats;
  private final Set<String> models = new HashSet<>();

  EndedCalls(Histograms histograms, EventCounters counters, RepeatCalls repeats) {
    mosLq = histograms.ofRecords(CallFamilies.CALL_MOS_LQ, CallFamilies.MOS_EDGES);
    mosCq = histograms.ofRecords(CallFamilies.CALL_MOS_CQ, CallFamilies.MOS_EDGES);
    mosLqWorst = histograms.ofRecords(CallFamilies.CALL_MOS_LQ_WORST, CallFamilies.MOS_EDGES);
    modelMosLq = histograms.ofRecords(CallFamilies.MODEL_CALL_MOS_LQ, CallFamilies.MOS_EDGES);
    setup = histograms.ofRecords(CallFamilies.SETUP, CallFamilies.SETUP_EDGES);
    duration = histograms.ofRecords(CallFamilies.DURATION, CallFamilies.DURATION_EDGES);
    this.counters = counters;
    this.repeats = repeats;
  }

  /** Every result of every site and provider link exists from the start. */
  void start(Config config) {
    for (String site : SiteSamples.sites(config)) {
      for (String trunk : SiteSamples.trunks(config)) {
        for (CallSummary.Result result : CallSummary.Result.values()) {
          counters.start(CallFamilies.CALLS, site, trunk, result.label());
        }
      }
    }
    for (String site : SiteSamples.sites(config)) {
      for (Band band : Band.values()) {
        counters.start(CallFamilies.REPEAT_CALLS, site, band.label());
        counters.start(CallFamilies.EARLY_HANGUPS, site, band.label());
      }
    }
    for (Network network : config.networks()) {
      for (Direction direction : Direction.values()) {
        String label = direction.label();
        counters.start(CallFamilies.ONE_WAY_CALLS, network.site(), network.name(), label);
      }
    }
  }

  void add(CallSummary call, Config config) {
    if (!call.leg()) {
      count(call);
    }
    DeafCall.of(call, config)
        .forEach(
            deaf ->
                counters.increment(
                    CallFamilies.ONE_WAY_CALLS,
                    deaf.network().site(),
                    deaf.network().name(),
                    deaf.direction().label()));
    List<HeardCall> heard = new ArrayList<>(HeardCall.of(call, config));
    PhoneHearing.of(call, config).forEach(byPhone -> heard.add(byPhone.call()));
    heard.forEach(of -> add(of, call));
    if (!call.leg()) {
      addCost(call, heard.stream().filter(EndedCalls::isOurs).min(WORST_FIRST));
    }
  }

  private static boolean isOurs(HeardCall of) {
    return of.direction() == Direction.RECEIVED;
  }

  /**
   * What its quality may have cost: how long it was, and whether somebody called again.
   *
   * @param worst of ours who heard it; empty when it has no score
   */
  private void addCost(CallSummary call, Optional<HeardCall> worst) {
    worst.ifPresent(heard -> addDuration(call, heard));
    repeats
        .add(call, worst.map(heard -> Band.of(heard.mosLq())))
        .ifPresent(
            band -> counters.increment(CallFamilies.REPEAT_CALLS, call.site(), band.label()));
  }

  private void count(CallSummary call) {
    String result = call.result().label();
    counters.increment(CallFamilies.CALLS, call.site(), call.trunk(), result);
    call.setupSeconds()
        .ifPresent(seconds -> setup.observe(call.id(), seconds, call.site(), call.trunk(), result));
  }

  /** By band, as MOS of two scales do not compare. */
  private static final Comparator<HeardCall> WORST_FIRST =
      Comparator.comparing((HeardCall of) -> Band.of(of.mosLq()), Comparator.reverseOrder())
          .thenComparing(HeardCall::scale)
          .thenComparingDouble(HeardCall::mosLq);

  private void add(HeardCall of, CallSummary call) {
    String site = of.network().site();
    String direction = of.direction().label();
    String scale = of.scale().label();
    String[] labels = {site, direction, scale, call.trunk(), of.source().label()};
    double lq = IntervalEvents.rounded(of.mosLq());
    mosLq.observe(call.id(), lq, labels);
    observe(mosCq, call, of.mosCq(), labels);
    observe(mosLqWorst, call, of.mosLqWorst(), labels);
    modelMosLq.observe(call.id(), lq, site, model(of.phone(), call), direction, scale);
  }

  private static void observe(
      Histograms.Of histogram, CallSummary call, OptionalDouble mos, String... labels) {
    if (mos.isPresent()) {
      histogram.observe(call.id(), IntervalEvents.rounded(mos.getAsDouble()), labels);
    }
  }

  private String model(IpAddress phone, CallSummary call) {
    String model =
        call.endpoints().stream()
            .filter(endpoint -> endpoint.address().equals(phone))
            .map(EndpointInfo::model)
            .findFirst()
            .orElse("");
    if (model.isEmpty() || (!models.contains(model) && models.size() >= MAX_MODELS)) {
      return OTHER;
    }
    models.add(model);
    return LabelText.of(model);
  }

  private void addDuration(CallSummary call, HeardCall worst) {
    String band = Band.of(worst.mosLq()).label();
    CallFact.talkSeconds(call)
        .ifPresent(
            seconds -> {
              duration.observe(call.id(), seconds, call.site(), worst.scale().label(), band);
              if (seconds <= EARLY_SECONDS && call.result() == CallSummary.Result.COMPLETED) {
                counters.increment(CallFamilies.EARLY_HANGUPS, call.site(), band);
              }
            });
  }
}
