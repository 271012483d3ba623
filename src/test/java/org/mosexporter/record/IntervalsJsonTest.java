package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mosexporter.quality.Scale;
import org.mosexporter.stream.IntervalSeries;
import org.mosexporter.stream.IntervalsOfARecord;

class IntervalsJsonTest {
  /** 2026-11-23T08:00:00Z. */
  private static final long NOON_NS = 1_795_420_800_000_000_000L;

  private static String written(Scale ofSeries, Optional<Scale> ofStream, List<Double> mos)
      throws IOException {
    IntervalSeries series = IntervalsOfARecord.of(NOON_NS, ofSeries, mos);
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartObject();
      new IntervalsJson(new Json(out)).write(series, ofStream);
      out.writeEndObject();
    }
    return text.toString();
  }

  @Test
  void writesEachWithItsScoreOrWhyItHasNone() throws IOException {
    assertEquals(
        "{\"intervals\":["
            + "{\"start\":\"2026-11-23T08:00:00.000000Z\",\"seconds\":10,\"mos_lq\":3.5,\"mos_cq\":3.25,"
            + "\"lost_r\":{\"codec\":1.5,\"loss\":20.3,\"discard\":2,\"delay\":4},"
            + "\"loss_ratio\":0.05,\"jitter_seconds\":0.0075},"
            + "{\"start\":\"2026-11-23T08:00:10.000000Z\",\"seconds\":10,\"unscored\":\"gap\"}]}",
        written(Scale.NARROWBAND, Optional.of(Scale.NARROWBAND), List.of(3.5, Double.NaN)));
  }

  @Test
  void namesTheScaleWhereItIsNotTheStreams() throws IOException {
    assertEquals(
        "{\"intervals\":[{\"start\":\"2026-11-23T08:00:00.000000Z\",\"seconds\":10,"
            + "\"scale\":\"wideband\",\"mos_lq\":3.5,\"mos_cq\":3.25,"
            + "\"lost_r\":{\"codec\":1.5,\"loss\":20.3,\"discard\":2,\"delay\":4},"
            + "\"loss_ratio\":0.05,\"jitter_seconds\":0.0075}]}",
        written(Scale.WIDEBAND, Optional.of(Scale.NARROWBAND), List.of(3.5)));
  }

  @Test
  void writesNothingWhereNothingIsKnown() throws IOException {
    assertEquals("{}", written(Scale.WIDEBAND, Optional.empty(), List.of()));
  }
}
