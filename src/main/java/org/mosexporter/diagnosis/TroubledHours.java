package org.mosexporter.diagnosis;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.mosexporter.config.Table;

/**
 * Which trouble comes back at the same hour of the day: a line that backups fill each night, a room
 * that is full each noon. Of the last seven days it knows hour by hour when calls of a site were
 * heard and which of its findings stood above "info". Of the hours with calls, those of this hour
 * of the day on earlier days are held against all others by an exact test, for days are few.
 *
 * <p>A finding stands for up to an hour after its last bad call, so that hours are a little late.
 * Bounded; used by one thread.
 */
final class TroubledHours {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final int MOST = Table.TROUBLED_WEEKS.entries();
  private static final int LEAST_DAYS = 3;
  private static final double LEAST_CHANCE = 0.001;

  private final Function<String, ZoneId> zones;
  private final Map<Of, Week> weeks = new LinkedHashMap<>(16, 0.75f, true);
  private volatile int held;
  private volatile long evictions;

  /** The calls of a site, or a finding. */
  private record Of(String site, Optional<Finding.Key> finding) {
    static Of calls(String site) {
      return new Of(site, Optional.empty());
    }

    static Of finding(Finding.Key key) {
      return new Of(key.scope().site(), Optional.of(key));
    }
  }

  /**
   * Nothing known yet.
   *
   * @param zones time zone of a site
   */
  TroubledHours(Function<String, ZoneId> zones) {
    this.zones = zones;
  }

  /**
   * Notes what stands now, and says of each finding whether it comes back at this hour.
   *
   * @param sites of which calls were heard lately
   */
  List<Finding> on(List<Finding> findings, Set<String> sites, long nowNs) {
    long hour = Math.floorDiv(nowNs, HOUR_NS);
    sites.forEach(site -> week(Of.calls(site)).mark(hour));
    findings.stream()
        .filter(one -> one.severity() != Severity.INFO)
        .forEach(one -> week(Of.finding(one.key())).mark(hour));
    return findings.stream().map(one -> told(one, hour)).toList();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the thread that concludes
  private Week week(Of which) {
    Week week = weeks.computeIfAbsent(which, _ -> new Week());
    if (weeks.size() > MOST) {
      weeks.remove(weeks.keySet().iterator().next());
      evictions = evictions + 1;
    }
    held = weeks.size();
    return week;
  }

  private Finding told(Finding finding, long hour) {
    Week troubled = weeks.get(Of.finding(finding.key()));
    Week heard = weeks.get(Of.calls(finding.scope().site()));
    if (troubled == null || heard == null) {
      return finding;
    }
    ZoneId zone = zones.apply(finding.scope().site());
    Days here = new Days();
    Days elsewhere = new Days();
    for (long back = 1; back < Week.HOURS; back++) {
      if (heard.has(hour - back)) {
        boolean sameHour = ofDay(hour - back, zone) == ofDay(hour, zone);
        (sameHour ? here : elsewhere).add(troubled.has(hour - back));
      }
    }
    return here.comesBackBeside(elsewhere) ? finding.with(evidence(here, elsewhere)) : finding;
  }

  private static int ofDay(long hour, ZoneId zone) {
    return Instant.ofEpochSecond(hour * 3_600).atZone(zone).getHour();
  }

  private static List<Evidence> evidence(Days here, Days elsewhere) {
    return List.of(
        new Evidence(
            "of the last days with calls at this hour it was there",
            here.share(),
            "ratio",
            "measured"),
        new Evidence("of all other hours with calls", elsewhere.share(), "ratio", "measured"));
  }

  /** Hours with calls, and those of them in which it stood. */
  private static final class Days {
    private int all;
    private int troubled;

    void add(boolean isTroubled) {
      all++;
      troubled += isTroubled ? 1 : 0;
    }

    double share() {
      return all == 0 ? 0 : (double) troubled / all;
    }

    boolean comesBackBeside(Days others) {
      int sum = troubled + others.troubled;
      return troubled >= LEAST_DAYS
          && Hypergeometric.atLeast(troubled, sum, all, all + others.all) <= LEAST_CHANCE;
    }
  }

  /** To be kept over restarts; those that were heard last come last. */
  List<KeptWeek> state() {
    List<KeptWeek> all = new ArrayList<>();
    weeks.forEach((which, week) -> all.add(kept(which, week)));
    return all;
  }

  private static KeptWeek kept(Of which, Week week) {
    List<Long> bits = Arrays.stream(week.bits()).boxed().toList();
    Optional<Finding.Key> key = which.finding;
    return new KeptWeek(
        which.site,
        key.map(one -> one.cause().label()).orElse(""),
        key.map(one -> one.scope().kind().label()).orElse(""),
        key.map(one -> one.scope().name()).orElse(""),
        week.lastHour(),
        bits);
  }

  /** What was kept; causes that are not known any more are left out. */
  void restore(List<KeptWeek> kept) {
    for (KeptWeek one : kept) {
      of(one)
          .ifPresent(
              which ->
                  weeks.put(
                      which,
                      Week.of(
                          one.lastHour(),
                          one.bits().stream().mapToLong(Long::longValue).toArray())));
    }
    held = weeks.size();
  }

  private static Optional<Of> of(KeptWeek one) {
    if (one.cause().isEmpty()) {
      return Optional.of(Of.calls(one.site()));
    }
    Optional<Cause> cause =
        Arrays.stream(Cause.values())
            .filter(known -> known.label().equals(one.cause()))
            .findFirst();
    Optional<Scope.Kind> kind =
        Arrays.stream(Scope.Kind.values())
            .filter(known -> known.label().equals(one.scopeKind()))
            .findFirst();
    return cause.isPresent() && kind.isPresent()
        ? Optional.of(
            Of.finding(
                new Finding.Key(cause.get(), new Scope(one.site(), kind.get(), one.scope()))))
        : Optional.empty();
  }

  /** Any thread may ask. */
  void gauge(Table.Gauge gauge) {
    gauge.show(Table.TROUBLED_WEEKS, held, evictions);
  }
}
