package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The example of 77 observations is worked out by clustered_means.py beside it, with NumPy and
 * SciPy.
 */
class ClusteredMeansTest {
  private static ClusteredMeans example(boolean backwards) throws IOException {
    ClusteredMeans means = new ClusteredMeans();
    try (InputStream in = ClusteredMeansTest.class.getResourceAsStream("clustered_means.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().skip(1).toList();
      for (String line : backwards ? lines.reversed() : lines) {
        String[] row = line.split(",");
        means.add(row[0].equals("1"), row[1], Long.parseLong(row[2]), Double.parseDouble(row[3]));
      }
    }
    return means;
  }

  @Test
  void agreesWithNumPy() throws IOException {
    for (boolean backwards : List.of(false, true)) {
      Difference worked = example(backwards).difference(0.95);

      assertEquals(33, worked.observedBefore());
      assertEquals(44, worked.observedAfter());
      assertEquals(4.077333333333333, worked.before(), 1e-9);
      assertEquals(4.1915000000000004, worked.after(), 1e-9);
      assertEquals(0.11416666666666764, worked.value(), 1e-9);
      Difference.Interval interval = worked.interval().orElseThrow();
      assertEquals(-0.09389741798721823, interval.low(), 1e-9);
      assertEquals(0.3222307513205535, interval.high(), 1e-9);
    }
  }

  @Test
  void twoDaysOfASideAreTooFew() {
    ClusteredMeans means = new ClusteredMeans();
    for (int i = 0; i < 300; i++) {
      means.add(i % 2 == 1, "phone" + i % 7, i % 2 == 1 ? 10 + i % 3 : i % 4 / 2, 4 + i % 5 * 0.05);
    }

    assertEquals(2, means.days(false));
    assertEquals(Optional.empty(), means.difference(0.95).interval());
  }

  @Test
  void onePhoneAloneIsTakenByItsDays() {
    ClusteredMeans means = new ClusteredMeans();
    for (int i = 0; i < 120; i++) {
      means.add(i >= 60, "one", i / 10, 4 + i % 10 * 0.01);
    }

    // Every day has the same ten values: there is no difference, and no doubt about it.
    Difference.Interval interval = means.difference(0.95).interval().orElseThrow();
    assertEquals(0, interval.low(), 1e-9);
    assertEquals(0, interval.high(), 1e-9);
  }

  /** Before two phones, after only one: what would be compared without it? */
  @Test
  void aSideOfOnePhoneIsNotCompared() {
    ClusteredMeans means = new ClusteredMeans();
    for (int i = 0; i < 200; i++) {
      means.add(i >= 100, i >= 100 ? "a" : "ab".charAt(i % 2) + "", i / 10, 4);
    }

    assertEquals(Optional.empty(), means.difference(0.95).interval());
  }

  @Test
  void anyNumberOfPhonesTakesBoundedMemory() {
    ClusteredMeans means = new ClusteredMeans();
    for (int i = 0; i < 100_000; i++) {
      means.add(i % 2 == 1, "phone" + i, i % 10 * 2 + i % 2, 4 + i % 3 * 0.1);
    }

    assertTrue(means.phones() <= 1024, "" + means.phones());
    assertTrue(means.difference(0.95).interval().isPresent());
  }
}
