package org.mosexporter.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.metrics.Office;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;

/** As many phones as a large office has, both directions of each; the last one is the worst. */
final class ManyPhones implements Snapshots {
  private final int count;

  /** MOS of the worst. */
  volatile double worst = 1.5;

  ManyPhones(int count) {
    this.count = count;
  }

  private static IpAddress address(int i) {
    return IpAddress.parse("10.1." + (i / 250) + "." + (i % 250 + 1));
  }

  @Override
  public List<EndpointInfo> endpoints() {
    List<EndpointInfo> phones = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      phones.add(
          new EndpointInfo(
              "berlin",
              address(i),
              "phones",
              Network.Access.WIRED,
              "user" + i,
              1,
              "sales",
              "Poly",
              "VVX 450",
              "6.4",
              "",
              Whereabouts.UNKNOWN));
    }
    return phones;
  }

  @Override
  public List<EndpointFigures> figures() {
    List<EndpointFigures> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(figures(i, Direction.RECEIVED));
      all.add(figures(i, Direction.SENT));
    }
    return all;
  }

  private EndpointFigures figures(int i, Direction direction) {
    double mosLq = i == count - 1 ? worst : 4.4 - i * 2.0 / count;
    Score score =
        new Score(
            Scale.NARROWBAND,
            80,
            mosLq,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            new Score.LostR(0, 1 + i / 50.0, 0.5, OptionalDouble.of(2)),
            false,
            false);
    return new EndpointFigures(
        "berlin",
        address(i),
        direction,
        Source.MEASURED,
        Office.NOW.getEpochSecond() * 1_000_000_000L,
        Optional.of(score),
        OptionalDouble.of(0.004),
        OptionalDouble.of(0.03),
        5000,
        i % 97,
        0,
        0,
        Map.of(46, 5000L),
        List.of(),
        Optional.empty(),
        OptionalLong.empty());
  }

  @Override
  public TrackerCounters counters() {
    return TrackerCounters.empty();
  }
}
