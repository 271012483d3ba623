package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mosexporter.Golden;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Ladder;
import org.mosexporter.call.PacketKind;
import org.mosexporter.call.RecordId;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.IpAddress;
import org.mosexporter.diagnosis.SampleConclusions;
import org.mosexporter.quality.BurstGap;
import org.mosexporter.quality.BurstMetrics;
import org.mosexporter.quality.EndOfCall;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.IntervalSeries;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;
import org.mosexporter.stream.XrSummary;

/** The keys of {@code analyze --format=json} are a contract: each with the type of its value. */
class AnalysisJsonTest {
  private static final Path KEYS = Path.of("src/test/resources/contract/analyze-json.txt");
  private static final long START_NS = 1_700_000_000_123_456_789L;

  @Test
  void everyKeyAndItsTypeIsAsPromised() throws IOException {
    Golden.assertFile(KEYS, String.join("\n", keys(json(full()))) + "\n");
  }

  @Test
  void whatIsUnknownIsAbsent() throws IOException {
    Set<String> known = keys(json(bare()));

    for (String unknown :
        List.of(
            "call_id",
            "codec",
            "clock_rate_hz",
            "jitter_seconds",
            "burst_ratio",
            "scale",
            "mos_lq",
            "mos_cq",
            "mos_common",
            "r_lq",
            "r_cq",
            "lost_r",
            "round_trip_seconds",
            "rtcp")) {
      assertTrue(known.stream().noneMatch(key -> key.startsWith("streams[]." + unknown)), unknown);
    }
    assertTrue(known.stream().noneMatch(key -> key.endsWith("VALUE_NULL")), known.toString());
  }

  private static String json(Analysis analysis) throws IOException {
    StringWriter text = new StringWriter();
    AnalysisJson.write(analysis, text);
    return text.toString();
  }

  /** One line per path: {@code streams[].lost_r.loss number}. */
  private static Set<String> keys(String json) throws IOException {
    Set<String> keys = new TreeSet<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      value(parser, "", keys);
    }
    return keys;
  }

  private static void value(JsonParser parser, String path, Set<String> keys) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          value(parser, path.isEmpty() ? name : path + "." + name, keys);
        }
      }
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value(parser, path + "[]", keys);
        }
      }
      case VALUE_STRING -> keys.add(path + " string");
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> keys.add(path + " number");
      case VALUE_TRUE, VALUE_FALSE -> keys.add(path + " boolean");
      default -> keys.add(path + " " + parser.currentToken());
    }
  }

  static Analysis full() {
    StreamSummary stream = stream("pbx-1", "G.711", Optional.of(score()), Optional.of(rtcp()));
    CallSummary call =
        new CallSummary(
            new RecordId(0x0123_4567_89AB_CDEFL, 7),
            2,
            "pbx-1",
            "100@office.example",
            "200@office.example",
            "berlin",
            "telco-a",
            START_NS,
            OptionalLong.of(START_NS),
            OptionalLong.of(START_NS + 1),
            OptionalLong.of(START_NS + 2),
            OptionalLong.of(START_NS + 3),
            OptionalDouble.of(1.5),
            OptionalDouble.of(0.04),
            OptionalInt.of(486),
            CallSummary.Result.COMPLETED,
            List.of("pbx-2"),
            false,
            List.of(stream),
            List.of(
                new CallSummary.OneWay(
                    IpAddress.parse("10.1.0.5"), IpAddress.parse("10.1.20.11"), START_NS, 42.5)),
            List.of("", "pbx-agent"),
            List.of(Verdicts.full(0x1A2B3C4D), Verdicts.relayed(0x1A2B3C4D), Verdicts.full(0x99)),
            List.of(),
            List.of(),
            Ladder.busyCall(START_NS),
            List.of(),
            List.of());
    return new Analysis(
        List.of("calls.pcap"),
        counters(),
        List.of(stream),
        List.of(call),
        List.of(SampleConclusions.QUEUE),
        Analysis.LeftOut.NOTHING);
  }

  private static Analysis bare() {
    StreamSummary stream = stream("", "", Optional.empty(), Optional.empty());
    return new Analysis(
        List.of("calls.pcap"),
        TrackerCounters.empty(),
        List.of(stream),
        List.of(),
        List.of(),
        Analysis.LeftOut.NOTHING);
  }

  private static TrackerCounters counters() {
    Map<PacketKind, Long> packets = new EnumMap<>(PacketKind.class);
    for (PacketKind kind : PacketKind.values()) {
      packets.put(kind, 1L);
    }
    return new TrackerCounters(
        packets,
        Map.of(new TrackerCounters.Fault("rtp", "version"), 2L),
        Map.of(),
        Map.of("eth1", true),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private static Score score() {
    return new Score(
        Scale.NARROWBAND,
        91.7,
        4.379,
        OptionalDouble.of(88.1),
        OptionalDouble.of(4.28),
        OptionalDouble.of(3.211),
        new Score.LostR(0, 1.24, 0.25, OptionalDouble.of(3.6)),
        true,
        true);
  }

  /** One burst of 20 packets with 5 missing after 1000; 7 more missing alone. */
  private static final BurstMetrics BURSTY = new BurstMetrics(3010, 10, 2, 9, 1, 20, 5, 1000, 1990);

  private static StreamSummary.RtcpSummary rtcp() {
    return new StreamSummary.RtcpSummary(
        3,
        10,
        0.0117,
        OptionalDouble.of(0.0021),
        OptionalDouble.of(0.08),
        Optional.of(score()),
        OptionalDouble.of(4.1));
  }

  private static StreamSummary stream(
      String callId,
      String codec,
      Optional<Score> score,
      Optional<StreamSummary.RtcpSummary> rtcp) {
    boolean known = score.isPresent();
    OptionalDouble figure = known ? OptionalDouble.of(0.0021) : OptionalDouble.empty();
    return new StreamSummary(
        IpAddress.parse("10.1.20.7"),
        16384,
        IpAddress.parse("2001:db8::5"),
        30000,
        0x1A2B3C4D,
        callId,
        codec,
        0,
        known ? OptionalInt.of(8000) : OptionalInt.empty(),
        START_NS,
        60,
        3001,
        3010,
        10,
        known ? 3 : 0,
        2,
        1,
        1,
        figure,
        figure,
        figure,
        known ? 1 : Double.NaN,
        known ? BURSTY : new BurstGap().metrics(),
        Map.of(46, 3001L),
        figure,
        score.map(Score::scale),
        score,
        score.isPresent() ? OptionalDouble.of(4.1) : OptionalDouble.empty(),
        score.map(one -> new EndOfCall(one.scale(), 3.2, 4.1, 4.271, OptionalDouble.of(4.166))),
        allReasons(),
        rtcp,
        known ? Optional.of(extended(figure, score)) : Optional.empty(),
        known
            ? List.of(
                new StreamSummary.ObservedAt("eth1", 3001, 10, true),
                new StreamSummary.ObservedAt("eth2", 3006, 5, false))
            : List.of(),
        IntervalSeries.NONE);
  }

  private static XrSummary extended(OptionalDouble figure, Optional<Score> score) {
    return new XrSummary(
        7,
        score,
        OptionalDouble.of(4.1),
        OptionalDouble.of(0.046875),
        OptionalDouble.of(0.0625),
        OptionalDouble.of(0.328125),
        OptionalDouble.of(0.0390625),
        OptionalDouble.of(0.12),
        OptionalDouble.of(0.52),
        figure,
        OptionalDouble.of(0.037),
        OptionalDouble.of(0.11),
        OptionalDouble.of(0.04),
        OptionalDouble.of(0.06),
        Optional.of(true),
        OptionalInt.of(-18),
        OptionalInt.of(-62),
        OptionalInt.of(45),
        new XrSummary.Verdict(
            OptionalDouble.of(88),
            OptionalDouble.of(84),
            OptionalDouble.of(4.1),
            OptionalDouble.of(3.9)));
  }

  private static Map<Unscored, Double> allReasons() {
    Map<Unscored, Double> seconds = new EnumMap<>(Unscored.class);
    for (Unscored reason : Unscored.values()) {
      seconds.put(reason, 1.0);
    }
    return seconds;
  }
}
