package org.mosexporter.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance, and how severe it is to be.
 *
 * @param severity 0 light to 1 severe; beyond where a range is left on purpose
 */
record Draw(SplittableRandom random, double severity) {
  /** Between two figures by their ratio, at the severity. */
  double bySeverity(double light, double severe) {
    return light * Math.pow(severe / light, severity);
  }

  double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  /** By their ratio: as often between 1 and 2 as between 2 and 4. */
  double byRatio(double least, double most) {
    return least * Math.pow(most / least, random.nextDouble());
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
