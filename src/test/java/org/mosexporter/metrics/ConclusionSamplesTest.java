package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.Scope;
import org.mosexporter.diagnosis.Severity;

class ConclusionSamplesTest {
  private static Finding of(String site, int number) {
    return new Finding(
        Cause.ONE_PHONE,
        new Scope(site, Scope.Kind.ENDPOINT, "10.0.0." + number),
        Severity.WARNING,
        1,
        0,
        List.of(),
        1,
        1,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "",
        OptionalDouble.empty());
  }

  /** Whoever draws the conclusions: the worst 50 of each site, and not one more. */
  @Test
  void showsFiftyOfASiteAtMost() {
    List<Finding> findings =
        Stream.concat(
                IntStream.range(0, 60).mapToObj(i -> of("berlin", i)),
                IntStream.range(0, 50).mapToObj(i -> of("bonn", i)))
            .toList();
    List<String> shown = new ArrayList<>();
    new ConclusionSamples(() -> new Conclusions(1, findings, List.of(), List.of(), List.of()))
        .samples((family, value, labels) -> shown.add(labels[0] + " " + labels[3]));

    assertEquals(100, shown.size());
    assertEquals("berlin 10.0.0.0", shown.getFirst());
    assertEquals("berlin 10.0.0.49", shown.get(49));
    assertEquals("bonn 10.0.0.0", shown.get(50));
  }
}
