package org.mosexporter.diagnosis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Source;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Quality;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.Scorer;
import org.mosexporter.stream.Interval;

/**
 * Days of an office as arithmetic: calls come at random, lose what calls lose, and, from some time
 * on, more and more. It knows nothing of how warnings are made.
 */
final class OfficeDays {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MONDAY_NS = 1_795_392_000L * SECOND_NS; // 2026-11-23
  private static final double TARGET = 3.8;

  /** What grows. */
  enum Kind {
    LOSS,
    LATE
  }

  /** From when, for how long, and how much at its end: packets missing, 0–1, or jitter in ms. */
  record Ramp(Kind kind, int fromSecond, int seconds, double end, double share) {}

  /** What a run showed; seconds since Monday 0:00. */
  record Outcome(List<Integer> warnings, OptionalLong crossing) {}

  private final Random random;
  private final int phones;
  private final double callsPerHour;
  private final Codec codec;
  private final boolean shaky;
  private final Forecast forecast = new Forecast(Config.defaults("berlin"));
  private final PriorityQueue<ObservedInterval> waiting =
      new PriorityQueue<>(Comparator.comparingLong(OfficeDays::endNs));
  private final List<Integer> warnings = new ArrayList<>();
  private final ArrayDeque<double[]> heard = new ArrayDeque<>();
  private OptionalLong crossing = OptionalLong.empty();
  private double sumOfMos;
  private boolean warned;

  OfficeDays(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    phones = (int) Math.round(5 * Math.pow(32, random.nextDouble()));
    callsPerHour = phones * (1.6 + 1.6 * random.nextDouble());
    shaky = random.nextInt(8) == 0;
    String name = random.nextInt(4) == 0 ? "G.729A" : "G.711";
    codec = Codecs.of(Quality.defaults()).named(name).orElseThrow();
  }

  int phones() {
    return phones;
  }

  private static long endNs(ObservedInterval observed) {
    return observed.interval().startNs() + observed.interval().durationNs();
  }

  /** Days from 8 to 17 o'clock. */
  Outcome run(int firstDay, int days, Optional<Ramp> ramp) {
    for (int day = firstDay; day < firstDay + days; day++) {
      int from = day * 86_400 + 8 * 3_600;
      int blip = random.nextInt(5) == 0 ? from + random.nextInt(9 * 3_600) : -1;
      for (int second = from; second < from + 9 * 3_600; second++) {
        second(second, blip, ramp);
      }
      waiting.clear();
      heard.clear();
      sumOfMos = 0;
    }
    return new Outcome(warnings, crossing);
  }

  private void second(int second, int blip, Optional<Ramp> ramp) {
    double hour = second % 86_400 / 3600.0;
    double busy = 0.4 + 0.6 * Math.exp(-Math.pow((hour - 10.5) / 2, 2)) + 0.3 * (hour > 13 ? 1 : 0);
    if (random.nextDouble() < callsPerHour * Math.min(1, busy) / 3600) {
      call(second, blip, ramp);
    }
    while (!waiting.isEmpty() && endNs(waiting.peek()) + 15 * SECOND_NS <= ns(second)) {
      take(waiting.poll(), second);
    }
    if (second % 30 == 0) {
      boolean now = !forecast.at(ns(second)).isEmpty();
      if (now && !warned) {
        warnings.add(second);
      }
      warned = now;
    }
  }

  private static long ns(int second) {
    return MONDAY_NS + second * SECOND_NS;
  }

  private void take(ObservedInterval observed, int second) {
    forecast.onObservation(observed);
    double mos = observed.interval().score().orElseThrow().mosLq();
    heard.add(new double[] {second, mos});
    sumOfMos += mos;
    while (heard.getFirst()[0] < second - 300) {
      sumOfMos -= heard.removeFirst()[1];
    }
    if (crossing.isEmpty() && heard.size() >= 3 && sumOfMos / heard.size() < TARGET) {
      crossing = OptionalLong.of(second);
    }
  }

  private void call(int second, int blip, Optional<Ramp> ramp) {
    int phone = random.nextInt(phones);
    int seconds = (int) Math.max(10, -170 * Math.log(1 - random.nextDouble()));
    double kind = random.nextDouble();
    double usual =
        kind < 0.85 ? 0 : kind < 0.95 ? 0.003 * random.nextDouble() : 0.015 * random.nextDouble();
    double touched = random.nextDouble();
    double factor = Math.exp(0.35 * random.nextGaussian());
    boolean reports = random.nextInt(3) > 0;
    for (int at = second; at < second + seconds; at += 10) {
      for (Direction direction : Direction.values()) {
        if (direction == Direction.RECEIVED || reports) {
          double loss = usual + spike(phone);
          double jitter =
              2 + 2 * random.nextDouble() + (isShaky(phone) ? 6 * random.nextDouble() : 0);
          double late = 0;
          if (blip >= 0 && at >= blip && at < blip + 150) {
            loss += 0.02;
          }
          if (ramp.isPresent() && touched < ramp.get().share && at > ramp.get().fromSecond) {
            Ramp of = ramp.get();
            double grown =
                Math.min(1, (double) (at - of.fromSecond) / of.seconds) * of.end * factor;
            loss += of.kind == Kind.LOSS ? grown : 0;
            jitter += of.kind == Kind.LATE ? grown : 0;
            late = of.kind == Kind.LATE ? Math.exp(-100 / (1.5 * jitter)) : 0;
          }
          waiting.add(observed(phone, direction, at, loss, late, jitter));
        }
      }
    }
  }

  private boolean isShaky(int phone) {
    return shaky && phone % 3 == 0;
  }

  private double spike(int phone) {
    double chance = isShaky(phone) ? 0.12 : 0.01;
    return random.nextDouble() < chance ? 0.06 * random.nextDouble() : 0;
  }

  private ObservedInterval observed(
      int phone, Direction direction, int second, double loss, double late, double jitterMs) {
    int lost = count(500, loss);
    int discarded = Math.min(500 - lost, count(500, late));
    var score =
        Scorer.USUAL.score(codec, 500, lost, discarded, 1.2, OptionalDouble.empty()).orElseThrow();
    Interval interval =
        new Interval(
            ns(second),
            10 * SECOND_NS,
            0,
            500 - lost,
            500,
            lost,
            discarded,
            0,
            codec.name(),
            1.2,
            OptionalDouble.of(jitterMs / 1000),
            OptionalDouble.empty(),
            Optional.of(score),
            Optional.empty());
    return new ObservedInterval(
        endpoint(phone), direction, Source.MEASURED, phone % 2 == 0 ? "telco-a" : "", interval);
  }

  /** Poisson. */
  private int count(int packets, double share) {
    double mean = packets * Math.min(0.6, share);
    if (mean <= 0) {
      return 0;
    }
    if (mean > 50) {
      return Math.clamp(Math.round(mean + Math.sqrt(mean) * random.nextGaussian()), 0, packets);
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      count++;
      product *= random.nextDouble();
    }
    return Math.min(packets, count);
  }

  private static EndpointInfo endpoint(int phone) {
    return new EndpointInfo(
        "berlin",
        IpAddress.ofIpv4(0x0a010000 + phone),
        phone % 3 == 0 ? "wlan" : "lan",
        Network.Access.UNKNOWN,
        "",
        1,
        "",
        "",
        "",
        "",
        "",
        Whereabouts.UNKNOWN);
  }

  /** One that crosses the target in its course, most of the time. */
  Ramp ramp(int day) {
    int seconds = (int) (1_200 * Math.pow(18, random.nextDouble()));
    int latest = Math.max(1, 8 * 3_600 - seconds);
    int from = day * 86_400 + 8 * 3_600 + 1_800 + random.nextInt(Math.max(1, latest - 1_800));
    Kind kind = random.nextInt(3) == 0 ? Kind.LATE : Kind.LOSS;
    double share = random.nextInt(4) == 0 ? 0.6 : 1;
    double end = (kind == Kind.LATE ? 30 : 0.06) * (1.1 + 1.5 * random.nextDouble()) / share;
    return new Ramp(kind, from, seconds, end, share);
  }
}
