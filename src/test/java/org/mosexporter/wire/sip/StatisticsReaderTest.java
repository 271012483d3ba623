package org.mosexporter.wire.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.wire.Frames.window;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.Shared;
import org.mosexporter.wire.sip.CallStatistics.JitterUnit;
import org.mosexporter.wire.sip.CallStatistics.MediaEnd;
import org.mosexporter.wire.sip.CallStatistics.Side;

/** Headers as vendors write them; figures as they stand there. */
class StatisticsReaderTest {
  private static final String BYE =
      """
      BYE sip:a@10.1.0.1 SIP/2.0
      Via: SIP/2.0/UDP 10.1.0.2;branch=z9hG4bK1
      From: <sip:a@x>;tag=1
      To: <sip:b@x>;tag=2
      Call-ID: c1
      CSeq: 2 BYE
      User-Agent: %s
      %s: %s
      Content-Length: 0

      """;

  private static List<CallStatistics> read(String message) {
    byte[] octets = message.getBytes(UTF_8);
    SipMessage.Request bye = (SipMessage.Request) SipParser.parse(window(octets), 0, octets.length);
    return StatisticsReader.read(bye.headers());
  }

  private static CallStatistics only(String header, String value) {
    return one(read(BYE.formatted("phone", header, value)));
  }

  private static CallStatistics one(List<CallStatistics> found) {
    assertEquals(1, found.size());
    return found.getFirst();
  }

  /** A dash stands for what is not there. */
  private static String text(CallStatistics statistics) {
    return "%s | %s | %s | %s %s %s | %s %s | %s %s %s %s %s | %d"
        .formatted(
            statistics.header(),
            text(statistics.received()),
            text(statistics.sent()),
            number(statistics.latencyMs()),
            number(statistics.setupMs()),
            number(statistics.durationSeconds()),
            statistics.local().map(StatisticsReaderTest::text).orElse("-"),
            statistics.remote().map(StatisticsReaderTest::text).orElse("-"),
            number(statistics.mos()),
            number(statistics.mosCq()),
            number(statistics.concealedRatio()),
            number(statistics.concealedSeconds()),
            number(statistics.severelyConcealedSeconds()),
            statistics.invalid());
  }

  private static String text(MediaEnd end) {
    OptionalInt port = end.port();
    return end.address() + ":" + (port.isEmpty() ? "-" : port.getAsInt());
  }

  private static String text(Side side) {
    return "%s %s %s %s %s %s %s"
        .formatted(
            number(side.packets()),
            number(side.octets()),
            number(side.expected()),
            number(side.lost()),
            number(side.discarded()),
            number(side.jitter()) + (side.jitterUnit() == JitterUnit.RTP_UNITS ? "u" : "ms"),
            side.codec().isEmpty() ? "-" : side.codec());
  }

  private static String number(OptionalLong value) {
    return value.isEmpty() ? "-" : Long.toString(value.getAsLong());
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "-" : Double.toString(value.getAsDouble());
  }

  /** Packets, octets, expected, lost, discarded, jitter and codec of both sides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          X-RTP-Stat#CS=123;PS=10;ES=11;OS=1600;QS=-;PR=20;ER=23;OR=3200;PL=2,3;RB=0/0;EN=PCMA;DE=G729;JI=23,111;DL=34,25,70;IP=10.1.0.7:7078,192.0.2.1:21518#x-rtp-stat | 20 3200 23 2 - 23.0ms G729 | 10 1600 11 3 - 111.0ms PCMA | 34.0 123 - | 10.1.0.7:7078 192.0.2.1:21518 | - - - - - | 0
          X-RTP-Stat#PS=207;OS=49680;;PR=314;OR=50240;PL=0;JI=600;LA=40;#x-rtp-stat | 314 50240 - 0 - 600.0ms - | 207 49680 - - - -ms - | 40.0 - - | - - | - - - - - | 0
          P-RTP-Stat#PS=3775,OS=649300,PR=3776,OR=604000,PL=1,JI=2,LA=4,DU=98#p-rtp-stat | 3776 604000 - 1 - 2.0ms - | 3775 649300 - - - -ms - | 4.0 - 98 | - - | - - - - - | 0
          X-RTP-Stat#ps=1, pl=2,3 ,en=G711U,mos=4.0#x-rtp-stat | - - - 2 - -ms - | 1 - - 3 - -ms G711U | - - - | - - | 4.0 - - - - | 0
          X-RTP-Stat#EX=BareSip;CS=120;CD=35;PR=1750;PS=1751;PL=2,0;PD=4,5;JI=12.4,8.0;IP=10.0.0.1:4010,[2001:db8::1]:5004;EN=opus/48000;DE=opus/48000#x-rtp-stat | 1750 - - 2 4 12.4u opus/48000 | 1751 - - 0 5 8.0u opus/48000 | - 120 35 | 10.0.0.1:4010 2001:db8::1:5004 | - - - - - | 0
          X-Siemens-RTP-stats-list#MT=0;PS=662;OS=105920;PR=661;OR=105760;PL=0;JI=0;LA=1;SS=0;EN=8;DE=8;IE=00#x-siemens-rtp-stats-list | 661 105760 - 0 - 0.0ms 8 | 662 105920 - - - -ms 8 | 1.0 - - | - - | - - - - - | 0
          X-RTP-Stat#MOS=0;PR=-1;PS=x;MOSCQ=9;JI=1e9#x-rtp-stat | - - - - - -ms - | - - - - - -ms - | - - - | - - | - - - - - | 3
          X-RTP-Stat#MOS=41;IP=nowhere:1,10.1:2#x-rtp-stat | - - - - - -ms - | - - - - - -ms - | - - - | - - | - - - - - | 1
          RTP-TxStat#Dur=13,Pkt=658,Oct=105280#rtp-rxstat | - - - - - -ms - | 658 105280 - - - -ms - | - - 13 | - - | - - - - - | 0
          RTP-RxStat#Dur=13,Pkt=657,Oct=113004,LatePkt=2,LostPkt=5,AvgJit=1.5,VQMetrics="MLQK=4.25;MLQKav=4.4;CCR=0.0125;ICR=0.5;CS=3;SCS=1;VoRxCodec=G.722;VoOneWayDelayMs=21"#rtp-rxstat | 657 113004 - 5 2 1.5ms G.722 | - - - - - -ms - | 21.0 - 13 | - - | 4.25 - 0.0125 3 1 | 0
          RTP-RxStat#Pkt=1,VQMetrics="MOSlq=4.1;MOScq=4.2#rtp-rxstat | 1 - - - - -ms - | - - - - - -ms - | - - - | - - | 4.1 4.2 - - - | 0
          """)
  void readsWhatIsSent(String header, String value, String expected) {
    assertEquals(expected, text(only(header, value)));
  }

  @Test
  void cisco7912CountsInUnitsOfTheClock() {
    String phone = BYE.formatted("Cisco-CP7912/8.0", "X-RTP-Stat", "PR=1;JI=80");
    assertEquals(JitterUnit.RTP_UNITS, one(read(phone)).received().jitterUnit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";;;", "=1;=2", ",", "nothing"})
  void nothingSaidIsNothing(String value) {
    assertEquals(List.of(), read(BYE.formatted("phone", "X-RTP-Stat", value)));
  }

  @Test
  void metricsMayBeLong() {
    String metrics = "MLQKvr=0.95;".repeat(30) + "SCS=7";
    CallStatistics statistics = only("RTP-RxStat", "Pkt=1,VQMetrics=\"" + metrics + "\"");
    assertEquals(OptionalLong.of(7), statistics.severelyConcealedSeconds());
  }

  @Test
  void otherHeadersAreNone() {
    assertEquals(List.of(), read(BYE.formatted("phone", "X-RTP-Stats", "PR=1")));
  }

  @Test
  void itemsAreBounded() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      many.append("K").append(i).append("=1;");
    }
    assertEquals(OptionalLong.empty(), only("X-RTP-Stat", many + "PR=7").received().packets());
    assertEquals(256, only("X-RTP-Stat", "EN=" + "x".repeat(2000)).sent().codec().length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          audiocodes_x_rtp_stat_bye#x-rtp-stat | 314 50240 - 0 - 600.0ms - | 207 49680 - - - -ms - | 40.0 - - | - - | - - - - - | 0
          cisco_cp9971_cucm_bye#rtp-rxstat | 657 113004 - 0 0 1.0ms - | 658 105280 - - - -ms - | - - 13 | - - | 4.5 - 0.0 0 0 | 0
          cucm_p_rtp_stat_bye#p-rtp-stat | 3775 604000 - 0 - 0.0ms - | 3775 649300 - - - -ms - | 4.0 - 98 | - - | - - - - - | 0
          """)
  void readsTheSample(String file, String expected) throws IOException {
    String message = Files.readString(Shared.path().resolve("samples/bye/" + file + ".sip"));
    assertEquals(expected, text(one(read(message))));
  }

  /** Line by line as they stand in the file, behind its comment. */
  @Test
  void readsTheSampleValues() throws IOException {
    List<String> expected =
        List.of(
            "x-rtp-stat | 132118 21138880 132131 22 - 23.0ms PCMA | 131918 21106880 132131 33 -"
                + " 111.0ms PCMA | 34.0 123 - | 172.29.208.227:7078 172.17.66.118:21518"
                + " | - - - - - | 0",
            "x-rtp-stat | 1522 243520 1525 0 - 23.0ms PCMA | 1433 229280 1525 0 - 2.0ms PCMA,FAX"
                + " | 20.0 0 - | 203.0.113.179:7082 203.0.113.178:20482 | - - - - - | 0",
            "x-rtp-stat | 0 - 0 0 - 0.0ms PCMU | - - - - - -ms PCMU | 0.0 - -"
                + " | 10.1.0.33:16384 203.0.113.200:20048 | - - - - - | 0",
            "x-rtp-stat | 1236 24720 - 0 - 1.0ms G711U | 1234 34560 - - - -ms G711U | - - 1230"
                + " | - - | 4.0 - - - - | 0",
            "x-rtp-stat | 1750 - - 2 0 12.4u opus/48000 | 1751 - - 0 0 8.0u opus/48000 | - 120 35"
                + " | 192.168.1.10:4010 192.168.1.20:5004 | - - - - - | 0",
            "x-rtp-stat | - - - - - 7.0ms - | - - - - - -ms - | - - - | - - | 3.8 - - - - | 0",
            "x-rtp-stat | 661 105760 - 0 - 0.0ms 8 | 662 105920 - - - -ms 8 | 1.0 - - | - -"
                + " | - - - - - | 0",
            "x-rtp-stat | 5429 955504 - 0 - 0.0ms - | 0 0 - - - -ms - | 0.0 - 108 | - -"
                + " | - - - - - | 0");
    List<String> read =
        Files.readAllLines(Shared.path().resolve("samples/bye/x_rtp_stat_values.txt")).stream()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(line -> text(only("X-RTP-Stat", line.substring(line.indexOf('\t') + 1))))
            .toList();
    assertEquals(expected, read);
  }
}
