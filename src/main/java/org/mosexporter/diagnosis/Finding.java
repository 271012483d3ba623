package org.mosexporter.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Concluded;

/**
 * One trouble, however many calls it spoils.
 *
 * @param confidence that it is this and nothing else, 0–1
 * @param sinceNs when the first call that shows it began, nanoseconds since 1970-01-01 UTC
 * @param evidence that speaks for it, strongest first
 * @param callers phones of ours whose calls it touched
 * @param calls that it touched
 * @param lostR points of R that it cost these calls, mean, on their codecs' own scales
 * @param lostMos MOS that it cost them, mean, on their codecs' own scales; absent when nobody hears
 *     it
 * @param fix what to do, with the setting to change
 * @param gainMos what the fix would bring the calls of the whole site, mean
 */
public record Finding(
    Cause cause,
    Scope scope,
    Severity severity,
    double confidence,
    long sinceNs,
    List<Evidence> evidence,
    int callers,
    int calls,
    OptionalDouble lostR,
    OptionalDouble lostMos,
    String fix,
    OptionalDouble gainMos)
    implements Concluded {
  /** Worst first; the same order whatever order they were found in. */
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity, Comparator.reverseOrder())
          .thenComparing(f -> f.cause == Cause.CANNOT_TELL)
          .thenComparing(f -> f.lostMos.orElse(0) * f.calls, Comparator.reverseOrder())
          .thenComparing(Finding::cause)
          .thenComparing(f -> f.scope.site())
          .thenComparing(f -> f.scope.kind())
          .thenComparing(f -> f.scope.name());

  public Finding {
    evidence = List.copyOf(evidence);
  }

  /** Those that a call has with it. */
  public static List<Finding> of(CallSummary call) {
    return call.findings().stream()
        .filter(Finding.class::isInstance)
        .map(Finding.class::cast)
        .toList();
  }

  /** With further evidence, the weakest. */
  Finding with(List<Evidence> further) {
    return new Finding(
        cause,
        scope,
        severity,
        confidence,
        sinceNs,
        Stream.concat(evidence.stream(), further.stream()).toList(),
        callers,
        calls,
        lostR,
        lostMos,
        fix,
        gainMos);
  }

  /** What makes it the same finding later: its cause and where it is. */
  public Key key() {
    return new Key(cause, scope);
  }

  /** Of findings at different times, those of equal key are one. */
  public record Key(Cause cause, Scope scope) {}
}
