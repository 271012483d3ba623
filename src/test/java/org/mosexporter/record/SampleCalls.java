package org.mosexporter.record;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.RecordId;
import org.mosexporter.call.SipLadder;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.quality.BurstGap;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.IntervalsOfARecord;
import org.mosexporter.stream.StreamSummary;

/** Calls of three minutes over a trunk, as an office makes them: both directions were measured. */
public final class SampleCalls {
  /** 2023-11-14T22:13:20Z. */
  static final long START_NS = 1_700_000_000_000_000_000L;

  static final double SECONDS = 180;

  /** Who and what: the rest is the same in all of them. */
  record Wanted(
      long number, String from, String to, String phone, String codec, double mosLq, long startNs) {
    static Wanted of(long number) {
      return new Wanted(
          number,
          "anna@office.example",
          "4930123456@telco.example",
          "10.1.20.31",
          "G.711",
          4.2,
          START_NS + number * 1_000_000_000L);
    }

    Wanted from(String other) {
      return new Wanted(number, other, to, phone, codec, mosLq, startNs);
    }

    Wanted to(String other) {
      return new Wanted(number, from, other, phone, codec, mosLq, startNs);
    }

    Wanted phone(String other) {
      return new Wanted(number, from, to, other, codec, mosLq, startNs);
    }

    Wanted codec(String other) {
      return new Wanted(number, from, to, phone, other, mosLq, startNs);
    }

    Wanted mosLq(double other) {
      return new Wanted(number, from, to, phone, codec, other, startNs);
    }

    Wanted startNs(long other) {
      return new Wanted(number, from, to, phone, codec, mosLq, other);
    }
  }

  public static CallSummary call(long number) {
    return call(Wanted.of(number));
  }

  static CallSummary call(Wanted wanted) {
    IpAddress phone = IpAddress.parse(wanted.phone());
    IpAddress trunk = IpAddress.parse("203.0.113.5");
    Random random = new Random(wanted.number());
    return new CallSummary(
        new RecordId(random.nextLong(), wanted.number()),
        1,
        "call-%d@pbx.office.example".formatted(wanted.number()),
        wanted.from(),
        wanted.to(),
        "berlin",
        "telco-a",
        wanted.startNs(),
        OptionalLong.of(wanted.startNs()),
        OptionalLong.of(wanted.startNs() + 1_000_000_000L),
        OptionalLong.of(wanted.startNs() + 3_000_000_000L),
        OptionalLong.of(wanted.startNs() + 183_000_000_000L),
        OptionalDouble.of(1),
        OptionalDouble.of(0.04),
        OptionalInt.empty(),
        CallSummary.Result.COMPLETED,
        List.of(),
        false,
        List.of(
            stream(trunk, phone, wanted, wanted.mosLq(), random.nextInt()),
            stream(phone, trunk, wanted, 4.4, random.nextInt())),
        List.of(),
        List.of(""),
        List.of(),
        List.of(),
        List.of(),
        SipLadder.NONE,
        List.of(phone(phone, wanted.from())),
        List.of());
  }

  private static EndpointInfo phone(IpAddress address, String from) {
    return new EndpointInfo(
        "berlin",
        address,
        "phones",
        Network.Access.WIRED,
        from.split("@", 2)[0],
        1,
        "sales",
        "Poly",
        "VVX_450",
        "5.9.6",
        "0004f2aabb04",
        Whereabouts.UNKNOWN);
  }

  private static StreamSummary stream(
      IpAddress from, IpAddress to, Wanted wanted, double mosLq, int ssrc) {
    Score score =
        new Score(
            Scale.NARROWBAND,
            88.5,
            mosLq,
            OptionalDouble.of(86.2),
            OptionalDouble.of(mosLq - 0.1),
            OptionalDouble.of(mosLq - 1),
            new Score.LostR(0, 3.1, 1.6, OptionalDouble.of(2.3)),
            false,
            false);
    return new StreamSummary(
        from,
        16_384,
        to,
        30_000,
        ssrc,
        "call-%d@pbx.office.example".formatted(wanted.number()),
        wanted.codec(),
        8,
        OptionalInt.of(8_000),
        wanted.startNs() + 3_000_000_000L,
        SECONDS,
        8_990,
        9_000,
        10,
        0,
        4,
        1,
        0,
        OptionalDouble.of(0.0021),
        OptionalDouble.of(0.0143),
        OptionalDouble.of(-48),
        1.2,
        new BurstGap().metrics(),
        Map.of(46, 8_990L),
        OptionalDouble.of(0.048),
        Optional.of(Scale.NARROWBAND),
        Optional.of(score),
        OptionalDouble.of(mosLq - 0.5),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        IntervalsOfARecord.of(
            wanted.startNs() + 3_000_000_000L, Scale.NARROWBAND, Collections.nCopies(18, mosLq)));
  }

  private SampleCalls() {}
}
