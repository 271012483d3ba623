package org.mosexporter.record;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.quality.BurstMetrics;
import org.mosexporter.quality.EndOfCall;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.stream.IntervalSeries;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;
import org.mosexporter.stream.XrSummary;

/** Reads streams as {@link StreamJson} writes them. */
final class StreamReader {
  private static final int HEX = 16;

  static StreamSummary stream(Fields json) {
    Socket source = Socket.parse(json.text("source"));
    Socket destination = Socket.parse(json.text("destination"));
    Optional<Scale> scale = Scale.ofLabel(json.text("scale"));
    Fields jitter = json.in("jitter_seconds");
    Fields rtcp = json.in("rtcp");
    Fields xr = json.in("xr");
    return new StreamSummary(
        source.address(),
        source.port(),
        destination.address(),
        destination.port(),
        ssrc(json.text("ssrc")),
        json.text("call_id"),
        json.text("codec"),
        json.small("payload_type").orElse(-1),
        json.small("clock_rate_hz"),
        json.time("start").orElseThrow(),
        json.numberOrNan("duration_seconds"),
        count(json, "packets"),
        count(json, "expected"),
        count(json, "lost"),
        count(json, "lost_uncertain"),
        count(json, "discarded"),
        count(json, "reordered"),
        count(json, "duplicate"),
        jitter.number("mean"),
        jitter.number("max"),
        json.number("clock_skew_ppm"),
        json.numberOrNan("burst_ratio"),
        bursts(json),
        dscp(json.in("dscp")),
        json.number("round_trip_seconds"),
        scale,
        score(json, scale),
        json.number("mos_lq_worst"),
        endOfCall(json, scale),
        unscored(json.in("unscored_seconds")),
        json.has("rtcp") ? Optional.of(rtcp(rtcp, scale)) : Optional.empty(),
        json.has("xr") ? Optional.of(xr(xr, scale)) : Optional.empty(),
        json.each("observation_points", StreamReader::observedAt),
        IntervalSeries.of(json.each("intervals", part -> part(part, scale))));
  }

  private static long count(Fields json, String name) {
    return json.whole(name).orElse(0);
  }

  static int ssrc(String text) {
    return Integer.parseUnsignedInt(text.substring("0x".length()), HEX);
  }

  private static Map<Integer, Long> dscp(Fields json) {
    Map<Integer, Long> packets = new HashMap<>();
    for (String label : json.names()) {
      packets.put(CallReader.dscp(label).orElseThrow(), count(json, label));
    }
    return packets;
  }

  private static Map<Unscored, Double> unscored(Fields json) {
    Map<Unscored, Double> seconds = new EnumMap<>(Unscored.class);
    for (String reason : json.names()) {
      seconds.put(CallReader.named(Unscored.class, reason), json.numberOrNan(reason));
    }
    return seconds;
  }

  private static Optional<Score> score(Fields json, Optional<Scale> scale) {
    return scale.filter(_ -> json.has("mos_lq")).map(on -> score(json, on));
  }

  /** What is told of it; the rest is not a number. */
  static Score score(Fields json, Scale scale) {
    return new Score(
        scale,
        json.numberOrNan("r_lq"),
        json.numberOrNan("mos_lq"),
        json.number("r_cq"),
        json.number("mos_cq"),
        json.number("mos_common"),
        lostR(json.in("lost_r")),
        json.flag("extrapolated"),
        json.flag("low_confidence"));
  }

  private static LostR lostR(Fields json) {
    return new LostR(
        json.numberOrNan("codec"),
        json.numberOrNan("loss"),
        json.numberOrNan("discard"),
        json.number("delay"));
  }

  private static Optional<EndOfCall> endOfCall(Fields json, Optional<Scale> scale) {
    OptionalDouble mosLq = json.number("mos_lq_at_end");
    return scale
        .filter(_ -> mosLq.isPresent())
        .map(
            on ->
                new EndOfCall(
                    on, Double.NaN, Double.NaN, mosLq.getAsDouble(), json.number("mos_cq_at_end")));
  }

  /** The counts that its means are of. */
  private static BurstMetrics bursts(Fields json) {
    Fields bursts = json.in("bursts");
    long lost = count(json, "lost");
    long discarded = count(json, "discarded");
    long packets = count(json, "expected");
    long number = count(bursts, "bursts");
    long within = Math.round(number * bursts.number("burst_mean_packets").orElse(0));
    long missing = Math.round(within * bursts.number("burst_density").orElse(0));
    double meanGap = bursts.number("gap_mean_packets").orElse(0);
    long gaps = meanGap > 0 ? Math.round((packets - within) / meanGap) : 0;
    long ends = Math.clamp(gaps - number + 1, 0, 2); // outside the bursts, before and after
    return new BurstMetrics(
        packets,
        bursts.has("bursts") ? lost : 0,
        bursts.has("bursts") ? discarded : 0,
        0,
        number,
        within,
        missing,
        ends > 1 ? 1 : 0,
        ends > 0 ? 1 : 0);
  }

  private static StreamSummary.ObservedAt observedAt(Fields json) {
    return new StreamSummary.ObservedAt(
        json.text("name"), count(json, "packets"), count(json, "lost"), json.flag("scored"));
  }

  private static StreamSummary.RtcpSummary rtcp(Fields json, Optional<Scale> scale) {
    return new StreamSummary.RtcpSummary(
        count(json, "reports"),
        json.small("lost").orElse(0),
        json.numberOrNan("fraction_lost_max"),
        json.number("jitter_seconds"),
        json.number("round_trip_seconds"),
        json.has("mos_lq")
            ? Optional.of(score(json, scale.orElse(Scale.NARROWBAND)))
            : Optional.empty(),
        OptionalDouble.empty());
  }

  private static XrSummary xr(Fields json, Optional<Scale> scale) {
    Fields verdict = json.in("verdict");
    return new XrSummary(
        count(json, "reports"),
        json.has("mos_lq")
            ? Optional.of(score(json, scale.orElse(Scale.NARROWBAND)))
            : Optional.empty(),
        json.number("mos_lq_worst"),
        json.number("fraction_lost"),
        json.number("fraction_discarded"),
        json.number("burst_density"),
        json.number("gap_density"),
        json.number("burst_seconds"),
        json.number("gap_seconds"),
        json.number("jitter_seconds"),
        json.number("round_trip_seconds"),
        json.number("end_system_delay_seconds"),
        json.number("jitter_buffer_seconds"),
        json.number("jitter_buffer_maximum_seconds"),
        json.has("jitter_buffer_adaptive")
            ? Optional.of(json.flag("jitter_buffer_adaptive"))
            : Optional.empty(),
        json.small("signal_level_dbm0"),
        json.small("noise_level_dbm0"),
        json.small("residual_echo_return_loss_db"),
        new XrSummary.Verdict(
            verdict.number("r"),
            verdict.number("external_r"),
            verdict.number("mos_lq"),
            verdict.number("mos_cq")));
  }

  private static IntervalSeries.Part part(Fields json, Optional<Scale> ofStream) {
    Optional<Scale> scale = Scale.ofLabel(json.text("scale")).or(() -> ofStream);
    Optional<IntervalSeries.Scored> scored =
        scale
            .filter(_ -> json.has("mos_lq"))
            .map(
                on ->
                    new IntervalSeries.Scored(
                        on,
                        json.numberOrNan("mos_lq"),
                        json.number("mos_cq"),
                        lostR(json.in("lost_r"))));
    return new IntervalSeries.Part(
        json.time("start").orElseThrow(),
        json.numberOrNan("seconds"),
        scored,
        scored.isPresent()
            ? Optional.empty()
            : Optional.of(CallReader.named(Unscored.class, json.text("unscored"))),
        json.number("loss_ratio"),
        json.number("jitter_seconds"));
  }

  private StreamReader() {}
}
