package org.mosexporter.simulator;

import java.util.List;
import java.util.Locale;
import org.mosexporter.simulator.office.Plan;
import org.mosexporter.simulator.office.StreamTruth;

/**
 * How well somebody did in an exam, as issue 8 asks. Written by one thread.
 *
 * <p>A single incident counts when it cost 0.2 MOS or more to those whom it touched. Where the
 * evidence was taken away the name is right, and so is "cannot tell"; those stand apart.
 */
public final class Verdict {
  /** Who is warned must have time to act, and there must have been a time to warn. */
  private static final long WARNED_NS = 600_000_000_000L;

  private static final long WARNABLE_NS = 900_000_000_000L;
  private static final double SPLIT_POINTS = 10;
  private static final int LEAST_EXPECTED = 500;
  private static final double DAYS_PER_WEEK = 5;

  private final Matrix told = new Matrix();
  private final Matrix untold = new Matrix();
  private Share firstRight = new Share(0, 0);
  private Share scopeRight = new Share(0, 0);
  private Share honest = new Share(0, 0);
  private Share bothRight = new Share(0, 0);
  private Share wrong = new Share(0, 0);
  private Share quiet = new Share(0, 0);
  private Share warned = new Share(0, 0);
  private Share split = new Share(0, 0);
  private Share lossySplit = new Share(0, 0);
  private Share harmless = new Share(0, 0);
  private int falseAlarms;
  private int cheap;
  private double cpuSeconds;
  private long packets;
  private int papers;

  void add(Exam.Paper paper, Run.Result result, double seconds) {
    papers++;
    cpuSeconds += seconds;
    packets += result.truth().seenPackets();
    split(result);
    List<Findings.Named> named =
        result.findings().named().stream().filter(one -> !one.info()).toList();
    switch (paper.causes().size()) {
      case 0 -> healthy(named, result);
      case 1 -> single(result.truth().blames().getFirst(), named, result);
      default -> pair(result.truth().blames(), named);
    }
  }

  private void healthy(List<Findings.Named> named, Run.Result result) {
    quiet = quiet.and(named.isEmpty());
    falseAlarms += result.findings().warnedNs().isPresent() ? 1 : 0;
  }

  private void single(Truth.Blame blame, List<Findings.Named> named, Run.Result result) {
    if (blame.gradual()) {
      warning(blame, result);
    }
    String label = blame.cause().label();
    if (blame.cause().isHarmless()) {
      List<Findings.Named> all = result.findings().named();
      harmless = harmless.and(all.stream().anyMatch(one -> one.cause().equals(label)));
      wrong = wrong.and(named.stream().anyMatch(one -> !one.cause().equals(label)));
      return;
    }
    if (!blame.isCostly()) {
      cheap++;
      return;
    }
    String first = first(named, result.findings());
    boolean right = first.equals(label);
    (blame.nameable() ? told : untold).add(label, first);
    wrong = wrong.and(!named.isEmpty() && !right);
    if (blame.nameable()) {
      firstRight = firstRight.and(right);
      scopeRight =
          right ? scopeRight.and(named.getFirst().scope().equals(blame.scope())) : scopeRight;
    } else {
      honest = honest.and(right || named.isEmpty());
    }
  }

  private static String first(List<Findings.Named> named, Findings findings) {
    if (!named.isEmpty()) {
      return named.getFirst().cause();
    }
    return findings.cannotTell() ? Matrix.CANNOT_TELL : Matrix.NOTHING;
  }

  private void warning(Truth.Blame blame, Run.Result result) {
    Truth truth = result.truth();
    if (truth.crossedNs().isEmpty()) {
      return;
    }
    long crossed = truth.crossedNs().getAsLong();
    long onset = truth.epochNs() + blame.onsetNs();
    if (crossed - onset >= WARNABLE_NS) {
      var at = result.findings().warnedNs();
      warned = warned.and(at.isPresent() && at.getAsLong() <= crossed - WARNED_NS);
    }
  }

  private void pair(List<Truth.Blame> blames, List<Findings.Named> named) {
    if (!blames.stream().allMatch(blame -> blame.isCostly() && blame.nameable())) {
      return;
    }
    boolean both =
        blames.stream()
            .allMatch(b -> named.stream().anyMatch(n -> n.cause().equals(b.cause().label())));
    bothRight = bothRight.and(both);
  }

  /** Whoever tells nothing of a stream of which its receiver told is wrong about it. */
  private void split(Run.Result result) {
    Plan.Conditions seen = result.truth().plan().conditions();
    boolean due = seen.rtcp() == Plan.Rtcp.PLAIN && seen.sides() == Plan.Sides.BOTH;
    for (var stream : result.truth().streams()) {
      Findings.StreamKey key =
          new Findings.StreamKey(stream.from().address(), stream.from().port(), stream.ssrc());
      Findings.Split found = result.findings().behindShare().get(key);
      if (stream.expected() >= LEAST_EXPECTED && (due || found != null)) {
        boolean near = found != null && near(found, stream);
        split = split.and(near);
        boolean lossy = stream.pointsBefore() + stream.pointsBehind() >= SPLIT_POINTS;
        lossySplit = lossy ? lossySplit.and(near) : lossySplit;
      }
    }
  }

  private static boolean near(Findings.Split found, StreamTruth stream) {
    return Math.abs(found.before() - stream.pointsBefore()) <= SPLIT_POINTS
        && Math.abs(found.behind() - stream.pointsBehind()) <= SPLIT_POINTS;
  }

  /** First cause right, where the evidence was there. */
  public Share firstRight() {
    return firstRight;
  }

  /** The name or "cannot tell" where the evidence was taken away. */
  public Share honest() {
    return honest;
  }

  public Share bothRight() {
    return bothRight;
  }

  /** Single incidents that were called by a wrong name. */
  public Share wrong() {
    return wrong;
  }

  /** Healthy days without a finding. */
  public Share quiet() {
    return quiet;
  }

  /** Our own drops and duplicates named, at whatever severity. */
  public Share harmless() {
    return harmless;
  }

  public Share warned() {
    return warned;
  }

  public Share split() {
    return split;
  }

  /** The same of streams that lost ten points or more, where saying nothing is no way out. */
  public Share lossySplit() {
    return lossySplit;
  }

  /** Where it was right, that it was right about where. */
  public Share scopeRight() {
    return scopeRight;
  }

  double falseAlarmsPerWeek() {
    return quiet.of() == 0 ? 0 : falseAlarms * DAYS_PER_WEEK / quiet.of();
  }

  Matrix told() {
    return told;
  }

  Matrix untold() {
    return untold;
  }

  /** Incidents that cost less than 0.2 MOS. */
  int cheap() {
    return cheap;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "first cause right        %s%n  and where             %s%nboth of a pair named     %s%n"
            + "healthy days quiet       %s%nwrong name               %s%n"
            + "evidence gone, honest    %s%nharmless ones named      %s%nwarned 10 min before     %s%nfalse alarms per week    %.2f%n"
            + "path split within 10 R   %s%n  where 10 R were lost   %s%nincidents below 0.2 MOS  %d%n"
            + "%d scenarios, %.1f M packets, %.2f s of a core each%n%n"
            + "evidence there:%n%s%nevidence taken away:%n%s",
        firstRight,
        scopeRight,
        bothRight,
        quiet,
        wrong,
        honest,
        harmless,
        warned,
        falseAlarmsPerWeek(),
        split,
        lossySplit,
        cheap,
        papers,
        packets / 1e6,
        cpuSeconds / Math.max(1, papers),
        told,
        untold);
  }
}
