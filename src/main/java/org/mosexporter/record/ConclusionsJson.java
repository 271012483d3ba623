package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.SegmentLoss;
import org.mosexporter.diagnosis.TargetCrossing;
import org.mosexporter.diagnosis.WhatIf;

/** All that is concluded, as the API tells it. */
public final class ConclusionsJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private static final int R_DIGITS = 2;
  private static final int MOS_DIGITS = 3;
  private static final int SECONDS_DIGITS = 0;

  private final Json json;
  private final JsonGenerator out;

  private ConclusionsJson(JsonGenerator out) {
    this.out = out;
    json = new Json(out);
  }

  /** {@code {"at":"…","findings":[…],…}}, and leaves the stream open. */
  public static void write(Conclusions conclusions, OutputStream to) throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      new ConclusionsJson(out).all(conclusions);
    }
    to.write('\n');
  }

  /**
   * Of an answer of the API: what it says that this version does not know is left out.
   *
   * @throws IOException when it is none
   */
  public static Conclusions read(byte[] answer) throws IOException {
    return ConclusionsReader.read(answer);
  }

  private void all(Conclusions of) throws IOException {
    out.writeStartObject();
    if (of.atNs() != Conclusions.NONE.atNs()) {
      out.writeStringField("at", Instants.rfc3339(of.atNs()));
    }
    findings(of.findings(), json);
    json.each("segments", of.segments(), this::segment);
    json.each("what_if", of.whatIf(), this::whatIf);
    json.each("crossings", of.crossings(), this::crossing);
    out.writeEndObject();
  }

  /** {@code "findings":[…]}. */
  static void findings(List<Finding> findings, Json json) throws IOException {
    json.out().writeArrayFieldStart("findings");
    for (Finding finding : findings) {
      FindingJson.write(finding, json);
    }
    json.out().writeEndArray();
  }

  private void segment(SegmentLoss of) throws IOException {
    out.writeStringField("site", of.site());
    out.writeStringField("segment", of.segment().label());
    out.writeStringField("direction", of.direction().label());
    out.writeStringField("scale", of.scale().label());
    out.writeNumberField("calls", of.calls());
    json.number("lost_r", of.lostR(), R_DIGITS);
    json.number("low", of.low(), R_DIGITS);
    json.number("high", of.high(), R_DIGITS);
  }

  private void whatIf(WhatIf of) throws IOException {
    out.writeStringField("site", of.site());
    out.writeStringField("scale", of.scale().label());
    out.writeStringField("scenario", of.scenario().label());
    out.writeStringField("window", of.window().label());
    json.number("mos", of.mos(), MOS_DIGITS);
    out.writeNumberField("intervals", of.intervals());
  }

  private void crossing(TargetCrossing of) throws IOException {
    out.writeStringField("site", of.site());
    json.number("seconds", of.seconds(), SECONDS_DIGITS);
    json.number("low", of.low(), SECONDS_DIGITS);
    json.number("high", of.high(), SECONDS_DIGITS);
  }
}
