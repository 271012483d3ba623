package org.mosexporter.record;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mosexporter.call.Direction;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.SegmentLoss;
import org.mosexporter.diagnosis.TargetCrossing;
import org.mosexporter.diagnosis.WhatIf;
import org.mosexporter.quality.Scale;

/** Reads what {@link ConclusionsJson} writes. */
final class ConclusionsReader {
  static Conclusions read(byte[] answer) throws IOException {
    try {
      Fields json = Fields.parse(answer);
      return new Conclusions(
          json.time("at").orElse(Conclusions.NONE.atNs()),
          known(json, "findings", FindingJson::read),
          known(json, "segments", ConclusionsReader::segment),
          known(json, "what_if", ConclusionsReader::whatIf),
          json.each("crossings", ConclusionsReader::crossing));
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw new IOException("no conclusions: " + wrong.getMessage(), wrong);
    }
  }

  private static <T> List<T> known(Fields json, String name, Function<Fields, Optional<T>> read) {
    return json.each(name, read).stream().flatMap(Optional::stream).toList();
  }

  private static Optional<SegmentLoss> segment(Fields from) {
    return named(SegmentLoss.Segment.values(), SegmentLoss.Segment::label, from.text("segment"))
        .map(
            segment ->
                new SegmentLoss(
                    from.text("site"),
                    segment,
                    CallReader.named(Direction.class, from.text("direction")),
                    scale(from),
                    from.small("calls").orElse(0),
                    from.numberOrNan("lost_r"),
                    from.numberOrNan("low"),
                    from.numberOrNan("high")));
  }

  private static Optional<WhatIf> whatIf(Fields from) {
    return named(WhatIf.Scenario.values(), WhatIf.Scenario::label, from.text("scenario"))
        .map(
            scenario ->
                new WhatIf(
                    from.text("site"),
                    scale(from),
                    scenario,
                    CallReader.named(WhatIf.Window.class, from.text("window")),
                    from.numberOrNan("mos"),
                    from.whole("intervals").orElse(0)));
  }

  private static TargetCrossing crossing(Fields from) {
    return new TargetCrossing(
        from.text("site"),
        from.numberOrNan("seconds"),
        from.numberOrNan("low"),
        from.numberOrNan("high"));
  }

  private static Scale scale(Fields from) {
    return CallReader.named(Scale.class, from.text("scale"));
  }

  private static <T> Optional<T> named(T[] all, Function<T, String> label, String wanted) {
    return Arrays.stream(all).filter(one -> label.apply(one).equals(wanted)).findFirst();
  }

  private ConclusionsReader() {}
}
