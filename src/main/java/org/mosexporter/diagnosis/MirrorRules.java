package org.mosexporter.diagnosis;

import java.util.Arrays;
import java.util.List;

/**
 * What spoils our own sight: drops of our capture, a mirror that loses, packets that come twice.
 */
final class MirrorRules {
  private static final int LEAST_PASSAGES = 8;
  private static final double LEAST_LOSSY_SHARE = 0.7;
  private static final double LEAST_DROPS = 50;
  private static final double LEAST_DROP_RATIO = 0.0005;
  private static final double LEAST_UNCERTAIN_RATIO = 0.0005;
  private static final double LEAST_DUPLICATE_RATIO = 0.05;
  private static final double LEAST_DUPLICATED_SHARE = 0.2;

  private final Situation site;

  MirrorRules(Situation site) {
    this.site = site;
  }

  void look() {
    drops();
    mirror();
    duplicates();
  }

  private void drops() {
    OwnDrops drops = site.drops();
    if (drops.packets() >= LEAST_DROPS && drops.ratio() >= LEAST_DROP_RATIO) {
      site.found(
          new Draft(Cause.CAPTURE_DROPS, Scope.ofSite(site.site()))
              .confidence(1)
              .since(drops.sinceNs())
              .says(
                  "packets dropped by our own capture lately",
                  drops.packets(),
                  "packets",
                  "capture")
              .says("of all that it saw", drops.ratio(), "ratio", "capture")
              .atMost(Severity.INFO)
              .finding(site.calls()));
    }
  }

  private void mirror() {
    double uncertain = uncertainRatio(site.passages());
    boolean ours = site.has(Cause.CAPTURE_DROPS);
    if ((!ours && uncertain >= LEAST_UNCERTAIN_RATIO) || site.mirrorRatio() > 0) {
      site.found(
          new Draft(Cause.MIRROR_LOSS, Scope.ofSite(site.site()))
              .confidence(site.isReported() ? 0.95 : 0.6)
              .since(site.passages().getFirst().startNs())
              .says("packets missing here that listeners had", uncertain, "ratio", "rtcp")
              .atMost(Severity.INFO)
              .finding(site.calls()));
    }
  }

  private void duplicates() {
    List<Passage> twice =
        site.passages().stream().filter(one -> twice(one) >= LEAST_DUPLICATE_RATIO).toList();
    if (twice.size() >= 2 && twice.size() >= LEAST_DUPLICATED_SHARE * site.passages().size()) {
      site.found(
          new Draft(Cause.NETWORK_DUPLICATES, Scope.ofSite(site.site()))
              .confidence(0.95)
              .since(twice.getFirst().startNs())
              .says(
                  "packets that came again",
                  twice.stream().mapToDouble(MirrorRules::twice).average().orElse(0),
                  "ratio",
                  "measured")
              .atMost(Severity.INFO)
              .finding(site.calls()));
    }
  }

  /** Packets that we lack and listeners had. */
  static double uncertainRatio(List<Passage> passages) {
    return passages.stream()
        .filter(Passage::told)
        .mapToDouble(Passage::uncertainRatio)
        .average()
        .orElse(0);
  }

  /** As seen, or as receivers count them: against their losses (RFC 3550 §6.4.1). */
  private static double twice(Passage one) {
    return Math.max(one.duplicateRatio(), one.toldDuplicateRatio());
  }

  /**
   * Packets that nearly all streams lack in whatever direction, where nobody reports: no network is
   * that even.
   */
  static double commonRatio(List<Passage> passages) {
    double[] lost =
        passages.stream()
            .filter(one -> !one.told())
            .mapToDouble(Passage::lossRatio)
            .sorted()
            .toArray();
    long lossy = Arrays.stream(lost).filter(ratio -> ratio > 0).count();
    return lost.length >= LEAST_PASSAGES && lossy >= LEAST_LOSSY_SHARE * lost.length
        ? lost[lost.length / 2]
        : 0;
  }
}
