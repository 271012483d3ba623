package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.mosexporter.quality.Scale;
import org.mosexporter.stream.IntervalSeries;

/** How a stream was from interval to interval. */
final class IntervalsJson {
  private final Json json;
  private final JsonGenerator out;

  IntervalsJson(Json json) {
    this.json = json;
    this.out = json.out();
  }

  /** Nothing where none is known. */
  void write(IntervalSeries intervals, Optional<Scale> ofStream) throws IOException {
    if (intervals.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("intervals");
    for (IntervalSeries.Part part : intervals.parts()) {
      part(part, ofStream);
    }
    out.writeEndArray();
  }

  private void part(IntervalSeries.Part part, Optional<Scale> ofStream) throws IOException {
    out.writeStartObject();
    out.writeStringField("start", Instants.rfc3339(part.startNs()));
    json.number("seconds", part.seconds(), 1);
    if (part.scored().isPresent()) {
      scored(part.scored().get(), ofStream);
    }
    if (part.unscored().isPresent()) {
      out.writeStringField("unscored", part.unscored().get().label());
    }
    json.number("loss_ratio", part.lossRatio(), 3);
    json.number("jitter_seconds", part.jitterSeconds(), 4);
    out.writeEndObject();
  }

  /** The scale only where it is not the stream's. */
  private void scored(IntervalSeries.Scored score, Optional<Scale> ofStream) throws IOException {
    if (ofStream.filter(score.scale()::equals).isEmpty()) {
      out.writeStringField("scale", score.scale().label());
    }
    json.number("mos_lq", score.mosLq(), 3);
    json.number("mos_cq", score.mosCq(), 3);
    out.writeObjectFieldStart("lost_r");
    json.number("codec", score.lostR().codec(), 1);
    json.number("loss", score.lostR().loss(), 1);
    json.number("discard", score.lostR().discard(), 1);
    json.number("delay", score.lostR().delay(), 1);
    out.writeEndObject();
  }
}
