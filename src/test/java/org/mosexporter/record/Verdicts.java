package org.mosexporter.record;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.call.MediaFlow;
import org.mosexporter.call.PhoneFigure;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;

/** Verdicts that know everything. */
final class Verdicts {
  static PhoneVerdict full(int ssrc) {
    return of(ssrc, false);
  }

  static PhoneVerdict relayed(int ssrc) {
    return of(ssrc, true);
  }

  private static PhoneVerdict of(int ssrc, boolean relayed) {
    Map<PhoneFigure, Double> figures = new EnumMap<>(PhoneFigure.class);
    for (PhoneFigure figure : PhoneFigure.values()) {
      figures.put(figure, 0.5);
    }
    return new PhoneVerdict(
        "vq-rtcpxr",
        IpAddress.parse("10.1.20.7"),
        "Phone 1",
        relayed,
        PhoneVerdict.Scope.WHOLE,
        new MediaFlow(
            Optional.of(IpAddress.parse("10.1.20.7")),
            16384,
            Optional.of(IpAddress.parse("2001:db8::5")),
            30000,
            List.of(ssrc)),
        OptionalLong.of(1_700_000_000_000_000_000L),
        OptionalLong.of(1_700_000_060_000_000_000L),
        "G.711",
        Optional.of(Scale.NARROWBAND),
        figures,
        Optional.of(
            new Score(
                Scale.NARROWBAND,
                91.7,
                4.379,
                OptionalDouble.of(88.1),
                OptionalDouble.of(4.28),
                OptionalDouble.of(3.211),
                new Score.LostR(0, 1.24, 0.25, OptionalDouble.of(3.6)),
                false,
                false)),
        3,
        1_700_000_061_000_000_000L);
  }

  private Verdicts() {}
}
