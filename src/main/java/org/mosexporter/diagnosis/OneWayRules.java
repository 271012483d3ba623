package org.mosexporter.diagnosis;

import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One-way audio: which network's calls, and which side hears nothing. */
final class OneWayRules {
  private static final int LEAST_DEAF = 2;
  private static final double LEAST_SHARE = 0.3;

  private final Situation site;

  OneWayRules(Situation site) {
    this.site = site;
  }

  void look() {
    Map<String, List<Deafness>> networks =
        site.deafness().stream()
            .collect(Collectors.groupingBy(one -> one.phone().network(), TreeMap::new, toList()));
    networks.forEach(this::look);
  }

  private void look(String network, List<Deafness> its) {
    List<Deafness> deaf = its.stream().filter(Deafness::deaf).toList();
    if (deaf.size() < LEAST_DEAF) {
      return;
    }
    long sinceNs = deaf.stream().mapToLong(Deafness::atNs).min().orElse(0);
    List<Deafness> since = its.stream().filter(one -> one.atNs() >= sinceNs).toList();
    double share = (double) deaf.size() / since.size();
    if (share < LEAST_SHARE) {
      return;
    }
    long inward = deaf.stream().filter(Deafness::inward).count();
    boolean phonesDeaf = 2 * inward >= deaf.size();
    int callers = (int) deaf.stream().map(one -> one.phone().address()).distinct().count();
    String who = phonesDeaf ? "the phone hears nothing" : "the other side hears nothing";
    site.found(
        new Draft(Cause.ONE_WAY_AUDIO, new Scope(site.site(), Scope.Kind.NETWORK, network))
            .confidence(Math.min(0.99, 0.7 + 0.05 * deaf.size()))
            .toll(new Toll(sinceNs, deaf.size(), callers, 93 * share, 3.4 * share))
            .says(
                "of the network's calls are such that " + who,
                share,
                "ratio",
                deaf.getFirst().source())
            .says(
                "calls in which nothing was heard", deaf.size(), "calls", deaf.getFirst().source())
            .finding(site.calls()));
  }
}
