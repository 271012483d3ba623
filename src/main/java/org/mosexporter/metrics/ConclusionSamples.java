package org.mosexporter.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.SegmentLoss;
import org.mosexporter.diagnosis.TargetCrossing;
import org.mosexporter.diagnosis.WhatIf;

/** What was concluded last. */
public record ConclusionSamples(Supplier<Conclusions> conclusions) implements SelfSource {
  private static final int MOST_OF_A_SITE = 50;

  @Override
  public void samples(SampleSink sink) {
    Conclusions last = conclusions.get();
    Map<String, Integer> ofSite = new HashMap<>();
    for (Finding finding : last.findings()) {
      if (ofSite.merge(finding.scope().site(), 1, Integer::sum) <= MOST_OF_A_SITE) {
        sample(finding, sink);
      }
    }
    last.segments().forEach(of -> sample(of, sink));
    last.whatIf().forEach(of -> sample(of, sink));
    for (TargetCrossing of : last.crossings()) {
      sink.sample(ConclusionFamilies.TARGET_CROSSING, of.seconds(), of.site());
    }
  }

  private static void sample(Finding of, SampleSink sink) {
    sink.sample(
        ConclusionFamilies.FINDING,
        of.severity().level(),
        of.scope().site(),
        of.cause().label(),
        of.scope().kind().label(),
        of.scope().name());
  }

  private static void sample(SegmentLoss of, SampleSink sink) {
    sink.sample(
        ConclusionFamilies.SEGMENT_LOST_R,
        of.lostR(),
        of.site(),
        of.segment().label(),
        of.direction().label(),
        of.scale().label());
  }

  private static void sample(WhatIf of, SampleSink sink) {
    sink.sample(
        ConclusionFamilies.WHAT_IF_MOS,
        of.mos(),
        of.site(),
        of.scale().label(),
        of.scenario().label(),
        of.window().label());
  }
}
