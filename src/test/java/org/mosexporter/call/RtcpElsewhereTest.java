package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.receiverReport;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.TrackerCounters.SiteReason;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

/** RTCP of who sends no stream, and RTCP that does not go beside its media. */
class RtcpElsewhereTest {
  private static final SiteReason ENCRYPTED = new SiteReason("berlin", Unscored.ENCRYPTED_RTCP);
  private static final SiteReason UNKNOWN = new SiteReason("berlin", Unscored.FAR_END_UNKNOWN);

  private final Office office = new Office();
  private final Random random = new Random(5);

  private void call(String rtcpOfAlice, String rtcpOfOther) {
    String offer = Sip.sdp(ALICE, 4000) + rtcpOfAlice;
    String answer = Sip.sdp(PROVIDER, 5000) + rtcpOfOther;
    office.sip(0, ALICE, PROVIDER, Sip.invite("c1", 1, offer));
    office.sip(0, PROVIDER, ALICE, Sip.response(200, "c1", 1, "INVITE", answer));
  }

  /** Twenty seconds that only the far end hears. */
  private void speak() {
    office.speech(0, 1000, ALICE, 4000, PROVIDER, 5000, 0x0A, _ -> false);
  }

  private StreamSummary onlyStream() {
    office.tracker.advance(ns(100));
    return office.seen.onlyCall().streams().getFirst();
  }

  /** Eight octets clear, then the rest of a report, a description, index and tag, all random. */
  private byte[] srtcp(int blocks, int behind) {
    int octets = 24 * blocks + behind;
    byte[] encrypted = new byte[octets];
    random.nextBytes(encrypted);
    byte[] head = hex("8%dC9 00%02X 0000000B".formatted(blocks, 1 + 6 * blocks));
    return concat(head, encrypted);
  }

  /**
   * A far end that only receives: its SSRC is of no stream. Behind the report a description of 20
   * octets or none, an index of 4, a tag of 10 or 16 (RFC 3711 §3.4, RFC 7714 §9), an identifier.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                         | signalled | blocks | octets behind | from | to
          beside the media               | true      | 1      | 34            | 5001 | 4001
          on the port of the media       | true      | 1      | 34            | 5000 | 4000
          a report alone                 | true      | 1      | 14            | 5001 | 4001
          an empty report                | true      | 0      | 14            | 5001 | 4001
          a tag of sixteen               | true      | 1      | 40            | 5001 | 4001
          an identifier of two           | true      | 1      | 36            | 5001 | 4001
          nobody signalled the call      | false     | 1      | 34            | 5001 | 4001
          nor a port of its own          | false     | 1      | 34            | 5000 | 4000
          """)
  void encryptedReportsOfWhoOnlyReceivesAreToldOf(
      String what, boolean signalled, int blocks, int behind, int from, int to) {
    if (signalled) {
      call("", "");
    }
    speak();
    for (int i = 0; i < 100; i++) {
      office.udp(20, PROVIDER, from, ALICE, to, srtcp(blocks, behind));
    }
    StreamSummary stream = onlyStream();

    assertEquals(20, office.counters().unscoredSeconds().get(ENCRYPTED), 0.1);
    assertEquals(0, office.counters().unscoredSeconds().getOrDefault(UNKNOWN, 0.0));
    assertEquals(100, office.counted(PacketKind.SRTCP));
    assertEquals(0, office.counted(PacketKind.MALFORMED) + office.counted(PacketKind.RTCP));
    assertEquals(java.util.Optional.empty(), stream.rtcp()); // none of it was read
  }

  /** The call beside it has nothing to do with it. */
  @Test
  void encryptedReportsTellOfTheStreamsBetweenTheirHostsAlone() {
    office.speech(0, 1000, ALICE, 4000, "203.0.113.6", 5000, 0x0A, _ -> false);
    office.udp(20, PROVIDER, 5001, ALICE, 4001, srtcp(1, 34));
    office.tracker.advance(ns(100));

    assertEquals(20, office.counters().unscoredSeconds().get(UNKNOWN), 0.1);
  }

  /** The report says that of 1,000 packets seven were lost: 993 came (RFC 3550 §6.4.1). */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                         | a=rtcp of Alice            | a=rtcp of the other         | from         | to         | reports
          both at other hosts            | a=rtcp:7001 IN IP4 10.1.0.77 | a=rtcp:8001 IN IP4 203.0.113.9 | 203.0.113.9:8001 | 10.1.0.77:7001 | 2
          a port of its own              | a=rtcp:7001                | a=rtcp:8001                 | 203.0.113.5:8001 | 10.1.20.11:7001 | 2
          the reporter's is not where it said | a=rtcp:7001 IN IP4 10.1.0.77 | a=rtcp:8001 IN IP4 203.0.113.9 | 203.0.113.8:9 | 10.1.0.77:7001 | 2
          nobody announced it            | a=ptime:20                 | a=ptime:20                  | 203.0.113.9:8001 | 10.1.0.77:7001 | 0
          """)
  void reportsBetweenOtherAddressesAreMatched(
      String what, String alices, String others, String from, String to, int reports) {
    call(alices + "\n", others + "\n");
    speak();
    for (int i = 0; i < 2; i++) {
      byte[] report = receiverReport(0x0B, block(0x0A, 0, 7 * i, 499L * (i + 1), 0, 0, 0));
      udp(10 + 9 * i, from, to, report);
    }

    assertEquals(reports, onlyStream().rtcp().map(rtcp -> (int) rtcp.reports()).orElse(0));
    assertEquals(2, office.counted(PacketKind.RTCP));
  }

  private void udp(double atSeconds, String from, String to, byte[] octets) {
    String[] source = from.split(":", 2);
    String[] target = to.split(":", 2);
    office.udp(
        atSeconds,
        source[0],
        Integer.parseInt(source[1]),
        target[0],
        Integer.parseInt(target[1]),
        octets);
  }

  @Test
  void encryptedReportsBetweenOtherAddressesAreToldOf() {
    call("a=rtcp:7001 IN IP4 10.1.0.77\n", "a=rtcp:8001 IN IP4 203.0.113.9\n");
    speak();
    udp(20, "203.0.113.9:8001", "10.1.0.77:7001", srtcp(1, 34));
    onlyStream();

    assertEquals(20, office.counters().unscoredSeconds().get(ENCRYPTED), 0.1);
    assertEquals(1, office.counted(PacketKind.SRTCP));
  }

  /** A later call at the same addresses is another one. */
  @Test
  void addressesAreForgottenWithTheirCall() {
    call("a=rtcp:7001 IN IP4 10.1.0.77\n", "a=rtcp:8001 IN IP4 203.0.113.9\n");
    speak();
    office.sip(20, ALICE, PROVIDER, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    onlyStream();
    udp(120, "203.0.113.9:8001", "10.1.0.77:7001", srtcp(1, 34));

    assertEquals(0, office.counted(PacketKind.SRTCP));
    assertEquals(1, office.counted(PacketKind.OTHER));
  }
}
