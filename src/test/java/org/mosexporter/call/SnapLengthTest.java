package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.sourceDescription;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.call.CallSummary.Result;
import org.mosexporter.call.TrackerCounters.Fault;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.stream.StreamSummary;

/**
 * A capture that keeps the beginning of each frame: what it cut is not wrong, and what is whole
 * counts as ever. Before UDP's payload stand 14 + 20 + 8 octets with IPv4, 20 more with IPv6.
 */
class SnapLengthTest {
  private static final int PACKETS = 1500;
  private static final int REPORTS = 5;

  private static final int OPUS = 0x0A;
  private static final int EXTENDED = 0x0B;
  private static final int SIX = 0x0C;

  /** The octets of a frame by which each can be measured. */
  private static final int WHOLE_OPUS = 42 + 12;

  /** Two contributing sources, and of the extension its length: the rest is skipped. */
  private static final int WHOLE_EXTENDED = 42 + 12 + 8 + 4;

  private static final int WHOLE_SIX = 62 + 12;

  /** A report of 32 octets, and the header behind, or it might be SRTCP. */
  private static final int WHOLE_REPORT = 42 + 32 + 4;

  private static Office office() {
    return new Office(Office.config(Limits.defaults(), Privacy.Form.PLAIN));
  }

  private static String sdp(String address, int port) {
    String sdp = Sip.sdp(address, port).replace("RTP/AVP 0", "RTP/AVP 111 0");
    String family = address.indexOf(':') < 0 ? sdp : sdp.replace("IP4", "IP6");
    return family.replace("a=rtpmap:0 PCMU/8000", "a=rtpmap:111 opus/48000/2");
  }

  /** Two announced calls, of which the one below cuts nothing; then all else is cut. */
  private static Office talk(int snapLength) {
    Office office = office();
    office.sip(0, ALICE, BOB, Sip.invite("c4", 1, sdp(ALICE, 4000)));
    office.sip(0, BOB, ALICE, Sip.response(200, "c4", 1, "INVITE", sdp(BOB, 5000)));
    office.sip(0, ALICE, BOB, Sip.invite("c6", 1, sdp("fd00::1", 4000)));
    office.sip(0, BOB, ALICE, Sip.response(200, "c6", 1, "INVITE", sdp("fd00::2", 5000)));
    office.snapLength = snapLength;
    byte[] extension = hex("0000AAAA 0000BBBB BEDE0003 10FF0000 00000000 00000000");
    for (int i = 0; i < PACKETS; i++) {
      double at = 1 + 0.02 * i;
      byte[] opus = rtp(OPUS, 111, i == 0, i, 960L * i, 80); // 32 kbit/s
      office.udp(at, ALICE, 4000, BOB, 5000, opus);
      byte[] extended = concat(rtp(EXTENDED, 0, i == 0, i, 160L * i, 0), extension, new byte[160]);
      extended[0] = (byte) 0x92;
      if (i % 50 != 7) {
        office.udp(at + 0.005, BOB, 5000, ALICE, 4000, extended);
      }
      byte[] six = rtp(SIX, 111, i == 0, i, 960L * i, 40); // 16 kbit/s
      office.udp(at + 0.01, "fd00::1", 4000, "fd00::2", 5000, six);
      if (i % 300 == 299) {
        byte[] report = receiverReport(0x0A, block(EXTENDED, 0, i / 50, i, 0, 0, 0));
        office.udp(at, ALICE, 4001, BOB, 5001, concat(report, sourceDescription(0x0A, "alice")));
      }
    }
    office.tracker.finish();
    return office;
  }

  private static NavigableMap<Integer, StreamSummary> streams(Office office) {
    NavigableMap<Integer, StreamSummary> bySsrc = new TreeMap<>();
    office.seen.streams.forEach(stream -> bySsrc.put(stream.ssrc(), stream));
    return bySsrc;
  }

  /** All of a summary but what reports told. */
  private static List<String> measured(StreamSummary stream) {
    return Arrays.stream(StreamSummary.class.getRecordComponents())
        .filter(part -> !part.getName().equals("rtcp"))
        .map(
            part -> {
              try {
                return part.getName() + "=" + part.getAccessor().invoke(stream);
              } catch (ReflectiveOperationException impossible) {
                throw new LinkageError(impossible.getMessage(), impossible);
              }
            })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        60, 65, 66, 70, 73, 74, 77, 78, 80, 90, 97, 98, 100, 110, 120, 130, 140, 150, 160, 170, 180,
        190, 200
      })
  void streamsWhoseHeadersAreWholeAreMeasuredAsEver(int snapLength) {
    NavigableMap<Integer, StreamSummary> whole = streams(talk(65_535));
    Office cut = talk(snapLength);
    NavigableMap<Integer, StreamSummary> streams = streams(cut);

    TreeSet<Integer> expected = new TreeSet<>();
    if (snapLength >= WHOLE_OPUS) {
      expected.add(OPUS);
    }
    if (snapLength >= WHOLE_EXTENDED) {
      expected.add(EXTENDED);
    }
    if (snapLength >= WHOLE_SIX) {
      expected.add(SIX);
    }
    assertEquals(expected, streams.navigableKeySet());
    for (int ssrc : expected) {
      assertEquals(measured(whole.get(ssrc)), measured(streams.get(ssrc)));
    }
    if (snapLength >= WHOLE_REPORT) {
      assertEquals(whole.get(EXTENDED).rtcp(), streams.get(EXTENDED).rtcp());
    } else if (streams.containsKey(EXTENDED)) {
      assertEquals(Optional.empty(), streams.get(EXTENDED).rtcp());
    }
    assertCounted(cut, snapLength);
  }

  private static void assertCounted(Office cut, int snapLength) {
    long extended = snapLength < WHOLE_EXTENDED ? PACKETS - PACKETS / 50 : 0;
    long six = snapLength < WHOLE_SIX ? PACKETS : 0;
    long reports = snapLength < 42 + 32 + 16 ? REPORTS : 0; // all of the report and its name
    TreeMap<String, Long> faults =
        cut.counters().malformed().entrySet().stream()
            .filter(fault -> fault.getValue() > 0)
            .collect(
                Collectors.toMap(
                    fault -> fault.getKey().protocol() + " " + fault.getKey().reason(),
                    java.util.Map.Entry::getValue,
                    Long::sum,
                    TreeMap::new));
    TreeMap<String, Long> expected = new TreeMap<>();
    expected.merge("rtp truncated", extended, Long::sum);
    expected.merge(snapLength < 62 ? "udp truncated" : "rtp truncated", six, Long::sum);
    expected.merge("rtcp truncated", reports, Long::sum);
    expected.values().removeIf(count -> count == 0);
    assertEquals(expected, faults);
    assertEquals(0, cut.counted(PacketKind.MALFORMED));
    assertEquals(extended + six + reports, cut.counted(PacketKind.TRUNCATED));
  }

  /**
   * The mandatory lines of the messages here end before 250 octets, the longest head before 300.
   */
  @ParameterizedTest
  @CsvSource({
    "60, false, false",
    "80, false, false",
    "100, false, false",
    "120, false, false",
    "140, false, false",
    "160, false, false",
    "180, false, false",
    "200, false, false",
    "300, true, false",
    "400, true, false",
    "65535, true, true"
  })
  void signallingThatIsCutTellsWhatIsWholeAndNothingElse(
      int snapLength, boolean known, boolean whole) {
    Office office = office();
    office.snapLength = snapLength;
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(2, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.sip(9, ALICE, BOB, Sip.request("BYE", "c1", 2, ";tag=bob", Sip.sdp(ALICE, 1)));
    office.tracker.advance(ns(100));

    assertEquals(known ? List.of("c1") : List.of(), callIds(office));
    if (known) {
      assertEquals(Result.COMPLETED, office.seen.onlyCall().result());
      assertEquals(2, office.seen.onlyCall().setupSeconds().orElseThrow(), 1e-9);
    }
    assertEquals(whole ? 3 : 0, office.counted(PacketKind.SIP));
    assertEquals(whole ? 0 : 3, office.counted(PacketKind.TRUNCATED));
    assertEquals(0, office.counted(PacketKind.MALFORMED));
    assertEquals(whole ? 0 : 3, office.counters().malformed().get(new Fault("sip", "truncated")));
  }

  private static List<String> callIds(Office office) {
    return office.seen.calls.stream().map(CallSummary::callId).toList();
  }

  /** A server in a network of phones, which is told by the name that was cut away. */
  @Test
  void nobodyIsTakenForAPhoneByASignatureThatWasCut() {
    String name = "User-Agent: Asterisk PBX 20.5\n";
    String start = "INVITE sip:1020@example.org SIP/2.0";
    String invite = Sip.message(start, "c1", 1, "INVITE", "", "", name);
    String answer = Sip.message("SIP/2.0 200 OK", "c1", 1, "INVITE", ";tag=b", "", name);
    for (int cut = 0; cut <= 1; cut++) {
      Office office = office();
      office.snapLength = cut == 0 ? 65_535 : 42 + octetsBefore(invite, "User-Agent");
      office.sip(0, "10.1.20.50", Office.PBX, invite);
      office.snapLength = cut == 0 ? 65_535 : 42 + octetsBefore(answer, "User-Agent");
      office.sip(1, "10.1.20.51", "10.1.20.50", answer);
      assertEquals(List.of(), office.tracker.endpoints());
      office.tracker.finish();
      assertEquals("c1", office.seen.onlyCall().callId());
    }
  }

  /** With the letter after, by which the line before is known to be whole. */
  private static int octetsBefore(String message, String line) {
    String octets = message.replace("\n", "\r\n");
    return octets.indexOf(line) + 1;
  }

  /** The phone goes; for how long it is there stands in a line that was cut away. */
  @ParameterizedTest
  @CsvSource({"65535, 0", "250, 0"})
  void aRegistrationThatIsCutTellsNothing(int snapLength, int users) {
    Office office = office();
    office.snapLength = snapLength;
    String bye =
        Sip.register("1010", "Phone").replace("Content-Length", "Expires: 0\nContent-Length");
    office.sip(0, ALICE, Office.PBX, bye.replace("Phone", "Phone" + " of the corridor".repeat(5)));
    office.snapLength = 65_535;
    office.sip(0, Office.PBX, ALICE, Sip.response(200, "reg-1010", 1, "REGISTER", ""));

    assertEquals(
        users,
        office.tracker.endpoints().stream().filter(phone -> !phone.user().isEmpty()).count());
  }
}
