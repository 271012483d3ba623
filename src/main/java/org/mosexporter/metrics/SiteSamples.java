package org.mosexporter.metrics;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.mosexporter.call.Source;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.call.TrackerCounters.SiteReason;
import org.mosexporter.call.TrackerCounters.SiteSource;
import org.mosexporter.call.TrackerCounters.SiteTrunk;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.config.Site;
import org.mosexporter.config.Trunk;
import org.mosexporter.stream.Unscored;

/** Sites and the tracker's counters to samples. */
final class SiteSamples {
  private final Samples samples;
  private final Config config;
  private final Set<String> sites;

  SiteSamples(Samples samples, Config config) {
    this.samples = samples;
    this.config = config;
    this.sites = sites(config);
  }

  /** Every site that the configuration names. */
  static Set<String> sites(Config config) {
    Set<String> sites = new LinkedHashSet<>();
    sites.add(config.site());
    sites.addAll(config.sites().keySet());
    config.networks().stream().map(Network::site).forEach(sites::add);
    return sites;
  }

  /** Every provider link, and none. */
  static Set<String> trunks(Config config) {
    Set<String> trunks = new LinkedHashSet<>();
    trunks.add("");
    config.trunks().stream().map(Trunk::name).forEach(trunks::add);
    return trunks;
  }

  void addFacts(Instant now) {
    for (String name : sites) {
      Site site = config.sites().getOrDefault(name, Site.defaults());
      samples.sample(SiteFamilies.TARGET_MOS, site.targetMos(), name);
      OfficeHours.parse(site.officeHours())
          .ifPresent(
              hours ->
                  samples.sample(
                      SiteFamilies.OFFICE_HOURS,
                      hours.contains(now.atZone(site.timezone())) ? 1 : 0,
                      name));
    }
  }

  void add(TrackerCounters counters) {
    addActive(counters);
    addScored(counters.scoredSeconds());
    addUnscored(counters.unscoredSeconds());
    counters
        .sipResponses()
        .forEach(
            (of, count) ->
                samples.sample(
                    SiteFamilies.SIP_RESPONSES,
                    count,
                    of.site(),
                    of.trunk(),
                    of.method(),
                    Integer.toString(of.code())));
    counters
        .registrationsFailed()
        .forEach(
            (of, count) ->
                samples.sample(
                    SiteFamilies.REGISTRATIONS_FAILED,
                    count,
                    of.site(),
                    Integer.toString(of.code())));
  }

  private void addActive(TrackerCounters counters) {
    for (String site : with(sites, counters.streamsActive().keySet())) {
      long active = counters.streamsActive().getOrDefault(site, 0L);
      samples.sample(SiteFamilies.STREAMS_ACTIVE, active, site);
    }
    Set<SiteTrunk> pairs = new LinkedHashSet<>();
    for (String site : sites) {
      trunks(config).forEach(trunk -> pairs.add(new SiteTrunk(site, trunk)));
    }
    for (SiteTrunk of : with(pairs, counters.callsActive().keySet())) {
      long active = counters.callsActive().getOrDefault(of, 0L);
      samples.sample(SiteFamilies.CALLS_ACTIVE, active, of.site(), of.trunk());
    }
  }

  /** Every source of every site, from 0 likewise. */
  private void addScored(Map<SiteSource, Double> seconds) {
    Set<SiteSource> pairs = new LinkedHashSet<>();
    for (String site : sites) {
      for (Source source : Source.values()) {
        pairs.add(new SiteSource(site, source));
      }
    }
    for (SiteSource of : with(pairs, seconds.keySet())) {
      double value = seconds.getOrDefault(of, 0.0);
      samples.sample(SiteFamilies.SCORED_SECONDS, value, of.site(), of.source().label());
    }
  }

  /** Every reason of every site, from 0, so that a first increase is seen as one. */
  private void addUnscored(Map<SiteReason, Double> seconds) {
    Set<SiteReason> pairs = new LinkedHashSet<>();
    for (String site : sites) {
      for (Unscored reason : Unscored.values()) {
        pairs.add(new SiteReason(site, reason));
      }
    }
    for (SiteReason of : with(pairs, seconds.keySet())) {
      double value = seconds.getOrDefault(of, 0.0);
      samples.sample(SiteFamilies.UNSCORED_SECONDS, value, of.site(), of.reason().label());
    }
  }

  private static <T> Set<T> with(Set<T> known, Set<T> seen) {
    Set<T> all = new LinkedHashSet<>(known);
    all.addAll(seen);
    return all;
  }
}
