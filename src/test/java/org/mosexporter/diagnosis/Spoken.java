package org.mosexporter.diagnosis;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Source;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Quality;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.Scorer;
import org.mosexporter.stream.Interval;

/** Intervals of 500 packets that phones in the network "phones" heard over "telco-a". */
final class Spoken {
  static final long SECOND_NS = 1_000_000_000L;

  /** Of G.711, some of it lost. */
  static ObservedInterval observed(String site, int phone, long endNs, double loss) {
    return observed(site, phone, endNs, "G.711", (int) Math.round(500 * loss), 0);
  }

  static ObservedInterval observed(
      String site, int phone, long endNs, String codec, int lost, int discarded) {
    var score =
        Scorer.USUAL
            .score(
                Codecs.of(Quality.defaults()).named(codec).orElseThrow(),
                500,
                lost,
                discarded,
                1,
                OptionalDouble.empty())
            .orElseThrow();
    return new ObservedInterval(
        new EndpointInfo(
            site,
            IpAddress.ofIpv4(0x0a010000 + phone),
            "phones",
            Network.Access.WIRED,
            "",
            1,
            "",
            "",
            "",
            "",
            "",
            Whereabouts.UNKNOWN),
        Direction.RECEIVED,
        Source.MEASURED,
        "telco-a",
        new Interval(
            endNs - 10 * SECOND_NS,
            10 * SECOND_NS,
            0,
            500 - lost,
            500,
            lost,
            discarded,
            0,
            codec,
            1,
            OptionalDouble.of(0.003),
            OptionalDouble.empty(),
            Optional.of(score),
            Optional.empty()));
  }

  private Spoken() {}
}
