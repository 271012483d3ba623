package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.mosexporter.stream.XrSummary;

/** What a stream's receiver said in extended reports, as records, analyze and the API write it. */
final class XrJson {
  private static final int MOS_DIGITS = 3;
  private static final int R_DIGITS = 2;
  private static final int DIGITS = 6;

  private final Json json;
  private final JsonGenerator out;

  XrJson(Json json) {
    this.json = json;
    this.out = json.out();
  }

  void write(XrSummary xr) throws IOException {
    out.writeObjectFieldStart("xr");
    out.writeNumberField("reports", xr.reports());
    score(xr);
    losses(xr);
    delays(xr);
    levels(xr);
    verdict(xr.verdict());
    out.writeEndObject();
  }

  private void score(XrSummary xr) throws IOException {
    if (xr.score().isPresent()) {
      json.number("mos_lq", xr.score().get().mosLq(), MOS_DIGITS);
      json.number("mos_cq", xr.score().get().mosCq(), MOS_DIGITS);
      json.number("mos_lq_worst", xr.mosLqWorst(), MOS_DIGITS);
      out.writeObjectFieldStart("lost_r");
      json.lostR(xr.score().get().lostR());
      out.writeEndObject();
    }
  }

  private void losses(XrSummary xr) throws IOException {
    json.number("fraction_lost", xr.lossFraction(), DIGITS);
    json.number("fraction_discarded", xr.discardFraction(), DIGITS);
    json.number("burst_density", xr.burstDensity(), DIGITS);
    json.number("gap_density", xr.gapDensity(), DIGITS);
    json.number("burst_seconds", xr.burstSeconds(), DIGITS);
    json.number("gap_seconds", xr.gapSeconds(), DIGITS);
  }

  private void delays(XrSummary xr) throws IOException {
    json.number("jitter_seconds", xr.jitterSeconds(), DIGITS);
    json.number("round_trip_seconds", xr.roundTripSeconds(), DIGITS);
    json.number("end_system_delay_seconds", xr.endSystemDelaySeconds(), DIGITS);
    json.number("jitter_buffer_seconds", xr.jitterBufferSeconds(), DIGITS);
    json.number("jitter_buffer_maximum_seconds", xr.jitterBufferMaximumSeconds(), DIGITS);
    if (xr.jitterBufferAdaptive().isPresent()) {
      out.writeBooleanField("jitter_buffer_adaptive", xr.jitterBufferAdaptive().get());
    }
  }

  private void levels(XrSummary xr) throws IOException {
    json.whole("signal_level_dbm0", xr.signalLevelDbm0());
    json.whole("noise_level_dbm0", xr.noiseLevelDbm0());
    json.whole("residual_echo_return_loss_db", xr.residualEchoReturnLossDb());
  }

  /** Of the receiver's own model, apart from ours. */
  private void verdict(XrSummary.Verdict verdict) throws IOException {
    if (verdict.isKnown()) {
      out.writeObjectFieldStart("verdict");
      json.number("r", verdict.r(), R_DIGITS);
      json.number("external_r", verdict.externalR(), R_DIGITS);
      json.number("mos_lq", verdict.mosLq(), MOS_DIGITS);
      json.number("mos_cq", verdict.mosCq(), MOS_DIGITS);
      out.writeEndObject();
    }
  }
}
