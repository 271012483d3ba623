package org.mosexporter.diagnosis;

/**
 * That troubled passages are those of one value of a dimension, and others are well.
 *
 * @param troubled passages of the value that are bad, of so many {@code among}; and so {@code
 *     othersTroubled} of {@code others}
 * @param logOdds natural logarithm of how much better it explains what was seen than that nothing
 *     is wrong, so many explanations having been tried
 * @param share of its odds among those of all explanations that were tried, 0–1
 */
record Explanation(
    Dimension dimension,
    String value,
    int troubled,
    int among,
    int othersTroubled,
    int others,
    double logOdds,
    double share) {
  boolean holds(Passage passage) {
    return dimension.of(passage).equals(value);
  }

  double rate() {
    return among == 0 ? 0 : (double) troubled / among;
  }
}
