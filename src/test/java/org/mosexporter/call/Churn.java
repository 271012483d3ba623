package org.mosexporter.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.stream.Interval;

/**
 * Many phones that call and hang up, each with a quality of its own that changes every half hour:
 * what the tracker makes of their intervals, beside the truth.
 */
public final class Churn implements Snapshots {
  public static final Duration STEP = Duration.ofSeconds(10);
  private static final Direction[] DIRECTIONS = Direction.values();
  private static final Scale[] SCALES = Scale.values();
  private static final int EF = 46;
  private static final long PACKETS = 500;

  private final Endpoints endpoints;
  private final int phones;
  private final int callsPerStep;
  private final Random random = new Random(7);
  private final List<Call> calls = new ArrayList<>();
  private long nowNs = Office.NOON_NS;

  /** Who was seen for the first time, or again after having been forgotten. */
  public final List<IpAddress> newcomers = new ArrayList<>();

  /** What was really counted, of both directions. */
  public long packets;

  public long lost;
  public long scored;
  public double mosSum;

  /** Of the scored, by scale: phones speak one of three codecs. */
  public final Map<Scale, Long> scoredOn = new EnumMap<>(Scale.class);

  private static final class Call {
    final Endpoint phone;
    final StreamOwner owner = new StreamOwner("berlin", "");
    final double mos;
    final Scale scale;
    int stepsLeft;

    Call(Endpoint phone, double mos, Scale scale, int stepsLeft) {
      this.phone = phone;
      this.mos = mos;
      this.scale = scale;
      this.stepsLeft = stepsLeft;
    }
  }

  public Churn(int phones, int callsPerStep, Limits limits) {
    this.phones = phones;
    this.callsPerStep = callsPerStep;
    var config = Office.config(limits, Privacy.Form.PLAIN);
    endpoints = new Endpoints(config, new Places(config), Names.plain());
  }

  public long nowNs() {
    return nowNs;
  }

  /** New calls begin: their figures are there, at 0 or where they were. */
  public void begin() {
    for (int i = 0; i < callsPerStep; i++) {
      int number = random.nextInt(phones);
      IpAddress address = IpAddress.ofIpv4(0x0A100000 + number);
      if (endpoints.known(address).isEmpty()) {
        newcomers.add(address);
      }
      Endpoint phone = endpoints.see(address, nowNs).orElseThrow();
      for (Direction direction : DIRECTIONS) {
        endpoints.slot(phone, direction, Source.MEASURED);
      }
      Scale scale = SCALES[number % SCALES.length];
      calls.add(new Call(phone, mos(number), scale, 3 + random.nextInt(20)));
    }
  }

  /** One phone in ten is bad, and another one each half hour. */
  private double mos(int number) {
    long halfHour = (nowNs - Office.NOON_NS) / Duration.ofMinutes(30).toNanos();
    return (number + halfHour) % 10 == 0 ? 2.5 : 4 + number % 40 / 100.0;
  }

  /** Ten seconds later all calls close an interval, and some are over. */
  public void step() {
    for (int second = 0; second < STEP.toSeconds(); second++) {
      nowNs += 1_000_000_000L;
      endpoints.advance(nowNs);
    }
    for (Call call : calls) {
      // As the tracker does: by the address, and the phone may have been forgotten meanwhile.
      Endpoint phone = endpoints.see(call.phone.address, nowNs).orElseThrow();
      for (Direction direction : DIRECTIONS) {
        FigureSlot slot = endpoints.slot(phone, direction, Source.MEASURED);
        slot.add(call.owner, interval(call), Map.of(EF, PACKETS));
        slot.publish();
        packets += PACKETS;
        lost += lost(call.mos);
        scored++;
        scoredOn.merge(call.scale, 1L, Long::sum);
        mosSum += call.mos;
      }
      phone.heard(call.mos);
      call.stepsLeft--;
    }
    calls.removeIf(call -> call.stepsLeft <= 0);
  }

  /** Whether nobody speaks. */
  public boolean isQuiet() {
    return calls.isEmpty();
  }

  private static long lost(double mos) {
    return mos < 3 ? 40 : 1;
  }

  private Interval interval(Call call) {
    double mos = call.mos;
    Score score =
        new Score(
            call.scale,
            90,
            mos,
            OptionalDouble.of(85),
            OptionalDouble.of(mos - 0.1),
            OptionalDouble.of(mos - 1),
            new LostR(0, 1, 0, OptionalDouble.of(2)),
            false,
            false);
    return new Interval(
        nowNs - STEP.toNanos(),
        STEP.toNanos(),
        0,
        PACKETS,
        PACKETS + lost(mos),
        lost(mos),
        0,
        0,
        "G.711",
        1,
        OptionalDouble.of(0.001),
        OptionalDouble.of(0.02),
        Optional.of(score),
        Optional.empty());
  }

  @Override
  public List<EndpointInfo> endpoints() {
    return endpoints.infos();
  }

  @Override
  public List<EndpointInfo> foldedEndpoints() {
    return endpoints.foldedInfos();
  }

  @Override
  public List<EndpointFigures> figures() {
    return endpoints.figures();
  }

  @Override
  public List<EndpointFigures> foldedFigures() {
    return endpoints.foldedFigures();
  }

  @Override
  public TrackerCounters counters() {
    return TrackerCounters.empty();
  }
}
