package org.mosexporter.diagnosis;

import java.util.List;

/**
 * All that is concluded at one time. Immutable.
 *
 * @param findings open ones, worst first, at most 50 of a site
 */
public record Conclusions(
    long atNs,
    List<Finding> findings,
    List<SegmentLoss> segments,
    List<WhatIf> whatIf,
    List<TargetCrossing> crossings) {
  public static final Conclusions NONE =
      new Conclusions(0, List.of(), List.of(), List.of(), List.of());

  public Conclusions {
    findings = List.copyOf(findings);
    segments = List.copyOf(segments);
    whatIf = List.copyOf(whatIf);
    crossings = List.copyOf(crossings);
  }
}
