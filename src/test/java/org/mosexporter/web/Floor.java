package org.mosexporter.web;

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
import org.mosexporter.record.Instants;

/**
 * 130 phones, number i at 10.2.0.i: the odd ones on wifi, every tenth a DECT base of the warehouse.
 * Number i hears a MOS of 4.4 − i/100; those from 121 on are silent.
 */
final class Floor implements Snapshots {
  static final int PHONES = 130;
  static final int TALKING = 120;

  @Override
  public List<EndpointInfo> endpoints() {
    List<EndpointInfo> phones = new ArrayList<>();
    for (int i = 1; i <= PHONES; i++) {
      phones.add(phone(i));
    }
    return phones;
  }

  private static EndpointInfo phone(int i) {
    boolean isDect = i % 10 == 0;
    boolean isOdd = i % 2 == 1;
    return new EndpointInfo(
        "berlin",
        address(i),
        isOdd ? "office wifi" : "phones",
        isOdd ? Network.Access.WIFI : Network.Access.WIRED,
        "u" + i,
        1,
        isDect ? "warehouse" : "sales",
        isDect ? "Gigaset" : "Poly",
        isDect ? "N510 IP PRO" : "VVX 450",
        "",
        "",
        Whereabouts.UNKNOWN);
  }

  static IpAddress address(int i) {
    return IpAddress.parse("10.2.0." + i);
  }

  @Override
  public List<EndpointFigures> figures() {
    List<EndpointFigures> all = new ArrayList<>();
    for (int i = 1; i <= TALKING; i++) {
      all.add(heard(i));
    }
    return all;
  }

  private static EndpointFigures heard(int i) {
    double mosLq = 4.4 - i / 100.0;
    Score score =
        new Score(
            Scale.NARROWBAND,
            90,
            mosLq,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            new Score.LostR(0, 1.5, 0.25, OptionalDouble.empty()),
            false,
            false);
    return new EndpointFigures(
        "berlin",
        address(i),
        Direction.RECEIVED,
        Source.MEASURED,
        Instants.ns(Office.NOW) - 10_000_000_000L,
        Optional.of(score),
        OptionalDouble.of(0.004),
        OptionalDouble.empty(),
        500,
        i,
        0,
        0,
        Map.of(),
        List.of(),
        Optional.empty(),
        OptionalLong.empty());
  }

  @Override
  public TrackerCounters counters() {
    return Office.snapshots().counters();
  }
}
