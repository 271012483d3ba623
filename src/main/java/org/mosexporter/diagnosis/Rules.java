package org.mosexporter.diagnosis;

import java.util.List;

/** All rules, in the order in which they explain things away for each other. */
final class Rules {
  private static final int MOST_OF_A_SITE = 50;

  /** Worst first. */
  static List<Finding> findings(Situation site) {
    new MirrorRules(site).look();
    new PhoneRules(site).look();
    new OneWayRules(site).look();
    new CodecRules(site).look();
    new MarkingRules(site).look();
    new WanRules(site).look();
    new LanRules(site).look();
    new LongPathRules(site).look();
    return site.findings().stream().sorted(Finding.WORST_FIRST).limit(MOST_OF_A_SITE).toList();
  }

  private Rules() {}
}
