package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.mosexporter.call.MediaFlow;
import org.mosexporter.call.PhoneFigure;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.quality.Score;

/** What phones concluded, as records, analyze and the API write it. */
final class PhoneJson {
  private static final int MOS_DIGITS = 3;
  private static final int R_DIGITS = 2;

  /** Who heard it before who was told; a report made for it before a header. */
  private static final Comparator<PhoneVerdict> NEAREST_FIRST =
      Comparator.comparing(PhoneVerdict::relayed)
          .thenComparing(verdict -> !verdict.origin().equals("vq-rtcpxr"))
          .thenComparing(PhoneVerdict::atNs, Comparator.reverseOrder());

  private final Json json;
  private final JsonGenerator out;

  PhoneJson(Json json) {
    this.json = json;
    this.out = json.out();
  }

  /** Of one stream: the verdict of who is nearest to its listener, with those of others in it. */
  void ofStream(List<PhoneVerdict> verdicts) throws IOException {
    if (verdicts.isEmpty()) {
      return;
    }
    List<PhoneVerdict> nearestFirst = verdicts.stream().sorted(NEAREST_FIRST).toList();
    out.writeObjectFieldStart("phone");
    write(nearestFirst.getFirst());
    if (nearestFirst.size() > 1) {
      out.writeArrayFieldStart("others");
      for (PhoneVerdict other : nearestFirst.subList(1, nearestFirst.size())) {
        out.writeStartObject();
        write(other);
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  /** Of streams that nobody saw: they say which. */
  void unseen(List<PhoneVerdict> verdicts) throws IOException {
    if (verdicts.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("phone");
    for (PhoneVerdict verdict : verdicts) {
      out.writeStartObject();
      flow(verdict.flow());
      write(verdict);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void flow(MediaFlow flow) throws IOException {
    if (flow.source().isPresent()) {
      json.text("source", flow.source().get().withPort(flow.sourcePort()));
    }
    if (flow.destination().isPresent()) {
      json.text("destination", flow.destination().get().withPort(flow.destinationPort()));
    }
    if (flow.ssrcs().size() == 1) { // of several it is unknown which is right
      out.writeStringField("ssrc", String.format("0x%08x", flow.ssrcs().getFirst()));
    }
  }

  private void write(PhoneVerdict verdict) throws IOException {
    out.writeStringField("origin", verdict.origin());
    out.writeStringField("reporter", verdict.reporter().toString());
    json.text("user_agent", verdict.userAgent());
    out.writeBooleanField("relayed", verdict.relayed());
    out.writeNumberField("reports", verdict.reports());
    out.writeStringField("reported_at", Instants.rfc3339(verdict.atNs()));
    json.time("start", verdict.startNs());
    json.time("stop", verdict.stopNs());
    json.text("codec", verdict.codec());
    if (verdict.scale().isPresent()) {
      out.writeStringField("scale", verdict.scale().get().label());
    }
    for (PhoneFigure figure : PhoneFigure.values()) {
      json.number(figure.label(), verdict.figure(figure), figure.digits());
    }
    if (verdict.score().isPresent()) {
      score(verdict.score().get());
    }
  }

  /** Ours, of what the phone measured: not its opinion. */
  private void score(Score score) throws IOException {
    out.writeObjectFieldStart("scored");
    json.number("mos_lq", score.mosLq(), MOS_DIGITS);
    json.number("mos_common", score.mosCommon(), MOS_DIGITS);
    json.number("r_lq", score.rLq(), R_DIGITS);
    json.number("mos_cq", score.mosCq(), MOS_DIGITS);
    json.number("r_cq", score.rCq(), R_DIGITS);
    out.writeEndObject();
  }
}
