package org.mosexporter.metrics;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointFigures.ScoreSum;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.stream.Interval;

/** Four phones that hear so many intervals a tick of always the same quality. */
final class PhonesAtWork implements Snapshots, InstantSource {
  /** What one hears; {@code cq} is absent while its delay is unknown. */
  private record Phone(
      EndpointInfo info, String trunk, String codec, int perTick, double mos, double common) {
    OptionalDouble cq() {
      return info.site().equals("berlin") && perTick == 1
          ? OptionalDouble.of(mos - 0.2)
          : OptionalDouble.empty();
    }
  }

  private static final List<Phone> PHONES =
      List.of(
          new Phone(
              info(
                  "berlin",
                  "10.1.20.31",
                  "phones",
                  Network.Access.WIRED,
                  "sales",
                  "Poly",
                  "VVX 450",
                  "6.3"),
              "telco-a",
              "G.711",
              1,
              4.2,
              3.1),
          new Phone(
              info(
                  "berlin",
                  "10.1.20.32",
                  "phones",
                  Network.Access.WIRED,
                  "support",
                  "Poly",
                  "VVX 450",
                  "5.9"),
              "telco-a",
              "G.729A",
              2,
              3.6,
              2.6),
          new Phone(
              info(
                  "berlin",
                  "10.1.30.33",
                  "wifi",
                  Network.Access.WIFI,
                  "sales",
                  "Yealink",
                  "T46S",
                  "66.85"),
              "",
              "G.711",
              1,
              2.4,
              1.9),
          new Phone(
              info(
                  "hamburg",
                  "10.2.0.34",
                  "vpn",
                  Network.Access.VPN,
                  "sales",
                  "Yealink",
                  "T46S",
                  "66.86"),
              "telco-b",
              "G.711",
              4,
              3.9,
              3.0));

  private final AtomicLong ticks = new AtomicLong();

  private static EndpointInfo info(
      String site,
      String address,
      String network,
      Network.Access access,
      String group,
      String vendor,
      String model,
      String firmware) {
    return new EndpointInfo(
        site,
        IpAddress.parse(address),
        network,
        access,
        "user",
        1,
        group,
        vendor,
        model,
        firmware,
        "",
        Whereabouts.UNKNOWN);
  }

  static Config config() {
    return Office.config();
  }

  /** All have heard what they hear in a tick, and two calls of the same parties are over. */
  void tick(Metrics metrics) {
    ticks.incrementAndGet();
    for (Phone phone : PHONES) {
      for (int i = 0; i < phone.perTick; i++) {
        metrics.onObservation(heard(phone, Direction.RECEIVED, Source.MEASURED, phone.mos));
      }
    }
    metrics.onObservation(heard(PHONES.getFirst(), Direction.SENT, Source.RTCP, 4.0));
    call(metrics, 0, 10, 2.2);
    call(metrics, 40, 60, 4.1);
  }

  private void call(Metrics metrics, int atSeconds, int talkSeconds, double mos) {
    long startNs = Office.NOW_NS + atSeconds * 1_000_000_000L;
    metrics.onCallEnded(
        Office.call(
            "a" + ticks.get() + "@example.org",
            "b@example.org",
            OptionalLong.of(startNs + 2_000_000_000L),
            startNs,
            startNs + (2 + talkSeconds) * 1_000_000_000L,
            CallSummary.Result.COMPLETED,
            List.of(Office.stream(Office.FAR, Office.ANNA, 3000, mos, mos))));
  }

  private static ObservedInterval heard(
      Phone phone, Direction direction, Source source, double mos) {
    Score score =
        new Score(
            Scale.NARROWBAND,
            90,
            mos,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            direction == Direction.RECEIVED
                ? OptionalDouble.of(phone.common)
                : OptionalDouble.empty(),
            new LostR(0, 0, 0, OptionalDouble.empty()),
            false,
            false);
    Interval interval =
        new Interval(
            Office.NOW_NS,
            10_000_000_000L,
            0,
            500,
            500,
            0,
            0,
            0,
            phone.codec,
            1,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of(score),
            Optional.empty());
    return new ObservedInterval(phone.info, direction, source, phone.trunk, interval);
  }

  @Override
  public List<EndpointInfo> endpoints() {
    return PHONES.stream().map(Phone::info).toList();
  }

  @Override
  public List<EndpointFigures> figures() {
    long now = ticks.get();
    return PHONES.stream().map(phone -> figures(phone, now * phone.perTick)).toList();
  }

  private static EndpointFigures figures(Phone phone, long intervals) {
    ScoreSum sum =
        new ScoreSum(
            Scale.NARROWBAND,
            phone.mos * intervals,
            phone.cq().orElse(0) * intervals,
            phone.common * intervals,
            intervals,
            phone.cq().isPresent() ? intervals : 0,
            intervals);
    return new EndpointFigures(
        phone.info.site(),
        phone.info.address(),
        Direction.RECEIVED,
        Source.MEASURED,
        Office.NOW_NS,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        500 * intervals,
        0,
        0,
        0,
        Map.of(46, 500 * intervals),
        List.of(sum),
        Optional.empty(),
        OptionalLong.empty());
  }

  @Override
  public TrackerCounters counters() {
    return TrackerCounters.empty();
  }

  @Override
  public Instant instant() {
    return Office.NOW;
  }
}
