package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.config.Dscp;
import org.mosexporter.quality.BurstMetrics;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

/** One stream as records, analyze and the API write it. */
final class StreamJson {
  private static final int MOS_DIGITS = 3;
  private static final int SKEW_DIGITS = 0;
  private static final int R_DIGITS = 2;
  private static final int SECONDS_DIGITS = 6;

  private final Json json;
  private final JsonGenerator out;

  StreamJson(Json json) {
    this.json = json;
    this.out = json.out();
  }

  void write(StreamSummary stream, List<PhoneVerdict> verdicts) throws IOException {
    out.writeStartObject();
    identity(stream);
    counts(stream);
    jitterAndPath(stream);
    if (stream.scale().isPresent()) {
      out.writeStringField("scale", stream.scale().get().label());
    }
    if (stream.score().isPresent()) {
      score(stream.score().get(), stream);
    }
    unscored(stream.unscoredSeconds());
    if (stream.rtcp().isPresent()) {
      rtcp(stream.rtcp().get());
    }
    if (stream.xr().isPresent()) {
      new XrJson(json).write(stream.xr().get());
    }
    new PhoneJson(json).ofStream(verdicts);
    new IntervalsJson(json).write(stream.intervals(), stream.scale());
    out.writeEndObject();
  }

  private void identity(StreamSummary stream) throws IOException {
    out.writeStringField("source", stream.source().withPort(stream.sourcePort()));
    out.writeStringField("destination", stream.destination().withPort(stream.destinationPort()));
    out.writeStringField("ssrc", String.format("0x%08x", stream.ssrc()));
    json.text("call_id", stream.callId());
    json.text("codec", stream.codec());
    if (stream.payloadType() >= 0) {
      out.writeNumberField("payload_type", stream.payloadType());
    }
    json.whole("clock_rate_hz", stream.clockRateHz());
    out.writeStringField("start", Instants.rfc3339(stream.startNs()));
    json.number("duration_seconds", stream.durationSeconds(), SECONDS_DIGITS);
  }

  private void counts(StreamSummary stream) throws IOException {
    out.writeNumberField("packets", stream.packets());
    out.writeNumberField("expected", stream.expected());
    out.writeNumberField("lost", stream.lost());
    if (stream.lostUncertain() > 0) {
      out.writeNumberField("lost_uncertain", stream.lostUncertain());
    }
    out.writeNumberField("discarded", stream.discarded());
    out.writeNumberField("reordered", stream.reordered());
    out.writeNumberField("duplicate", stream.duplicate());
    if (!stream.observedAt().isEmpty()) {
      observedAt(stream);
    }
  }

  private void observedAt(StreamSummary stream) throws IOException {
    out.writeArrayFieldStart("observation_points");
    for (StreamSummary.ObservedAt point : stream.observedAt()) {
      out.writeStartObject();
      out.writeStringField("name", point.name());
      out.writeNumberField("packets", point.packets());
      out.writeNumberField("lost", point.lost());
      out.writeBooleanField("scored", point.own());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void jitterAndPath(StreamSummary stream) throws IOException {
    if (stream.jitterMaxSeconds().isPresent()) {
      out.writeObjectFieldStart("jitter_seconds");
      json.number("mean", stream.jitterMeanSeconds(), SECONDS_DIGITS + 3);
      json.number("max", stream.jitterMaxSeconds(), SECONDS_DIGITS + 3);
      out.writeEndObject();
    }
    json.number("clock_skew_ppm", stream.clockSkewPpm(), SKEW_DIGITS);
    json.number("burst_ratio", stream.burstRatio(), MOS_DIGITS);
    bursts(stream.bursts());
    out.writeObjectFieldStart("dscp");
    for (Map.Entry<Integer, Long> seen : new TreeMap<>(stream.dscp()).entrySet()) {
      out.writeNumberField(Dscp.label(seen.getKey()), seen.getValue());
    }
    out.writeEndObject();
    json.number("round_trip_seconds", stream.roundTripSeconds(), SECONDS_DIGITS);
  }

  /** Durations are in packets: what a packet lasts may change within the stream. */
  private void bursts(BurstMetrics bursts) throws IOException {
    if (bursts.missing() == 0) {
      return;
    }
    out.writeObjectFieldStart("bursts");
    out.writeNumberField("bursts", bursts.bursts());
    json.number("burst_density", bursts.burstDensity(), MOS_DIGITS);
    json.number("burst_mean_packets", bursts.meanBurstPackets(), MOS_DIGITS);
    json.number("gap_density", bursts.gapDensity(), MOS_DIGITS);
    json.number("gap_mean_packets", bursts.meanGapPackets(), MOS_DIGITS);
    out.writeEndObject();
  }

  private void score(Score score, StreamSummary stream) throws IOException {
    json.number("mos_lq", score.mosLq(), MOS_DIGITS);
    json.number("mos_lq_worst", stream.mosLqWorst(), MOS_DIGITS);
    json.number("mos_common", score.mosCommon(), MOS_DIGITS);
    json.number("r_lq", score.rLq(), R_DIGITS);
    json.number("mos_cq", score.mosCq(), MOS_DIGITS);
    json.number("r_cq", score.rCq(), R_DIGITS);
    if (stream.endOfCall().isPresent()) {
      json.number("mos_lq_at_end", stream.endOfCall().get().mosLq(), MOS_DIGITS);
      json.number("mos_cq_at_end", stream.endOfCall().get().mosCq(), MOS_DIGITS);
    }
    out.writeObjectFieldStart("lost_r");
    json.number("codec", score.lostR().codec(), R_DIGITS);
    json.number("loss", score.lostR().loss(), R_DIGITS);
    json.number("discard", score.lostR().discard(), R_DIGITS);
    json.number("delay", score.lostR().delay(), R_DIGITS);
    out.writeEndObject();
    if (score.extrapolated()) {
      out.writeBooleanField("extrapolated", true);
    }
    if (score.lowConfidence()) {
      out.writeBooleanField("low_confidence", true);
    }
  }

  private void unscored(Map<Unscored, Double> seconds) throws IOException {
    out.writeObjectFieldStart("unscored_seconds");
    for (Map.Entry<Unscored, Double> reason : new TreeMap<>(seconds).entrySet()) {
      json.number(reason.getKey().label(), reason.getValue(), MOS_DIGITS);
    }
    out.writeEndObject();
  }

  private void rtcp(StreamSummary.RtcpSummary rtcp) throws IOException {
    out.writeObjectFieldStart("rtcp");
    out.writeNumberField("reports", rtcp.reports());
    out.writeNumberField("lost", rtcp.lost());
    json.number("fraction_lost_max", rtcp.fractionLostMax(), SECONDS_DIGITS);
    json.number("jitter_seconds", rtcp.jitterSeconds(), SECONDS_DIGITS);
    json.number("round_trip_seconds", rtcp.roundTripSeconds(), SECONDS_DIGITS);
    if (rtcp.score().isPresent()) {
      json.number("mos_lq", rtcp.score().get().mosLq(), MOS_DIGITS);
      json.number("mos_cq", rtcp.score().get().mosCq(), MOS_DIGITS);
      out.writeObjectFieldStart("lost_r");
      json.lostR(rtcp.score().get().lostR());
      out.writeEndObject();
    }
    out.writeEndObject();
  }
}
