package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mosexporter.call.EndpointFigures.ScoreSum;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.stream.Interval;

/** Sums of scores begin at 0 on whichever scale they are, where scrapes see them (decision 90). */
class FirstSightTest {
  private static final IpAddress PHONE = IpAddress.parse("10.1.20.1");
  private final Config config = Office.config(new Limits(1, 100, 100, 1_000), Privacy.Form.PLAIN);
  private final Endpoints endpoints = new Endpoints(config, new Places(config), Names.plain());

  private void hears(IpAddress address, Scale scale, double at) {
    Endpoint phone = endpoints.see(address, Office.ns(at)).orElseThrow();
    FigureSlot slot = endpoints.slot(phone, Direction.RECEIVED, Source.MEASURED);
    slot.add(new StreamOwner("berlin", ""), interval(scale, at), Map.of(46, 500L));
    slot.publish();
  }

  private static Interval interval(Scale scale, double at) {
    Score score =
        new Score(
            scale,
            80,
            3,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            new LostR(0, 0, 0, OptionalDouble.empty()),
            false,
            false);
    return new Interval(
        Office.ns(at - 10),
        10_000_000_000L,
        0,
        500,
        500,
        0,
        0,
        0,
        "",
        1,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.of(score),
        Optional.empty());
  }

  /** What a scrape sees of the scale, as intervals and their sum; −1 where it sees none. */
  private static List<Double> seen(List<EndpointFigures> figures, Scale scale) {
    return figures.getFirst().sums().stream()
        .filter(sum -> sum.scale() == scale)
        .findFirst()
        .map((ScoreSum sum) -> List.of((double) sum.lqIntervals(), sum.mosLq()))
        .orElse(List.of(-1.0, -1.0));
  }

  @ParameterizedTest
  @EnumSource(Scale.class)
  void standsAtZeroForTwentySecondsAndThenHasEverything(Scale scale) {
    hears(PHONE, scale, 10);
    for (int second = 10; second <= 30; second++) {
      assertEquals(List.of(0.0, 0.0), seen(endpoints.figures(), scale), "at " + second);
      if (second == 20) {
        hears(PHONE, scale, 20);
      }
      endpoints.advance(Office.ns(second + 0.5));
    }

    assertEquals(List.of(2.0, 6.0), seen(endpoints.figures(), scale));
    hears(PHONE, scale, 31);
    assertEquals(List.of(3.0, 9.0), seen(endpoints.figures(), scale));
  }

  /** A phone that changes its codec: one scale goes on while the other begins. */
  @Test
  void aScaleThatComesLaterBeginsAtZeroToo() {
    hears(PHONE, Scale.NARROWBAND, 10);
    endpoints.advance(Office.ns(10));
    endpoints.advance(Office.ns(30));
    hears(PHONE, Scale.FULLBAND, 40);
    endpoints.advance(Office.ns(41));
    hears(PHONE, Scale.NARROWBAND, 50);
    endpoints.advance(Office.ns(60.9));

    assertEquals(List.of(2.0, 6.0), seen(endpoints.figures(), Scale.NARROWBAND));
    assertEquals(List.of(0.0, 0.0), seen(endpoints.figures(), Scale.FULLBAND));
    assertEquals(List.of(-1.0, -1.0), seen(endpoints.figures(), Scale.WIDEBAND));
    endpoints.advance(Office.ns(61));
    assertEquals(List.of(1.0, 3.0), seen(endpoints.figures(), Scale.FULLBAND));
  }

  /** In an office that may have one phone with series, the second is counted with the others. */
  @Test
  void theOthersBeginAtZeroToo() {
    hears(PHONE, Scale.WIDEBAND, 10);
    hears(IpAddress.parse("10.1.20.2"), Scale.WIDEBAND, 10);
    endpoints.advance(Office.ns(10));
    assertEquals(List.of(0.0, 0.0), seen(endpoints.foldedFigures(), Scale.WIDEBAND));
    endpoints.advance(Office.ns(30));
    assertEquals(List.of(1.0, 3.0), seen(endpoints.foldedFigures(), Scale.WIDEBAND));
  }

  @Test
  void atTheEndNothingIsHeldBack() {
    hears(PHONE, Scale.FULLBAND, 10);
    endpoints.finish();
    assertEquals(List.of(1.0, 3.0), seen(endpoints.figures(), Scale.FULLBAND));
  }
}
