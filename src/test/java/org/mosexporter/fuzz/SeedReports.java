package org.mosexporter.fuzz;

import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.u16;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

/** Good reports of our own making. */
final class SeedReports {
  private static final String JSON =
      """
      {"sender_information":{"ntp_timestamp_sec":3022477571,"ntp_timestamp_usec":1269104640,
      "rtp_timestamp":160000,"packets":1000,"octets":160000},"ssrc":10,"type":200,"report_count":1,
      "report_blocks":[{"source_ssrc":11,"fraction_lost":13,"packets_lost":16777213,
      "highest_seq_no":68284,"ia_jitter":80,"lsr":3070566400,"dlsr":344064}],
      "report_blocks_xr":{"type":7,"id":11,"fraction_lost":3,"fraction_discard":4,"burst_density":5,
      "gap_density":6,"burst_duration":7,"gap_duration":8,"round_trip_delay":90,
      "end_system_delay":60},"sdes_ssrc":10,"sdes_information":[{"type":1,"text":"me@10.1.0.5"}]}
      """;

  private static final String REPORT =
      """
      VQSessionReport: CallTerm
      CallID: c1@10.1.20.11
      LocalID: "Ann" <sip:1010@office.example>
      RemoteID: sip:1020@office.example;user=phone
      LocalAddr: IP=10.1.20.11 PORT=4000 SSRC=0x0A0B0C0D
      RemoteAddr: IP=[2001:db8::9] PORT=5000 SSRC=11
      LocalMAC: 00:1A:2B:3C:4D:5E
      LocalMetrics:
      Timestamps:START=2026-03-02T12:00:00Z STOP=2026-03-02T12:01:00Z
      SessionDesc:PT=0 PD="G711 mu" SR=8000 FD=20 FPP=1 PPS=50 PLC=3 SSUP=off
      JitterBuffer:JBA=3 JBR=2 JBN=40 JBM=80 JBX=120
      PacketLoss:NLR=5.0 JDR=2.0
      BurstGapLoss:BLD=0 BD=0 GLD=2.0 GD=500 GMIN=16
      Delay:RTD=200 ESD=140 SOWD=100 IAJ=2 MAJ=10
      Signal:SL=-18 NL=-50 RERL=55
      QualityEst:RLQ=88 RCQ=85 EXTRI=90 MOSLQ=4.1 MOSCQ=4.0 QoEEstAlg=P.564
      RemoteMetrics:
      QualityEst:MOSLQ=3.9
      DialogID:c1@10.1.20.11;to-tag=b;from-tag=a
      """;

  private static final String BYE =
      """
      BYE sip:1020@office.example SIP/2.0
      Via: SIP/2.0/UDP 10.1.20.11;branch=z9hG4bK1
      From: <sip:1010@office.example>;tag=a
      To: <sip:1020@office.example>;tag=b
      Call-ID: c1
      CSeq: 2 BYE
      X-RTP-Stat: CS=0;PS=1000;ES=1002;OS=160000;SP=0/0;SO=0;QS=0;PR=990;ER=1000;OR=158400;CR=1;\
      SR=0;QR=0;PL=10,0;BL=0;LS=0;RB=0/0;SB=0/0;EN=PCMU;DE=PCMU;JI=12,3;DL=40,30,50;IP=10.1.0.5:5000
      P-RTP-Stat: PS=1000,OS=160000,PR=990,OR=158400,PL=10,JI=3,LA=40,DU=20
      RTP-RxStat: Dur=20,Pkt=990,Oct=158400,LatePkt=1,LostPkt=10,AvgJit=3.5,\
      VQMetrics="MLQK=4.1;MLQKav=4.0;CCR=0.01;ICR=0;ICRmx=0.1;CS=1;SCS=0;VoRxCodec=G.711"
      RTP-TxStat: Dur=20,Pkt=1000,Oct=160000
      Content-Length: 0

      """;

  static List<byte[]> hep() {
    byte[] head =
        concat(
            chunk(1, hex("02")),
            chunk(2, hex("11")),
            chunk(3, hex("0A010203")),
            chunk(4, hex("0A010204")),
            chunk(7, hex("13C4")),
            chunk(8, hex("13C4")),
            chunk(9, hex("6955B900")),
            chunk(10, hex("00000001")),
            chunk(0xC, hex("000007D1")),
            chunk(0xE, ascii("secret")),
            chunk(0x11, ascii("c1@10.1.2.3")),
            chunk(0x12, hex("B8")),
            chunk(0x13, ascii("pbx")));
    byte[] sip = concat(chunk(0xB, hex("01")), chunk(0xF, ascii(crlf(BYE))));
    byte[] json = concat(chunk(0xB, hex("05")), chunk(0xF, ascii(JSON)));
    byte[] small = concat(chunk(0xB, hex("05")), chunk(0x10, deflated(ascii(JSON))));
    byte[] old = concat(hex("01100211 13C413C4 0A010203 0A010204"), ascii(crlf(BYE)));
    byte[] older =
        concat(hex("021C0211 13C413C4 0A010203 0A010204 6955B900 00000001 07D10000"), ascii(BYE));
    return List.of(hep3(head, sip), hep3(head, json), hep3(head, small), old, older);
  }

  private static byte[] hep3(byte[]... chunks) {
    byte[] all = concat(chunks);
    return concat(ascii("HEP3"), u16(all.length + 6), all);
  }

  private static byte[] chunk(int type, byte[] value) {
    return concat(u16(0), u16(type), u16(value.length + 6), value);
  }

  private static byte[] deflated(byte[] octets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(octets);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  static List<byte[]> rtcpJson() {
    return List.of(ascii(JSON), ascii(JSON.replace("10,", "\"10\",").replace("{\"ntp", "{,\"ntp")));
  }

  static List<byte[]> quality() {
    String alert =
        REPORT.replace("VQSessionReport: CallTerm", "VQAlertReport: Type=NLR Severity=W");
    String interval = REPORT.replace("VQSessionReport: CallTerm", "VQIntervalReport");
    return Stream.of(REPORT, crlf(REPORT), alert, interval).map(text -> ascii(text)).toList();
  }

  static List<byte[]> statistics() {
    String answer = BYE.replace("BYE sip:1020@office.example SIP/2.0", "SIP/2.0 200 OK");
    return List.of(ascii(crlf(BYE)), ascii(crlf(answer)));
  }

  static List<byte[]> cmr() {
    String columns =
        "\"cdrRecordType\",\"globalCallID_callManagerId\",\"globalCallID_callId\",\"directoryNum\","
            + "\"dateTimeStamp\",\"numberPacketsLost\",\"jitter\",\"deviceName\",\"varVQMetrics\","
            + "\"duration\",\"localSessionID\"\n";
    String types = "INTEGER,INTEGER,INTEGER,VARCHAR(50),INTEGER,INTEGER,INTEGER,VARCHAR(129)\n";
    String phone =
        "2,1,4711,\"1010\",1772452860,30,7,\"SEP001A2B3C4D5E\",\"MLQK=4.1;CCR=0.01;CS=3\",60,"
            + "\"ab30317f1a784dc48ff824d0d3715d86\"\n";
    return List.of(ascii(columns + types + phone), ascii(columns + "2,1,4711,\"a\"\"b\"\n"));
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  private SeedReports() {}
}
