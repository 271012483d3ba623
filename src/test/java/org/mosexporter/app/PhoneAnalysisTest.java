package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.wire.Frames.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.Shared;
import org.mosexporter.config.Config;
import org.mosexporter.record.AnalysisJson;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/** What phones said in a capture stands in the result of analyze, as they said it. */
class PhoneAnalysisTest {
  private static final String PHONE = "10.1.20.11";
  private static final String SERVER = "10.1.0.5";

  private static String request(String method, String callId, int sequence, String more) {
    String tag = method.equals("BYE") ? ";tag=2" : "";
    return """
        %s sip:x@10.1.0.5 SIP/2.0
        Via: SIP/2.0/UDP 10.1.20.11;branch=z9hG4bK%d
        From: <sip:a@x>;tag=1
        To: <sip:b@x>%s
        Call-ID: %s
        CSeq: %d %s
        """
            .formatted(method, sequence, tag, callId, sequence, method)
        + more;
  }

  private static String publish(String body) {
    String octets = body.replace("\r\n", "\n");
    int length = octets.replace("\n", "\r\n").getBytes(UTF_8).length;
    return request(
        "PUBLISH",
        "p1",
        1,
        "Content-Type: application/vq-rtcpxr\nContent-Length: %d\n\n%s".formatted(length, octets));
  }

  /** Each message on its way from the phone, a second apart. */
  private static String json(long firstNs, String... messages) throws IOException {
    PacketSink[] sink = new PacketSink[1];
    Analyzer analyzer =
        new Analyzer(
            Config.defaults("berlin"),
            tracker -> {
              sink[0] = tracker;
              return tracker;
            });
    sink[0].onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
    for (int i = 0; i < messages.length; i++) {
      byte[] octets = messages[i].replace("\r\n", "\n").replace("\n", "\r\n").getBytes(UTF_8);
      byte[] packet = frame(PHONE, 5060, SERVER, 5060, octets);
      ByteBuffer window = Frames.window(packet);
      long atNs = firstNs + i * 1_000_000_000L;
      sink[0].onPacket(window, 0, packet.length, packet.length, atNs, 0, 0);
      sink[0].flush();
    }
    StringWriter text = new StringWriter();
    AnalysisJson.write(analyzer.finish(), text);
    return text.toString();
  }

  /** What the calls' phones said: the plain values of each object, by name. */
  private static List<Map<String, String>> phones(String json) throws IOException {
    List<Map<String, String>> all = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.START_ARRAY
            && "phone".equals(parser.currentName())) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            all.add(values(parser));
          }
        }
      }
    }
    return all;
  }

  private static Map<String, String> values(JsonParser parser) throws IOException {
    Map<String, String> values = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else {
        values.put(name, parser.getText());
      }
    }
    return values;
  }

  private static String figures(Map<String, String> phone) {
    Map<String, String> left = new TreeMap<>(phone);
    left.keySet()
        .removeAll(
            List.of("reporter", "user_agent", "reports", "reported_at", "start", "stop", "origin"));
    return String.join(
        " ", left.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  private static void assertFigures(List<String> expected, String json) throws IOException {
    assertEquals(expected, phones(json).stream().map(PhoneAnalysisTest::figures).toList(), json);
  }

  private static final long NOON_NS =
      Instant.parse("2026-03-02T12:00:00Z").getEpochSecond() * 1_000_000_000L;

  /** 20 of 1000 lost; jitter of 160 ticks of an 8 kHz clock is 20 ms. */
  @Test
  void statisticsOfABye() throws IOException {
    String header =
        "X-RTP-Stat: EX=BareSip;PR=980;PL=20,5;PD=0,0;JI=160,80;DE=PCMU/8000;EN=PCMU/8000\n";
    String json =
        json(
            NOON_NS,
            request("INVITE", "c1", 1, "Content-Length: 0\n\n"),
            request("BYE", "c1", 2, header + "Content-Length: 0\n\n"));

    assertFigures(
        List.of(
            "codec=G.711 destination=10.1.20.11:0 discard_ratio=0 discarded=0"
                + " jitter_seconds=0.02 loss_ratio=0.02 lost=20 packets=980 relayed=false"
                + " scale=narrowband",
            "codec=G.711 discarded=0 jitter_seconds=0.01 lost=5 relayed=true scale=narrowband"
                + " source=10.1.20.11:0"),
        json);
  }

  @Test
  void aQualityReport() throws IOException {
    String body =
        """
        VQSessionReport: CallTerm
        CallID: c9
        LocalAddr: IP=10.1.20.11 PORT=4000 SSRC=0xa
        RemoteAddr: IP=203.0.113.5 PORT=5000 SSRC=0xb
        LocalMetrics:
        Timestamps:START=2026-03-02T11:59:00Z STOP=2026-03-02T11:59:50Z
        SessionDesc:PT=9 PPS=50
        PacketLoss:NLR=1.5 JDR=0.5
        BurstGapLoss:BLD=20 BD=100 GLD=0.5 GD=2000 GMIN=16
        Delay:RTD=80 ESD=60 SOWD=100 IAJ=4
        Signal:RERL=50
        QualityEst:RLQ=94 RCQ=82 MOSLQ=3.8 MOSCQ=3.4
        """;
    String json = json(NOON_NS, publish(body));

    assertFigures(
        List.of(
            "burst_density=0.2 burst_seconds=0.1 codec=G.722 destination=10.1.20.11:4000"
                + " discard_ratio=0.005 end_system_delay_seconds=0.06 gap_density=0.005"
                + " gap_seconds=2 jitter_seconds=0.004 loss_ratio=0.015 mos_cq=3.4 mos_lq=3.8"
                + " one_way_delay_seconds=0.1 r_cq=82 r_lq=94 relayed=false rerl_db=50"
                + " round_trip_seconds=0.08 scale=wideband source=203.0.113.5:5000"
                + " ssrc=0x0000000b"),
        json);
    assertEquals("2026-03-02T11:59:00.000000Z", phones(json).getFirst().get("start"));
  }

  /** Read off by hand; where they lie, see {@link Shared}. What both have in common is left out. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audiocodes_x_rtp_stat_bye.sip | destination=10.1.20.11:0 jitter_seconds=0.6 latency_seconds=0.04 loss_ratio=0 lost=0 packets=314 relayed=false
          cisco_cp9971_cucm_bye.sip     | concealed_ratio=0 concealed_seconds=0 destination=10.1.20.11:0 discard_ratio=0 discarded=0 jitter_seconds=0.001 loss_ratio=0 lost=0 mos_lq=4.5 packets=657 relayed=false severely_concealed_seconds=0
          cucm_p_rtp_stat_bye.sip       | destination=10.1.20.11:0 jitter_seconds=0 latency_seconds=0.004 loss_ratio=0 lost=0 packets=3775 relayed=false
          """)
  void recordedByes(String file, String expected) throws IOException {
    String bye = Files.readString(Shared.path().resolve("samples/bye/" + file));
    String callId =
        bye.lines().filter(l -> l.startsWith("Call-ID:")).findFirst().get().substring(8).strip();
    String json = json(NOON_NS, request("INVITE", callId, 1, "Content-Length: 0\n\n"), bye);

    assertFigures(List.of(expected), json);
  }

  /** RFC 6035's own examples have metrics of both ends. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audiocodes_publish.sip      | 2015-12-16T20:10:00Z | G.711 narrowband 4.1 4.1 93 -
          g722_sowd_2015.body         | 2015-02-23T02:36:00Z | G.722 wideband 3.8 3.8 - 92
          linphone_shape.body         | 2026-01-01T00:02:00Z | Opus fullband 4.1 4 - -
          polycom_alert.body          | 2015-11-20T08:44:00Z | G.722 wideband 3.8 3.4 94 82
          polycom_session.body        | 2015-11-20T08:47:00Z | G.722 wideband 3.8 3.4 94 82
          rfc6035_notify_alert.sip    | 2004-10-10T18:26:02Z | G.729A narrowband 3.5 3.7 80 85
          rfc6035_notify_session.sip  | 2004-10-10T18:26:02Z | G.711 narrowband 4.1 4 88 85
          rfc6035_publish_alert.sip   | 2004-10-10T18:26:02Z | G.711 narrowband 2.4 2.3 60 55
          rfc6035_publish_session.sip | 2004-10-10T18:26:02Z | G.729A narrowband 4.2 4.3 90 85
          snom821_publish.sip         | 2015-12-16T20:10:00Z | G.711 narrowband 4.1 4.1 - -
          """)
  void recordedReports(String file, String at, String expected) throws IOException {
    String text = Files.readString(Shared.path().resolve("samples/vq/" + file));
    long atNs = Instant.parse(at).getEpochSecond() * 1_000_000_000L;
    List<Map<String, String>> phones =
        phones(json(atNs, publish(text.substring(text.indexOf("VQ")))));

    Map<String, String> own =
        phones.stream().filter(one -> one.get("relayed").equals("false")).findFirst().orElseThrow();
    assertEquals(
        expected,
        String.join(
            " ",
            List.of("codec", "scale", "mos_lq", "mos_cq", "r_lq", "r_cq").stream()
                .map(name -> own.getOrDefault(name, "-"))
                .toList()));
    assertEquals(text.contains("RemoteMetrics"), phones.size() == 2);
  }
}
