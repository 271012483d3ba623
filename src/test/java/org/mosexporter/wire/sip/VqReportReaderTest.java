package org.mosexporter.wire.sip;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.VqReport.Alert;
import org.mosexporter.wire.sip.VqReport.End;
import org.mosexporter.wire.sip.VqReport.Kind;

/** Reports written by hand after RFC 6035 and after what phones make of it. */
class VqReportReaderTest {
  private static final String ADDRESSES =
      """
      LocalAddr: IP=10.1.20.7 PORT=4000 SSRC=0x0A0B0C0D
      RemoteAddr: IP=192.0.2.9 PORT=5000 SSRC=0x1
      """;

  private static VqReport read(String body) {
    return VqReportReader.read(body).orElseThrow();
  }

  /** Figures as {@code KEY=value}, in the order of the keys. */
  private static String figures(VqMetrics metrics) {
    Map<String, Double> sorted = new TreeMap<>();
    metrics.values().forEach((metric, value) -> sorted.put(metric.name(), value));
    return sorted.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(joining(" "));
  }

  private static VqReport withMetrics(String lines) {
    return read("VQSessionReport: CallTerm\nCallID: c1\n" + ADDRESSES + "LocalMetrics:\n" + lines);
  }

  @Test
  void readsAReportByTheBook() {
    VqReport report =
        read(
            """
            VQSessionReport: CallTerm
            CallID: c1@10.1.20.7
            LocalID: "Ann" <sip:1001@office.example>
            RemoteID: sip:1002@office.example;user=phone
            OrigID: <sip:1001@office.example>
            LocalAddr: IP=10.1.20.7 PORT=4000 SSRC=0x0A0B0C0D
            LocalMAC: 02:00:5e:00:53:01
            RemoteAddr: IP=2001:db8::9 PORT=5000 SSRC=0xFFFFFFFE
            RemoteMAC: 02005E005302
            LocalGroup: floor-2
            RemoteGroup: gateway
            LocalMetrics:
            Timestamps:START=2026-03-01T09:00:00Z STOP=2026-03-01T09:01:30.5Z
            SessionDesc:PT=18 PD=G729 SR=8000 FD=20 FO=20 FPP=2 PPS=50 FMTP="annexb=no; x" PLC=3 SSUP=on
            JitterBuffer:JBA=3 JBR=2 JBN=40 JBM=80 JBX=120
            PacketLoss:NLR=5.5 JDR=0.25
            BurstGapLoss:BLD=1 BD=60 GLD=2.0 GD=500 GMIN=16
            Delay:RTD=200 ESD=140 SOWD=201 IAJ=2 MAJ=10
            Signal:SL=-21 NL=-50 RERL=55
            QualityEst:RLQ=80 RCQ=75 EXTRI=90 EXTRO=91 MOSLQ=3.5 MOSCQ=3.4 QoEEstAlg=P.564
            RemoteMetrics:
            PacketLoss:NLR=1.0 JDR=0
            DialogID:c1@10.1.20.7;to-tag=a;from-tag=b
            """);

    assertEquals(Kind.SESSION, report.kind());
    assertEquals(true, report.last());
    assertEquals(Optional.empty(), report.alert());
    assertEquals("c1@10.1.20.7", report.callId());
    assertEquals("1001", report.localUser());
    assertEquals("1002", report.remoteUser());
    assertEquals(end("10.1.20.7", 4000, 0x0A0B0C0D, "02005e005301"), report.localEnd());
    assertEquals(end("2001:db8::9", 5000, -2, "02005e005302"), report.remoteEnd());
    assertEquals("floor-2", report.localGroup());
    assertEquals("gateway", report.remoteGroup());
    assertEquals(
        "BD=60.0 BLD=1.0 ESD=140.0 EXTRI=90.0 EXTRO=91.0 FD=20.0 FO=20.0 FPP=2.0 GD=500.0 GLD=2.0"
            + " GMIN=16.0 IAJ=2.0 JBA=3.0 JBM=80.0 JBN=40.0 JBR=2.0 JBX=120.0 JDR=0.25 MAJ=10.0"
            + " MOSCQ=3.4 MOSLQ=3.5 NL=-50.0 NLR=5.5 PLC=3.0 PPS=50.0 PT=18.0 RCQ=75.0 RERL=55.0"
            + " RLQ=80.0 RTD=200.0 SL=-21.0 SOWD=201.0 SR=8000.0",
        figures(report.local()));
    assertEquals(
        Map.of("PD", "G729", "FMTP", "annexb=no; x", "SSUP", "on", "QOEESTALG", "P.564"),
        report.local().texts());
    assertEquals(ns("2026-03-01T09:00:00Z"), report.local().startNs());
    assertEquals(ns("2026-03-01T09:01:30.5Z"), report.local().stopNs());
    assertEquals("JDR=0.0 NLR=1.0", figures(report.remote().orElseThrow()));
    assertEquals(Map.of(), report.extensions());
    assertEquals(0, report.invalid());
  }

  private static End end(String address, int port, int ssrc, String mac) {
    return new End(Optional.of(IpAddress.parse(address)), OptionalInt.of(port), List.of(ssrc), mac);
  }

  private static OptionalLong ns(String rfc3339) {
    Instant instant = Instant.parse(rfc3339);
    return OptionalLong.of(instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
  }

  @Test
  void readsAlertsInBothForms() {
    Alert alert = new Alert("MOSLQ", "Warning", "local");
    VqReport byTheBook = read("VQAlertReport: Type=MOSLQ Severity=Warning Dir=local\nCallID: c1\n");
    VqReport onTheNextLine =
        read("VQAlertReport\r\nType=MOSLQ Severity=Warning Dir=local\r\nCallID:c1\r\n");
    for (VqReport report : List.of(byTheBook, onTheNextLine)) {
      assertEquals(Kind.ALERT, report.kind());
      assertEquals(false, report.last());
      assertEquals(Optional.of(alert), report.alert());
      assertEquals("c1", report.callId());
    }
    assertEquals(Kind.INTERVAL, read("vqintervalreport:\n").kind());
  }

  /** Folded as RFC 3261 §7.3.1 has it, not folded at all, and without a blank between. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "QualityEst: RLQ=93 MOSLQ=4.1\r\n\tMOSCQ=4.0 \r\n   RCQ=90",
        "QualityEst: RLQ=93 MOSLQ=4.1\nMOSCQ=4.0\nRCQ=90",
        "QUALITYEST : rlq = 93 Moslq: 4.1 MOSCQ =4.0 RCQ= 90",
      })
  void lineBreaksAndBlanksDoNotCount(String lines) {
    assertEquals("MOSCQ=4.0 MOSLQ=4.1 RCQ=90.0 RLQ=93.0", figures(withMetrics(lines).local()));
  }

  @Test
  void bufferDelaysWithoutABlankBetween() {
    assertEquals(
        "JBA=3.0 JBM=20.0 JBN=10.0 JBR=2.0 JBX=240.0",
        figures(withMetrics("JitterBuffer:JBA=3 JBR=2 JBN=10JBM=20JBX=240").local()));
  }

  @Test
  void linesOfTheSessionMayStandAmongTheMetrics() {
    VqReport report =
        read(
            """
            VQSessionReport
            LocalMetrics:
            TimeStamps:START=2026-03-01T09:00:00Z STOP=2026-03-01T09:01:30Z
            CallID:c9
            ToID:"B" <sip:2@x>
            FromID:"A" <sip:1@x>
            LocalAddr:IP:10.1.20.7 PORT:4000 SSRC:3825483318
            x-Thing:a=1
            Delay:RTD=3 IAJ=0
            """);
    assertEquals("c9", report.callId());
    assertEquals("1", report.localUser());
    assertEquals("2", report.remoteUser());
    assertEquals(end("10.1.20.7", 4000, (int) 3825483318L, ""), report.localEnd());
    assertEquals(new End(Optional.empty(), OptionalInt.empty(), List.of(), ""), report.remoteEnd());
    assertEquals("IAJ=0.0 RTD=3.0", figures(report.local()));
    assertEquals(Map.of("x-thing", "a=1"), report.extensions());
  }

  @Test
  void metricsOfAlertsMayHaveNoOwner() {
    VqReport report = read("VQAlertReport\nMetrics:\nDelay:RTD=7\nRemoteMetrics:\nDelay:RTD=9\n");
    assertEquals("RTD=7.0", figures(report.local()));
    assertEquals("RTD=9.0", figures(report.remote().orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({
    "0x1A2B3C4D, 1a2b3c4d, ", // after 0x
    "1a3b5c7d, 1a3b5c7d, ", // letters
    "4294967295, ffffffff, ", // ten digits
    "4294967296, , ", // more than 32 bits
    "439000146, 1a2a9c52, ", // nine digits
    "12345678, bc614e, 12345678", // may be either
    "7, 7, ", // the same in both
    "0x123456789, , ",
    "'', , ",
    "zz, , ",
  })
  void ssrcsAreHexadecimalOrDecimal(String text, String first, String second) {
    List<Integer> expected =
        java.util.stream.Stream.of(
                Optional.ofNullable(first).orElse(""), Optional.ofNullable(second).orElse(""))
            .filter(each -> !each.isEmpty())
            .map(each -> Integer.parseUnsignedInt(each, 16))
            .toList();
    assertEquals(
        expected, read("VQSessionReport\nLocalAddr: IP=10.0.0.1 SSRC=" + text).localEnd().ssrcs());
  }

  /** What says that nobody knows is no value, and no fault. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Delay: RTD=0 ESD=65535 OWD=65535 SOWD=65535 IAJ=65535 MAJ=65535",
        "Delay: RTD=65535",
        "QualityEst: RLQ=127 RCQ=127 EXTRI=127 EXTRO=127 EXTR=127 MOSLQ=0 MOSCQ=0.0",
        "QualityEst: MOSLQ=12.7 MOSCQ=127",
        "QualityEst:",
        "Signal: SL=127 NL=127 RERL=127",
        "BurstGapLoss: GD=65535 BD=65535",
        "JitterBuffer: JBN=65535 JBM=65535 JBX=65535",
        "Timestamps: START=0 STOP=0",
        "PacketLoss: NLR= JDR=",
      })
  void leavesOutWhatIsUnknown(String line) {
    VqReport report = withMetrics(line);
    assertEquals("", figures(report.local()));
    assertEquals(OptionalLong.empty(), report.local().startNs());
    assertEquals(0, report.invalid());
  }

  /** MOS of 41 may mean 4.1 or nothing: nobody guesses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "QualityEst: MOSLQ=41",
        "QualityEst: MOSCQ=5.01",
        "QualityEst: MOSCQ=0.9",
        "QualityEst: RLQ=121",
        "QualityEst: RCQ=-1",
        "PacketLoss: NLR=100.5",
        "PacketLoss: NLR=NaN",
        "PacketLoss: NLR=1e3",
        "Delay: RTD=99999999999999999999",
        "SessionDesc: PT=128",
        "Timestamps: START=yesterday",
      })
  void countsWhatIsNone(String line) {
    VqReport report = withMetrics(line);
    assertEquals("", figures(report.local()));
    assertEquals(1, report.invalid());
  }

  @Test
  void aStopBeforeTheStartLeavesBothOut() {
    VqMetrics metrics =
        withMetrics("Timestamps:START=2026-03-10T09:00:00Z STOP=2026-03-01T09:00:00Z").local();
    assertEquals(OptionalLong.empty(), metrics.startNs());
    assertEquals(OptionalLong.empty(), metrics.stopNs());
  }

  @Test
  void valuesAreAskedFor() {
    VqMetrics metrics = withMetrics("Delay: RTD=42\nSessionDesc: PD=opus SR=8000;16000").local();
    assertEquals(OptionalDouble.of(42), metrics.value(VqMetric.RTD));
    assertEquals(OptionalDouble.empty(), metrics.value(VqMetric.ESD));
    assertEquals(OptionalDouble.of(8000), metrics.value(VqMetric.SR));
    assertEquals(Optional.of("opus"), metrics.codecName());
  }

  @Test
  void theDialogTellsTheCallWhereNothingElseDoes() {
    assertEquals("c7@h", read("VQSessionReport\nDialogID: c7@h;to-tag=1;from-tag=2\n").callId());
  }

  @Test
  void anythingElseIsNoReport() {
    for (String body :
        List.of("", "\r\n\r\n", "v=0\r\n", "VQReport: CallTerm\n", "XVQSessionReport")) {
      assertEquals(Optional.empty(), VqReportReader.read(body), body);
    }
  }

  @Test
  void textsAreBoundedAndPlain() {
    String filler = "x".repeat(3000);
    VqReport report =
        read(
            "VQSessionReport\nCallID: a\u0007b\u202e"
                + filler
                + "\nX-A:"
                + filler
                + "\nLocalGroup:"
                + filler);
    assertEquals("ab" + "x".repeat(254), report.callId());
    assertEquals(256, report.localGroup().length());
    assertEquals(256, report.extensions().get("x-a").length());
  }

  @Test
  void hostileBodiesEnd() {
    String lines = "JitterBuffer:" + "JBN=".repeat(500) + "\n";
    String quotes = "SessionDesc:" + "FMTP=\"".repeat(300) + "\n";
    StringBuilder many = new StringBuilder("VQSessionReport\n");
    for (int i = 0; i < 100; i++) {
      many.append(lines).append(quotes).append("x-%d:y\n".formatted(i));
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(16, read(many.toString()).extensions().size()));
  }
}
