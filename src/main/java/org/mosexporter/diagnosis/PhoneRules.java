package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What phones themselves do wrong, whatever the network does: clocks, buffers, echo, gains. */
final class PhoneRules {
  private static final Set<Dimension> DIMENSIONS =
      EnumSet.of(Dimension.PHONE, Dimension.MODEL, Dimension.FIRMWARE);
  private static final double LEAST_SKEW_PPM = 400;

  /** Between these and us is the WAN, whose queues fill and empty in the time of a call. */
  static final Set<String> FAR = Set.of("vpn", "mobile");

  private static final double LEAST_FAR_SKEW_PPM = 4_000;
  private static final double LEAST_SAME_SKEW_PPM = 1_000;
  private static final double SAME = 0.1;
  private static final double AUDIBLE_SKEW_PPM = 800;
  private static final double SMALL_BUFFER_SECONDS = 0.025;
  private static final double LARGE_BUFFER_SECONDS = 0.15;
  private static final double LEAST_DISCARD_RATIO = 0.01;
  private static final double LEAST_ECHO_LOSS_DB = 40;
  private static final double LEAST_SIGNAL_DBM0 = -28;
  private static final double USUAL_LOUDNESS_DB = 10;
  private static final double USUAL_SIGNAL_DBM0 = -21;
  private static final double POINTS_PER_DB = 1.5;
  private static final double DELAYS_PER_JITTER = 10;
  private static final int LATEST = 3;
  private static final double PACKET_SECONDS = 0.02;

  private final Situation site;
  private final Set<String> skewed = new HashSet<>();

  PhoneRules(Situation site) {
    this.site = site;
  }

  void look() {
    skew();
    smallBuffers();
    largeBuffers();
    echo();
    levels();
  }

  private void skew() {
    List<Passage> sent =
        site.passages().stream()
            .filter(one -> one.speaker() == Passage.End.PHONE && !Double.isNaN(one.skewPpm()))
            .toList();
    Map<String, List<Passage>> phones =
        sent.stream().collect(Collectors.groupingBy(one -> one.phone().address()));
    List<Passage> off = new ArrayList<>();
    phones.forEach(
        (phone, its) -> {
          List<Passage> latest = its.subList(Math.max(0, its.size() - LATEST), its.size());
          if (isSame(latest)) {
            skewed.add(phone);
            off.addAll(latest.subList(latest.size() - 2, latest.size()));
          } else if (isOff(latest)) {
            skewed.add(phone);
            latest.stream().filter(PhoneRules::isOff).forEach(off::add);
          }
        });
    best(sent, off::contains).ifPresent(by -> skewed(by, off.stream().filter(by::holds).toList()));
  }

  private void skewed(Explanation by, List<Passage> group) {
    double ppm = median(group);
    boolean audible = Math.abs(ppm) >= AUDIBLE_SKEW_PPM;
    site.found(
        draft(Cause.CLOCK_SKEW, by, group)
            .says("slower than our clock", ppm, "ppm", "measured")
            .toll(Toll.of(group, _ -> Losses.points(Math.abs(ppm) * 1e-6), 0))
            .atLeast(audible ? Severity.WARNING : Severity.INFO)
            .finding(site.calls()));
    site.explain(Side.LAN_UP, by::holds);
    site.explain(Side.LAN_DOWN, by::holds);
    site.explain(Side.WAN_OUT, by::holds);
  }

  /** The last of them is, and those before it that are off are so in the same direction. */
  private static boolean isOff(List<Passage> latest) {
    double last = latest.getLast().skewPpm();
    return isOff(latest.getLast())
        && latest.stream()
            .filter(PhoneRules::isOff)
            .allMatch(one -> Math.signum(one.skewPpm()) == Math.signum(last));
  }

  /** Two calls of different length give the same only where it is the clock's. */
  private static boolean isSame(List<Passage> latest) {
    if (latest.size() < 2) {
      return false;
    }
    double last = latest.getLast().skewPpm();
    double before = latest.get(latest.size() - 2).skewPpm();
    return Math.min(Math.abs(last), Math.abs(before)) >= LEAST_SAME_SKEW_PPM
        && Math.abs(last - before) <= SAME * Math.abs(last);
  }

  /** By more than delays that changed meanwhile may explain. */
  private static boolean isOff(Passage one) {
    double jitter = Double.isNaN(one.jitterMaxSeconds()) ? 0 : one.jitterMaxSeconds();
    double delayed = DELAYS_PER_JITTER * jitter / Math.max(1, one.seconds()) * 1e6;
    boolean near = !FAR.contains(one.phone().access());
    double least = near ? LEAST_SKEW_PPM : LEAST_FAR_SKEW_PPM;
    return Math.abs(one.skewPpm()) >= Math.max(least, delayed);
  }

  private static Optional<Explanation> best(List<Passage> passages, Predicate<Passage> bad) {
    return new Explanations(passages, bad, Explanations.Others.HARDLY_EVER).ofFact(DIMENSIONS);
  }

  private Draft draft(Cause cause, Explanation by, List<Passage> group) {
    return new Draft(cause, Scopes.of(site.site(), by))
        .confidence(0.9)
        .says("of these calls show it", by.rate(), "ratio", "measured")
        .says("calls looked at", group.size(), "calls", "measured");
  }

  private void buffers(
      Cause cause, Predicate<Passage> bad, ToDoubleFunction<Passage> points, String text) {
    List<Passage> heard =
        site.passages().stream()
            .filter(one -> one.listener() == Passage.End.PHONE)
            .filter(one -> !Double.isNaN(one.bufferSeconds()))
            .filter(one -> !skewed.contains(one.phone().address()))
            .toList();
    best(heard, bad)
        .ifPresent(
            by -> {
              List<Passage> group = heard.stream().filter(by::holds).filter(bad).toList();
              site.found(
                  draft(cause, by, group)
                      .says(text, mean(group, Passage::bufferSeconds), "seconds", "xr")
                      .says(
                          "of the packets came too late for it",
                          mean(group, Passage::discardRatio),
                          "ratio",
                          "xr")
                      .says("jitter", mean(group, Passage::toldJitterSeconds), "seconds", "rtcp")
                      .toll(Toll.of(group, points, 0))
                      .finding(site.calls()));
              site.explain(Side.LAN_DOWN, by::holds);
            });
  }

  private void smallBuffers() {
    buffers(
        Cause.JITTER_BUFFER_TOO_SMALL,
        one ->
            one.bufferSeconds() <= SMALL_BUFFER_SECONDS
                && one.discardRatio() >= LEAST_DISCARD_RATIO,
        one -> Losses.points(one.discardRatio()),
        "depth of the jitter buffer");
  }

  private void largeBuffers() {
    buffers(
        Cause.JITTER_BUFFER_TOO_LARGE,
        one ->
            one.bufferSeconds() >= LARGE_BUFFER_SECONDS
                && !one.bufferAdapts()
                && one.discardRatio() < LEAST_DISCARD_RATIO
                && !(one.toldJitterSeconds() > one.bufferSeconds() / 6)
                && !(one.jitterMaxSeconds() > one.bufferSeconds() / 6),
        one -> Delays.points(one.scale(), one.bufferSeconds() + path(one)),
        "depth of the jitter buffer");
  }

  private static double path(Passage one) {
    return PACKET_SECONDS + (Double.isNaN(one.roundTripSeconds()) ? 0 : one.roundTripSeconds() / 2);
  }

  private void echo() {
    List<Passage> heard =
        site.passages().stream()
            .filter(one -> one.listener() == Passage.End.PHONE && !Double.isNaN(one.echoDb()))
            .toList();
    best(heard, one -> one.echoDb() < LEAST_ECHO_LOSS_DB)
        .ifPresent(
            by -> {
              List<Passage> group =
                  heard.stream()
                      .filter(by::holds)
                      .filter(one -> one.echoDb() < LEAST_ECHO_LOSS_DB)
                      .toList();
              double db = mean(group, Passage::echoDb);
              site.found(
                  draft(Cause.ECHO_OR_LEVEL, by, group)
                      .says("residual echo return loss", db, "dB", "xr")
                      .toll(
                          Toll.of(
                              group,
                              one -> Delays.echoPoints(db + USUAL_LOUDNESS_DB, 0.05 + path(one)),
                              0))
                      .atLeast(Severity.WARNING)
                      .finding(site.calls()));
            });
  }

  private void levels() {
    List<Passage> heard =
        site.passages().stream()
            .filter(one -> one.listener() == Passage.End.PHONE && !Double.isNaN(one.signalDbm()))
            .toList();
    Predicate<Passage> faint = one -> one.signalDbm() <= LEAST_SIGNAL_DBM0;
    new Explanations(heard, faint, Explanations.Others.HARDLY_EVER)
        .ofFact(EnumSet.of(Dimension.TRUNK, Dimension.ALL))
        .filter(one -> one.troubled() >= 2)
        .ifPresent(by -> level(by, heard.stream().filter(by::holds).filter(faint).toList()));
  }

  private void level(Explanation by, List<Passage> group) {
    double dbm = mean(group, Passage::signalDbm);
    site.found(
        new Draft(Cause.ECHO_OR_LEVEL, trunk(by, group))
            .confidence(0.9)
            .says("of these calls are faint", by.rate(), "ratio", "xr")
            .says("signal level", dbm, "dBm0", "xr")
            .toll(Toll.of(group, _ -> POINTS_PER_DB * (USUAL_SIGNAL_DBM0 - dbm), 0))
            .finding(site.calls()));
  }

  private Scope trunk(Explanation by, List<Passage> group) {
    List<String> trunks = group.stream().map(site::trunk).distinct().toList();
    return trunks.size() == 1 && !trunks.getFirst().isEmpty()
        ? new Scope(site.site(), Scope.Kind.TRUNK, trunks.getFirst())
        : Scopes.of(site.site(), by);
  }

  private static double mean(List<Passage> group, ToDoubleFunction<Passage> figure) {
    return group.stream()
        .mapToDouble(figure)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(0);
  }

  private static double median(List<Passage> group) {
    double[] values = group.stream().mapToDouble(Passage::skewPpm).sorted().toArray();
    return values[values.length / 2];
  }
}
