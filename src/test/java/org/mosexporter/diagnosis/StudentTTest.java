package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantiles by SciPy 1.17 (stats.t.ppf); whole degrees of freedom are in every table. */
class StudentTTest {
  @ParameterizedTest
  @CsvSource({
    "0.95, 1, 12.706204736174694",
    "0.95, 2.5, 3.5746548420036817",
    "0.95, 10, 2.228138851986274",
    "0.95, 12, 2.1788128296672284",
    "0.99, 5, 4.032142983555228",
    "0.975, 30, 2.359562458700931",
    "0.95, 1000, 1.9623390808264083"
  })
  void isHowFarOutTIs(double confidence, double freedom, double t) {
    assertEquals(t, StudentT.twoSided(confidence, freedom), 1e-9);
  }
}
