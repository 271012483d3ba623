package org.mosexporter.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointFigures.ScoreSum;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.config.Dscp;
import org.mosexporter.config.Privacy;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;

/** Endpoints to samples. */
final class EndpointSamples {
  private static final Duration AT_LEAST_SHOWN = Duration.ofMinutes(2);

  /** In the place of an address: all that have no series of their own. */
  private static final String OTHER = "other";

  private static final List<String> CAUSES = List.of("codec", "delay", "discard", "loss");

  /**
   * So that the families are in the order of their labels, of which direction and endpoint are the
   * first by name: sorting them, as the client wants it, would cost more than all else here.
   */
  private static final Comparator<Shown> BY_LABELS =
      Comparator.comparing((Shown shown) -> shown.of.direction().label())
          .thenComparing(Shown::endpoint)
          .thenComparing(shown -> shown.of.site())
          .thenComparing(shown -> shown.of.source().label());

  private final Samples samples;

  /** Figures that end before this are over: their gauges are gone, their counters stay. */
  private final long gaugesFromNs;

  private final boolean showUsers;

  /** Figures under the name of their endpoint. */
  private record Shown(EndpointFigures of, String endpoint) {
    boolean isOther() {
      return endpoint.equals(OTHER);
    }
  }

  /**
   * Prepares one scrape.
   *
   * @param nowNs nanoseconds since 1970-01-01 UTC
   */
  EndpointSamples(Samples samples, long nowNs, Duration interval, Privacy privacy) {
    this.samples = samples;
    this.gaugesFromNs = nowNs - Math.max(AT_LEAST_SHOWN.toNanos(), 2 * interval.toNanos());
    this.showUsers = privacy.users() == Privacy.Form.PLAIN;
  }

  void add(Snapshots tracker) {
    for (EndpointInfo endpoint : tracker.endpoints()) {
      addInfo(endpoint);
    }
    List<Shown> all = new ArrayList<>();
    tracker.figures().forEach(of -> all.add(new Shown(of, of.endpoint().toString())));
    tracker.foldedFigures().forEach(of -> all.add(new Shown(of, OTHER)));
    all.sort(BY_LABELS);
    all.forEach(this::addFigures);
    for (String cause : CAUSES) {
      all.forEach(of -> addLost(of, cause));
    }
  }

  private void addInfo(EndpointInfo endpoint) {
    samples.sample(
        EndpointFamilies.INFO,
        1,
        endpoint.site(),
        endpoint.address().toString(),
        endpoint.network(),
        endpoint.access().name().toLowerCase(Locale.ROOT),
        showUsers ? endpoint.user() : "",
        Integer.toString(endpoint.users()),
        endpoint.group(),
        endpoint.vendor(),
        endpoint.model(),
        endpoint.firmware(),
        endpoint.mac(),
        endpoint.switchName(),
        endpoint.port());
  }

  private void addFigures(Shown shown) {
    EndpointFigures of = shown.of;
    Labels plain = addCounters(of, shown.endpoint);
    if (!shown.isOther()) {
      addLastReport(of, shown.endpoint);
    }
    if (hasGauges(shown)) {
      samples.add(EndpointFamilies.JITTER, of.jitterSeconds(), plain);
      samples.add(EndpointFamilies.ROUND_TRIP, of.roundTripSeconds(), plain);
      of.score().ifPresent(score -> addScore(score, plain));
      of.opinion().ifPresent(opinion -> addOpinion(opinion, plain));
    }
  }

  private boolean hasGauges(Shown shown) {
    return !shown.isOther() && shown.of.atNs() >= gaugesFromNs;
  }

  private void addLost(Shown shown, String cause) {
    if (hasGauges(shown) && shown.of.score().isPresent()) {
      Score score = shown.of.score().get();
      samples.add(
          EndpointFamilies.LOST_R,
          lost(score.lostR(), cause),
          Samples.labels(
              EndpointFamilies.LOST_R,
              shown.of.site(),
              shown.endpoint,
              shown.of.direction().label(),
              score.scale().label(),
              shown.of.source().label(),
              cause));
    }
  }

  private static OptionalDouble lost(LostR lost, String cause) {
    return switch (cause) {
      case "codec" -> OptionalDouble.of(lost.codec());
      case "loss" -> OptionalDouble.of(lost.loss());
      case "discard" -> OptionalDouble.of(lost.discard());
      default -> lost.delay();
    };
  }

  /**
   * What was counted, as the endpoint of that name.
   *
   * @return the labels of a figure that is on no scale
   */
  private Labels addCounters(EndpointFigures of, String endpoint) {
    String direction = of.direction().label();
    Labels plain =
        Samples.labels(
            EndpointFamilies.PACKETS, of.site(), endpoint, direction, of.source().label());
    addCounts(of, plain);
    for (ScoreSum sum : of.sums()) {
      addSum(sum, of.source(), plain.add("scale", sum.scale().label()));
    }
    // Only what was seen here has code points; another source would repeat them.
    if (of.source() == Source.MEASURED) {
      of.dscpPackets()
          .forEach(
              (dscp, packets) ->
                  samples.sample(
                      EndpointFamilies.DSCP_PACKETS,
                      packets,
                      of.site(),
                      endpoint,
                      direction,
                      Dscp.label(dscp)));
    }
    return plain;
  }

  /** A phone's verdict may be without packets: then nothing is said of them, and not 0. */
  private void addCounts(EndpointFigures of, Labels plain) {
    if (of.source() == Source.PHONE && of.packets() == 0) {
      return;
    }
    samples.add(EndpointFamilies.PACKETS, of.packets(), plain);
    samples.add(EndpointFamilies.LOST, of.packetsLost(), plain);
    samples.add(EndpointFamilies.DISCARDED, of.packetsDiscarded(), plain);
    if (of.source() != Source.PHONE) {
      samples.add(EndpointFamilies.REORDERED, of.packetsReordered(), plain);
    }
  }

  /** What it sends is reported by who hears it. */
  private void addLastReport(EndpointFigures of, String endpoint) {
    if (of.direction() == Direction.RECEIVED && of.lastReportNs().isPresent()) {
      samples.sample(
          EndpointFamilies.LAST_REPORT,
          of.lastReportNs().getAsLong() / 1e9,
          of.site(),
          endpoint,
          of.source().label());
    }
  }

  private void addOpinion(EndpointFigures.Opinion opinion, Labels plain) {
    Labels onScale = plain.add("scale", opinion.scale().label());
    samples.add(EndpointFamilies.MOS_LQ, opinion.mosLq(), onScale);
    samples.add(EndpointFamilies.MOS_CQ, opinion.mosCq(), onScale);
    samples.add(EndpointFamilies.R, opinion.r(), onScale);
  }

  private void addScore(Score score, Labels plain) {
    Labels onScale = plain.add("scale", score.scale().label());
    samples.add(EndpointFamilies.MOS_LQ, score.mosLq(), onScale);
    samples.add(EndpointFamilies.MOS_CQ, score.mosCq(), onScale);
    samples.add(EndpointFamilies.MOS_COMMON, score.mosCommon(), plain);
    samples.add(EndpointFamilies.R, score.rLq(), onScale);
  }

  private void addSum(ScoreSum sum, Source source, Labels onScale) {
    samples.add(EndpointFamilies.MOS_LQ_SUM, sum.mosLq(), onScale);
    samples.add(EndpointFamilies.MOS_LQ_INTERVALS, sum.lqIntervals(), onScale);
    samples.add(EndpointFamilies.MOS_CQ_SUM, sum.mosCq(), onScale);
    samples.add(EndpointFamilies.MOS_CQ_INTERVALS, sum.cqIntervals(), onScale);
    if (source != Source.PHONE) { // no phone tells of it
      samples.add(EndpointFamilies.MOS_COMMON_SUM, sum.mosCommon(), onScale);
      samples.add(EndpointFamilies.MOS_COMMON_INTERVALS, sum.commonIntervals(), onScale);
    }
  }
}
