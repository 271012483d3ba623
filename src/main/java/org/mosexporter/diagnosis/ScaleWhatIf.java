package org.mosexporter.diagnosis;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mosexporter.diagnosis.MeanRing.Mean;
import org.mosexporter.diagnosis.WhatIf.Scenario;
import org.mosexporter.diagnosis.WhatIf.Window;
import org.mosexporter.quality.Scale;

/** Every scenario for one site on one scale, over an hour and a day. Used by one thread. */
final class ScaleWhatIf {
  private static final long MINUTE_NS = 60_000_000_000L;
  private static final double LESS_MS = 100;

  /** A buffer holds what comes as late as four mean deviations (Ramjee et al., 1994). */
  private static final double DEVIATIONS = 4;

  private final DelayPoints delays;
  private final CodecsInUse codecs = new CodecsInUse();
  private final WiredPhones wired = new WiredPhones();
  private final Map<Scenario, MeanRing> hours = new EnumMap<>(Scenario.class);
  private final Map<Scenario, MeanRing> days = new EnumMap<>(Scenario.class);

  ScaleWhatIf(DelayPoints delays) {
    this.delays = delays;
    for (Scenario scenario : Scenario.values()) {
      hours.put(scenario, new MeanRing(5 * MINUTE_NS, 12));
      days.put(scenario, new MeanRing(60 * MINUTE_NS, 24));
    }
  }

  /** One stretch, in every scenario; those of wired phones before those of others like them. */
  void add(Stretch stretch) {
    codecs.heard(stretch);
    wired.heard(stretch);
    double asItIs = stretch.mosAsItIs();
    add(stretch, Scenario.AS_IT_IS, OptionalDouble.of(asItIs), asItIs);
    add(stretch, Scenario.NO_QUEUE_DROPS, withoutQueueDrops(stretch), asItIs);
    add(stretch, Scenario.LARGER_BUFFER, withLargerBuffer(stretch), asItIs);
    add(stretch, Scenario.BEST_CODEC, codecs.best(stretch), asItIs);
    add(stretch, Scenario.WIFI_WIRED, wired.wouldBe(stretch), asItIs);
    OptionalDouble delayR = stretch.lostR().delay();
    if (delayR.isPresent()) {
      double lost = delayR.getAsDouble();
      double mosCq = stretch.mosCq(lost);
      double less = stretch.mosCq(delays.shorter(lost, LESS_MS));
      add(stretch, Scenario.AS_IT_IS_WITH_DELAY, OptionalDouble.of(mosCq), mosCq);
      add(stretch, Scenario.DELAY_100_MS_LESS, OptionalDouble.of(less), mosCq);
    }
  }

  /** What the scenario does not touch stays as it is, so that all are means of the same. */
  private void add(Stretch of, Scenario scenario, OptionalDouble changed, double asItIs) {
    double mos = changed.orElse(asItIs);
    ring(hours, scenario).add(of.startNs(), mos, of.seconds(), changed.isPresent());
    ring(days, scenario).add(of.startNs(), mos, of.seconds(), changed.isPresent());
  }

  private static MeanRing ring(Map<Scenario, MeanRing> of, Scenario scenario) {
    return requireNonNull(of.get(scenario));
  }

  private static OptionalDouble withoutQueueDrops(Stretch stretch) {
    if (stretch.queueShare().isEmpty()) {
      return OptionalDouble.empty();
    }
    double ofMissing = stretch.queueShare().getAsDouble() * (1 - stretch.lateShare());
    return OptionalDouble.of(stretch.mos(stretch.lostR().codec(), stretch.missingR(ofMissing)));
  }

  /** A buffer that adapts is deeper only where packets come too late. */
  private OptionalDouble withLargerBuffer(Stretch stretch) {
    if (!stretch.buffered()) {
      return OptionalDouble.empty();
    }
    double missing = stretch.missingR(stretch.lateShare());
    boolean deeper = stretch.lostR().discard() > 0;
    OptionalDouble delayR = stretch.lostR().delay();
    double further =
        deeper && delayR.isPresent() && stretch.jitterSeconds().isPresent()
            ? delays.longer(
                delayR.getAsDouble(), DEVIATIONS * 1000 * stretch.jitterSeconds().getAsDouble())
            : 0;
    return OptionalDouble.of(stretch.mos(stretch.lostR().codec(), missing + further));
  }

  List<WhatIf> at(long nowNs, String site, Scale scale) {
    List<WhatIf> all = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      for (Window window : Window.values()) {
        Mean mean = ring(window == Window.HOUR ? hours : days, scenario).upTo(nowNs);
        if (mean.touched() > 0 && mean.intervals() > 0) {
          all.add(new WhatIf(site, scale, scenario, window, mean.value(), mean.intervals()));
        }
      }
    }
    return all;
  }
}
