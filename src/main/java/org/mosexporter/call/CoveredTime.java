package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;

/**
 * Stretches of time, as a set. What is added in order grows together; of more than four that stand
 * apart, the earliest is forgotten.
 */
final class CoveredTime {
  private static final int MOST = 4;

  /** From the first instant up to, and without, the last. */
  record Span(long fromNs, long toNs) {
    long lengthNs() {
      return Math.max(0, toNs - fromNs);
    }

    boolean holds(long atNs) {
      return atNs >= fromNs && atNs < toNs;
    }
  }

  private final List<Span> spans = new ArrayList<>(1);

  /** Where the last one ends; the least of all times when there is none. */
  long untilNs() {
    return spans.isEmpty() ? Long.MIN_VALUE : spans.getLast().toNs;
  }

  /** What of a span is in neither, in order. */
  List<Span> missing(Span span, List<Span> others) {
    List<Span> left = List.of(span);
    for (Span covered : spans) {
      left = without(left, covered);
    }
    for (Span covered : others) {
      left = without(left, covered);
    }
    return left;
  }

  private static List<Span> without(List<Span> spans, Span covered) {
    List<Span> left = new ArrayList<>(spans.size() + 1);
    for (Span span : spans) {
      addIfAny(left, new Span(span.fromNs, Math.min(span.toNs, covered.fromNs)));
      addIfAny(left, new Span(Math.max(span.fromNs, covered.toNs), span.toNs));
    }
    return left;
  }

  private static void addIfAny(List<Span> spans, Span span) {
    if (span.lengthNs() > 0) {
      spans.add(span);
    }
  }

  /** Adds what was missing. */
  void add(Span missing) {
    long fromNs = missing.fromNs;
    long toNs = missing.toNs;
    for (int i = spans.size() - 1; i >= 0; i--) {
      Span near = spans.get(i);
      if (near.toNs >= fromNs && near.fromNs <= toNs) {
        fromNs = Math.min(fromNs, near.fromNs);
        toNs = Math.max(toNs, near.toNs);
        spans.remove(i);
      }
    }
    int at = 0;
    while (at < spans.size() && spans.get(at).fromNs < fromNs) {
      at++;
    }
    spans.add(at, new Span(fromNs, toNs));
    if (spans.size() > MOST) {
      spans.removeFirst();
    }
  }
}
