package org.mosexporter.wire.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.Shared;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.VqReport.End;

/**
 * Reports of real phones, read off by hand; where they lie, see {@link Shared}. Left out of the
 * figures: RTD=0 and RTD=65535, GD=65535, RERL=127, EXTRI=127, and the times of RFC 6035's own
 * examples, which stop before they start.
 */
class VqSamplesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audiocodes_publish.sip | SESSION false 20328634741612201520943@172.17.116.201 1000 2000 | 172.17.116.201 6000 54c62a13 02005e57d971 | 172.17.116.202 6000 243220dd - | PT=8 SR=8000 FD=20 PLC=3 JBA=3 JBR=0 JBN=7 JBM=10 JBX=300 NLR=0 JDR=0 BLD=0 BD=0 GLD=0 GD=6325 GMIN=16 ESD=11 SL=-34 NL=-67 RERL=17 RLQ=93 MOSLQ=4.1 MOSCQ=4.1 | JBA=3 JBR=0 JBN=0 JBM=0 JBX=300 NLR=0 JDR=0 ESD=0 | PD=PCMA SSUP=Off | 7
          g722_sowd_2015.body | SESSION true 329662837@192.168.1.21 - - | 192.168.1.21 11784 1a2a9c52 - | 203.0.113.184 27210 ce2256d2 - | PT=9 PPS=50 PLC=1 JBA=2 JBR=15 JBN=40 JBM=40 JBX=240 NLR=0 JDR=0 BLD=0.7 BD=60 GLD=0 GD=30000 GMIN=16 ESD=177 SOWD=88 IAJ=0 MAJ=0 SL=-21 NL=-64 RCQ=92 MOSLQ=3.8 MOSCQ=3.8 | - | SSUP=off | 45
          linphone_shape.body | SESSION true a1b2c3d4 alice bob | 192.168.1.10 7078 9793259b - | 192.168.1.11 7078 5313011b - | PT=96 SR=48000 FD=20 PLC=0 JBA=3 JBN=60 JBM=80 JBX=500 NLR=0.4 JDR=0.1 RTD=42 IAJ=7 MOSLQ=4.1 MOSCQ=4 | - | PD=opus FMTP=useinbandfec=1 | 60
          polycom_alert.body | ALERT false 41a24694-78e60cfb-69fb60f8@10.2.0.52 2012 2087 | 10.2.0.51 2302 e4043e36 - | 10.2.0.52 2274 783fcc3c - | PT=9 PPS=50 JBA=3 JBR=5 JBN=220 JBM=230 JBX=160 NLR=0 JDR=0 BLD=0 BD=0 GLD=0 GD=9440 GMIN=16 RTD=2 ESD=239 OWD=240 IAJ=0 RLQ=94 RCQ=82 MOSLQ=3.8 MOSCQ=3.4 | - | SSUP=off | 9
          polycom_session.body | SESSION false 41a24694-78e60cfb-69fb60f8@10.2.0.52 2012 2087 | 10.2.0.51 2302 e4043e36 - | 10.2.0.52 2274 783fcc3c - | PT=9 PPS=50 JBA=3 JBR=5 JBN=220 JBM=230 JBX=160 NLR=0 JDR=0 BLD=0 BD=0 GLD=0 GMIN=16 RTD=3 ESD=239 OWD=240 IAJ=0 RLQ=94 RCQ=82 MOSLQ=3.8 MOSCQ=3.4 | - | SSUP=off | 205
          rfc6035_notify_alert.sip | ALERT false 6dg37f1890463 alice bill | 10.10.1.100 5000 2468abcd 02005ecc210f | 198.51.100.150 5002 1357efff 02005e8e9502 | PT=18 SR=8000 FD=20 FO=20 FPP=2 PPS=50 PLC=3 JBA=3 JBR=2 JBN=40 JBM=80 JBX=120 NLR=10 JDR=2 BLD=0 BD=0 GLD=2 GD=500 GMIN=16 RTD=200 ESD=140 SOWD=200 IAJ=2 MAJ=10 SL=-21 NL=-50 RERL=55 RLQ=80 RCQ=85 EXTRI=90 MOSLQ=3.5 MOSCQ=3.7 | PT=18 SR=8000 FD=20 FO=20 FPP=2 PPS=50 PLC=3 JBA=3 JBR=2 JBN=40 JBM=80 JBX=120 NLR=5 JDR=2 BLD=0 BD=0 GLD=2 GD=500 GMIN=16 RTD=200 ESD=140 SOWD=200 IAJ=2 MAJ=10 SL=-21 NL=-45 RERL=55 RLQ=90 RCQ=85 MOSLQ=4.3 MOSCQ=4.2 | PD=G729 FMTP=annexb=no SSUP=on QOEESTALG=P.564 | -
          rfc6035_notify_session.sip | SESSION true 6dg37f1890463 alice bill | 10.10.1.100 5000 1a3b5c7d 02005ecc210f | 198.51.100.150 5002 2468abcd 02005e8e9502 | PT=0 SR=8000 FD=20 FO=160 FPP=1 PPS=50 PLC=3 JBA=3 JBR=2 JBN=40 JBM=80 JBX=120 NLR=5 JDR=2 BLD=0 BD=0 GLD=2 GD=500 GMIN=16 RTD=200 ESD=140 SOWD=200 IAJ=2 MAJ=10 SL=-18 NL=-50 RERL=55 RLQ=88 RCQ=85 EXTRI=90 MOSLQ=4.1 MOSCQ=4 | PT=0 SR=8000 FD=20 FO=160 FPP=1 PPS=50 PLC=3 JBA=3 JBR=2 JBN=40 JBM=80 JBX=120 NLR=5 JDR=2 BLD=0 BD=0 GLD=2 GD=500 GMIN=16 RTD=200 ESD=140 SOWD=200 IAJ=2 MAJ=10 SL=-21 NL=-45 RERL=55 RLQ=90 RCQ=85 EXTRI=90 MOSLQ=4.3 MOSCQ=4.2 | PD=PCMU SSUP=on QOEESTALG=P.564 | -
          rfc6035_publish_alert.sip | ALERT false 6dg37f1890463 alice bill | 10.10.1.100 5000 1a3b5c7d 02005ecc210f | 198.51.100.150 5002 2468abcd 02005e8e9502 | PT=0 SR=8000 FD=20 FO=160 FPP=1 PPS=50 PLC=3 JBA=3 JBR=2 JBN=40 JBM=80 JBX=120 NLR=5 JDR=2 BLD=0 BD=0 GLD=2 GD=500 GMIN=16 RTD=200 ESD=140 SOWD=200 IAJ=2 MAJ=10 SL=-12 NL=-30 RERL=55 RLQ=60 RCQ=55 EXTRI=90 MOSLQ=2.4 MOSCQ=2.3 | PT=0 SR=8000 FD=20 FO=160 FPP=1 PPS=50 PLC=3 JBA=3 JBR=2 JBN=40 JBM=80 JBX=120 NLR=5 JDR=2 BLD=0 BD=0 GLD=2 GD=500 GMIN=16 RTD=200 ESD=140 SOWD=200 IAJ=2 MAJ=10 SL=-23 NL=-60 RERL=55 RLQ=90 RCQ=85 EXTRI=90 MOSLQ=4.2 MOSCQ=4.3 | PD=PCMU SSUP=on QOEESTALG=P.564 | -
          rfc6035_publish_session.sip | SESSION true 6dg37f1890463 alice bill | 10.10.1.100 5000 1a3b5c7d 02005ecc210f | 198.51.100.150 5002 2468abcd 02005e8e9502 | PT=18 SR=8000 FD=20 FO=20 FPP=2 PPS=50 PLC=3 JBA=3 JBR=2 JBN=40 JBM=80 JBX=120 NLR=5 JDR=2 BLD=0 BD=0 GLD=2 GD=500 GMIN=16 RTD=200 ESD=140 SOWD=200 IAJ=2 MAJ=10 SL=-21 NL=-50 RERL=55 RLQ=90 RCQ=85 EXTRI=90 MOSLQ=4.2 MOSCQ=4.3 | PT=18 SR=8000 FD=20 FO=20 FPP=2 PPS=50 PLC=3 JBA=3 JBR=2 JBN=40 JBM=80 JBX=120 NLR=5 JDR=2 BLD=0 BD=0 GLD=2 GD=500 GMIN=16 RTD=200 ESD=140 SOWD=200 IAJ=2 MAJ=10 SL=-21 NL=-45 RERL=55 RLQ=90 RCQ=85 MOSLQ=4.3 MOSCQ=4.2 | PD=G729 FMTP=annexb=no SSUP=on QOEESTALG=P.564 | -
          snom821_publish.sip | SESSION true 825962570309-8ds5sl3mca99 5004 520 | 10.0.3.13 57460 014ea261 0004135310db | 10.0.3.252 10034 1f634ea2 - | PT=8 SR=8000 PPS=50 JBA=3 JBR=2 JBN=20 JBM=20 JBX=240 NLR=3 JDR=3 BLD=0 BD=0 GLD=0 GD=5930 GMIN=16 ESD=0 IAJ=11 MOSLQ=4.1 MOSCQ=4.1 | - | PD=PCMA SSUP=off | 7
          """)
  void readsTheSample(
      String file,
      String session,
      String localEnd,
      String remoteEnd,
      String local,
      String remote,
      String texts,
      String seconds)
      throws IOException {
    VqReport report = VqReportReader.read(body(file)).orElseThrow();

    assertEquals(
        session,
        "%s %s %s %s %s"
            .formatted(
                report.kind(),
                report.last(),
                report.callId(),
                orDash(report.localUser()),
                orDash(report.remoteUser())));
    assertEquals(localEnd, text(report.localEnd()));
    assertEquals(remoteEnd, text(report.remoteEnd()));
    assertEquals(figures(local), report.local().values());
    assertEquals(
        remote.equals("-") ? Map.of() : figures(remote),
        report.remote().map(VqMetrics::values).orElse(Map.of()));
    assertEquals(texts(texts), report.local().texts());
    assertEquals(seconds, duration(report.local()));
    assertEquals(0, report.invalid());
  }

  private static String body(String file) throws IOException {
    String text = Files.readString(Shared.path().resolve("samples/vq/" + file));
    return text.substring(text.indexOf("VQ"));
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String text(End end) {
    return "%s %d %08x %s"
        .formatted(
            end.address().map(IpAddress::toString).orElse("-"),
            end.port().orElse(0),
            end.ssrcs().getFirst(),
            orDash(end.mac()));
  }

  private static Map<VqMetric, Double> figures(String list) {
    Map<VqMetric, Double> figures = new HashMap<>();
    for (String figure : list.split(" ", -1)) {
      String[] parts = figure.split("=", -1);
      figures.put(VqMetric.valueOf(parts[0]), Double.parseDouble(parts[1]));
    }
    return figures;
  }

  private static Map<String, String> texts(String list) {
    Map<String, String> texts = new HashMap<>();
    for (String text : list.split(" ", -1)) {
      String[] parts = text.split("=", 2);
      texts.put(parts[0], parts[1]);
    }
    return texts;
  }

  private static String duration(VqMetrics metrics) {
    return metrics.startNs().isEmpty() || metrics.stopNs().isEmpty()
        ? "-"
        : Long.toString(
            (metrics.stopNs().getAsLong() - metrics.startNs().getAsLong()) / 1_000_000_000L);
  }
}
