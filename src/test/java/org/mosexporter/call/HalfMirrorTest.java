package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.stream.Unscored;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/** An interface that shows one direction only of all calls, and ones that seem to. */
class HalfMirrorTest {
  private static final int CALL_SECONDS = 15;

  /** Which interface shows a packet; none when below 0. */
  @FunctionalInterface
  private interface Mirror {
    int shows(double at, boolean fromPhone);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sight(long atNs, int point, byte[] frame) {}

  private final Office office = new Office();
  private final List<Sight> sights = new ArrayList<>();
  private Mirror mirror = (_, _) -> 0;
  private boolean signalled = true;
  private String mediaServer = PBX;

  HalfMirrorTest() {
    office.tracker.onObservationPoint(1, new ObservationPoint("eth2", LinkType.ETHERNET));
  }

  private void send(double at, boolean fromPhone, byte[] octets) {
    int point = mirror.shows(at, fromPhone);
    if (point >= 0) {
      sights.add(new Sight(ns(at), point, octets));
    }
  }

  private void sip(double at, boolean fromPhone, String phone, String message) {
    String source = fromPhone ? phone : PBX;
    String target = fromPhone ? PBX : phone;
    if (signalled) {
      send(at, fromPhone, frame(source, 5060, target, 5060, ascii(message.replace("\n", "\r\n"))));
    }
  }

  private static String phone(int number) {
    return "10.1.20." + (10 + number);
  }

  /** A phone calls by way of the PBX; each call begins 2 s after the one before. */
  private void call(int number, boolean pbxSpeaks) {
    double start = 2 * number;
    String phone = phone(number);
    String id = "c" + number;
    sip(start, true, phone, Sip.invite(id, 1, Sip.sdp(phone, 4000)));
    String answer = Sip.sdp(mediaServer, 6000 + 2 * number);
    sip(start + 0.5, false, phone, Sip.response(200, id, 1, "INVITE", answer));
    sip(start + 0.6, true, phone, Sip.request("ACK", id, 1, ";tag=bob", ""));
    for (int i = 0; i < CALL_SECONDS * 50; i++) {
      double at = start + 1 + 0.02 * i;
      send(at, true, speech(phone, 4000, mediaServer, 6000 + 2 * number, i));
      if (pbxSpeaks) {
        send(at + 0.01, false, speech(mediaServer, 6000 + 2 * number, phone, 4000, i));
      }
    }
    double end = start + 1 + CALL_SECONDS;
    sip(end, true, phone, Sip.request("BYE", id, 2, ";tag=bob", ""));
    sip(end + 0.1, false, phone, Sip.response(200, id, 2, "BYE", ""));
  }

  private static byte[] speech(String source, int port, String target, int targetPort, int i) {
    return frame(source, port, target, targetPort, rtp(7, 0, i == 0, i, 160L * i, 160));
  }

  private void calls(int from, int to) {
    for (int i = from; i < to; i++) {
      call(i, true);
    }
  }

  private void play() {
    sights.sort(Comparator.comparingLong(Sight::atNs));
    for (Sight sight : sights) {
      int length = sight.frame.length;
      ByteBuffer window = Frames.window(sight.frame);
      office.tracker.onPacket(window, 0, length, length, sight.atNs, sight.point, 0);
      office.tracker.flush();
    }
    sights.clear();
  }

  private void finish() {
    play();
    office.tracker.finish();
  }

  private Map<String, Boolean> halfMirrors() {
    assertEquals(office.tracker.halfMirrors(), office.counters().halfMirrors());
    return office.counters().halfMirrors();
  }

  private double oneWaySeconds() {
    return office.counters().unscoredSeconds().entrySet().stream()
        .filter(entry -> entry.getKey().reason() == Unscored.ONE_WAY)
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private long oneWayCalls() {
    return office.seen.calls.stream().filter(call -> !call.oneWay().isEmpty()).count();
  }

  private void assertNoOneWayAudio() {
    assertEquals(0, oneWaySeconds());
    assertEquals(0, oneWayCalls());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isToldWhenOneDirectionOfAllCallsIsMissing(boolean shown) {
    mirror = (_, fromPhone) -> fromPhone == shown ? 0 : -1;
    calls(0, 14);
    finish();

    assertEquals(Map.of("eth1", true), halfMirrors());
    assertNoOneWayAudio();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isToldWithoutSignallingToo(boolean shown) {
    signalled = false;
    mirror = (_, fromPhone) -> fromPhone == shown ? 0 : -1;
    calls(0, 14);
    finish();

    assertEquals(14, office.seen.calls.size());
    assertEquals(Map.of("eth1", true), halfMirrors());
    assertNoOneWayAudio();
  }

  @Test
  void isNotToldOfOneCallInThirty() {
    calls(0, 12);
    call(12, false);
    calls(13, 30);
    finish();

    assertEquals(Map.of("eth1", false), halfMirrors());
    assertEquals(1, oneWayCalls());
    assertEquals(14.98, oneWaySeconds(), 1e-6);
  }

  /** No message goes from there to the phone: what the other calls show is the evidence. */
  @Test
  void isNotToldOfOneCallWhoseMediaPassesThePbxBy() {
    mediaServer = "198.51.100.7";
    calls(0, 12);
    call(12, false);
    finish();

    assertEquals(Map.of("eth1", false), halfMirrors());
    assertEquals(1, oneWayCalls());
    assertEquals(14.98, oneWaySeconds(), 1e-6);
  }

  @Test
  void isNotToldOfFewCalls() {
    mirror = (_, fromPhone) -> fromPhone ? 0 : -1;
    calls(0, 9);
    finish();

    assertEquals(Map.of(), halfMirrors());
    assertNoOneWayAudio();
  }

  @Test
  void isNotToldWhereNothingIsHeardAndMessagesPassBothWays() {
    for (int i = 0; i < 14; i++) {
      call(i, false); // a firewall
    }
    finish();

    assertEquals(Map.of("eth1", false), halfMirrors());
    assertEquals(14, oneWayCalls());
    assertEquals(14 * 14.98, oneWaySeconds(), 1e-6);
  }

  @Test
  void isOverOnceTheMirrorIsMended() {
    mirror = (_, fromPhone) -> fromPhone ? 0 : -1;
    calls(0, 14);
    play();
    office.tracker.advance(ns(60));
    assertEquals(Map.of("eth1", true), halfMirrors());

    mirror = (_, _) -> 0;
    calls(31, 35);
    play();
    office.tracker.advance(ns(100));
    assertEquals(Map.of("eth1", true), halfMirrors()); // 8 of 20 streams are answered

    calls(51, 54);
    finish();
    assertEquals(Map.of("eth1", false), halfMirrors()); // 14 of 20
    assertNoOneWayAudio();
  }

  /** The cable is changed while everybody speaks. */
  @Test
  void isToldOfCallsThatLoseOneDirectionAllAtOnce() {
    calls(0, 5);
    double begin = 2 * 100;
    mirror = (at, fromPhone) -> fromPhone || at < begin + 10 ? 0 : -1;
    for (int number = 0; number < 24; number++) {
      for (int i = 0; i < 60 * 50; i++) {
        double at = begin + 0.02 * i;
        send(at, true, speech(phone(number), 4000, PBX, 6000 + 2 * number, i));
        send(at + 0.01, false, speech(PBX, 6000 + 2 * number, phone(number), 4000, i));
      }
      int id = number;
      String sdp = Sip.sdp(phone(number), 4000);
      sip(begin - 2, true, phone(number), Sip.invite("d" + id, 1, sdp));
      String answer = Sip.sdp(PBX, 6000 + 2 * number);
      sip(begin - 1, false, phone(number), Sip.response(200, "d" + id, 1, "INVITE", answer));
    }
    finish();

    assertEquals(Map.of("eth1", true), halfMirrors());
    assertNoOneWayAudio();
  }

  /** Each shows one direction; together they show the calls whole. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isNotToldOfTwoThatCompleteEachOther(boolean withSignalling) {
    signalled = withSignalling;
    mirror = (_, fromPhone) -> fromPhone ? 0 : 1;
    calls(0, 14);
    finish();

    assertEquals(14, office.seen.calls.size());
    assertEquals(Map.of("eth1", false, "eth2", false), halfMirrors());
    assertNoOneWayAudio();
  }

  /** RTCP comes back, so that the mirror shows that way: the phones hear and do not speak. */
  @Test
  void isNotToldWhereReportsComeBack() {
    signalled = false;
    for (int number = 0; number < 14; number++) {
      call(number, false);
      for (int at = 3; at < CALL_SECONDS; at += 5) {
        byte[] report = receiverReport(8, block(7, 0, 0, 50L * at, 10, 0, 0));
        int port = 6001 + 2 * number;
        send(2 * number + 1.005 + at, false, frame(PBX, port, phone(number), 4001, report));
      }
    }
    finish();

    assertEquals(Map.of("eth1", false), halfMirrors());
    assertNoOneWayAudio();
  }

  /** Without signalling, two streams between other ports each are not known to be one call. */
  @Test
  void isNotToldOfPhonesThatHearAtAnotherPort() {
    for (int number = 0; number < 14; number++) {
      for (int i = 0; i < 30 * 50; i++) {
        double at = 2 * number + 0.02 * i;
        int port = 6000 + 4 * number;
        send(at, true, speech(phone(number), 4000, "198.51.100.7", port, i));
        send(at + 0.01, false, speech("198.51.100.7", port + 2, phone(number), 4002, i));
      }
    }
    finish();

    assertEquals(28, office.seen.calls.size());
    assertEquals(Map.of("eth1", false), halfMirrors());
    assertNoOneWayAudio();
  }

  @Test
  void isNotToldOfPaging() {
    for (int number = 0; number < 14; number++) {
      for (int i = 0; i < 15 * 50; i++) {
        send(
            2 * number + 0.02 * i, true, speech(phone(number), 4000, "239.0.0." + number, 6000, i));
      }
    }
    finish();

    assertEquals(14, office.seen.streams.size());
    assertEquals(Map.of(), halfMirrors());
  }

  /** Ringing tones from far away, for longer than an interval, before anybody answers. */
  @Test
  void isNotToldOfCallsThatRing() {
    for (int number = 0; number < 14; number++) {
      String id = "c" + number;
      double start = 2 * number;
      sip(start, true, phone(number), Sip.invite(id, 1, Sip.sdp(phone(number), 4000)));
      String sdp = Sip.sdp(PBX, 6000 + 2 * number);
      sip(start + 0.5, false, phone(number), Sip.response(183, id, 1, "INVITE", sdp));
      for (int i = 0; i < 15 * 50; i++) {
        send(start + 1 + 0.02 * i, false, speech(PBX, 6000 + 2 * number, phone(number), 4000, i));
      }
      sip(start + 17, true, phone(number), Sip.request("CANCEL", id, 1, "", ""));
    }
    finish();

    assertEquals(Map.of(), halfMirrors());
    assertNoOneWayAudio();
  }
}
