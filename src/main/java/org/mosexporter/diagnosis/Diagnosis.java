package org.mosexporter.diagnosis;

import java.util.List;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.config.Site;
import org.mosexporter.config.Table;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;

/**
 * Draws conclusions from calls that are over, from intervals of calls that go on, and from what
 * routers and switches said. Bounded, whatever comes; used by one thread. Time is an argument.
 */
public final class Diagnosis {
  private final FindingSearch search;
  private final WhatIfs whatIfs;
  private final Forecast forecast;
  private final TroubledHours hours;

  public Diagnosis(Config config) {
    search = new FindingSearch(config);
    whatIfs = new WhatIfs(config);
    forecast = new Forecast(config);
    hours =
        new TroubledHours(site -> config.sites().getOrDefault(site, Site.defaults()).timezone());
  }

  /** A call is over; it has its phones with it. */
  public void onCall(CallSummary call) {
    search.onCall(call);
    whatIfs.onCall(call);
    forecast.onCall(call);
  }

  /** What a listener heard in an interval, each once. */
  public void onObservation(ObservedInterval interval) {
    forecast.onObservation(interval);
  }

  /** A router or switch was polled. */
  public void onPoll(RouterSnapshot device, PollWindows windows) {
    search.onPoll(device, windows);
    forecast.onPoll(device, windows);
  }

  /** Our own capture lost frames; times since 1970. */
  public void onDrops(long fromNs, long toNs, long packets) {
    search.onDrops(fromNs, toNs, packets);
  }

  /** What all that comes to by now. */
  public Conclusions conclude(long nowNs) {
    search.forgetUntil(nowNs);
    List<Finding> findings = hours.on(search.findings(), search.sites(), nowNs);
    return new Conclusions(
        nowNs, findings, search.segments(), whatIfs.at(nowNs), forecast.at(nowNs));
  }

  /** Sites that are expected below their target by now: a part of what {@link #conclude} says. */
  public List<TargetCrossing> crossings(long nowNs) {
    return forecast.at(nowNs);
  }

  /** To be kept over restarts. */
  public Learned learned() {
    return new Learned(forecast.state(), hours.state());
  }

  /** What was learned before. */
  public void restore(Learned before) {
    forecast.restore(before.usual());
    hours.restore(before.weeks());
  }

  /** How full its tables are; any thread may ask. */
  public void gauge(Table.Gauge gauge) {
    search.gauge(gauge);
    whatIfs.gauge(gauge);
    forecast.gauge(gauge);
    hours.gauge(gauge);
  }
}
