package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Names;
import org.mosexporter.call.Pseudonyms;
import org.mosexporter.call.Tracker;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.capture.InterfaceCounters;
import org.mosexporter.capture.Offload;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.receive.ListenerState;
import org.mosexporter.receive.Protocol;
import org.mosexporter.receive.ReceiverCounters;
import org.mosexporter.receive.ReportSource;
import org.mosexporter.receive.Reporter;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/**
 * What the page of a daemon that was just installed says, from the first packet to the first call.
 */
class FirstStepsTest {
  private static final long START_NS = 1_795_420_000_000_000_000L;
  private static final CaptureCounters NO_ROUTE =
      new CaptureCounters(List.of(), "there is no default route");

  private final Config config = Config.defaults("berlin");
  private final Tracker tracker =
      new Tracker(config, new Deaf(), new Names(config.privacy(), new Pseudonyms(text -> text)));

  /** Nobody listens. */
  private static final class Deaf implements CallEvents {
    @Override
    public void onInterval(ObservedInterval interval) {}

    @Override
    public void onObservation(ObservedInterval interval) {}

    @Override
    public void onStreamEnded(StreamSummary stream) {}

    @Override
    public void onCallEnded(CallSummary call) {}
  }

  private record Port(Protocol protocol, String address, ListenerState state)
      implements ReportSource {
    @Override
    public ReceiverCounters counters() {
      return new ReceiverCounters(0, 0, Map.of(), Map.of(), OptionalLong.empty());
    }

    @Override
    public OptionalLong socketDrops() {
      return OptionalLong.empty();
    }

    @Override
    public void close() {}
  }

  private static final ReportSource HEARS =
      new Port(
          Protocol.HEP,
          "0.0.0.0:9060",
          new ListenerState.Listening(new InetSocketAddress(9060), OptionalInt.empty()));

  @BeforeEach
  void announce() {
    tracker.onObservationPoint(0, new ObservationPoint("eth0", LinkType.ETHERNET));
  }

  private static CaptureCounters eth0(long packets, long foreign, boolean up) {
    return new CaptureCounters(
        List.of(
            new InterfaceCounters(
                "eth0", packets, foreign, 0, 0, 0, Map.of(), 0, 0, new Offload(false, false), up)));
  }

  private FirstSteps steps(CaptureCounters capture, Reporter... reporters) {
    return FirstSteps.of(config, tracker, capture, List.of(HEARS), List.of(reporters));
  }

  private void frame(double atSeconds, byte[] frame) {
    ByteBuffer window = Frames.window(frame);
    long atNs = START_NS + Math.round(atSeconds * 1e9);
    tracker.onPacket(window, 0, frame.length, frame.length, atNs, 0, 0);
    tracker.flush();
  }

  private void speech(double from, int seconds, String source, String target, int port, int ssrc) {
    for (int i = 0; i < 50 * seconds; i++) {
      byte[] rtp = Frames.rtp(ssrc, 0, i == 0, i, 160L * i, 160);
      frame(from + 0.02 * i, Frames.frame(source, port, target, 20_000, rtp));
    }
  }

  private void twoWays(double from, int seconds, String one, String other) {
    for (int i = 0; i < 50 * seconds; i++) {
      byte[] there = Frames.rtp(0x0A, 0, i == 0, i, 160L * i, 160);
      byte[] back = Frames.rtp(0x0B, 0, i == 0, i, 160L * i, 160);
      frame(from + 0.02 * i, Frames.frame(one, 4000, other, 5000, there));
      frame(from + 0.02 * i + 0.01, Frames.frame(other, 5000, one, 4000, back));
    }
  }

  private static void assertSays(List<String> sentences, String expected) {
    assertTrue(sentences.stream().anyMatch(each -> each.contains(expected)), sentences::toString);
  }

  private static void assertSilent(List<String> sentences, String unexpected) {
    assertFalse(
        sentences.stream().anyMatch(each -> each.contains(unexpected)), sentences::toString);
  }

  @Test
  void nothingIsSeenYet() {
    FirstSteps steps = steps(eth0(0, 0, true));

    assertTrue(steps.needed());
    assertEquals(
        List.of(
            "eth0 (which has the default route; none is configured) is sniffed: 0 packets of UDP or"
                + " SIP so far, 0 of them between other hosts.",
            "Of all packets 0 were RTP, 0 RTCP and 0 SIP; no phone was seen.",
            "No report of a phone, PBX or agent was received."),
        steps.seen());
    assertSays(steps.next(), "mirror the port of the PBX or of the router, both directions");
    assertSays(steps.next(), "RTCP to UDP port 5005, HEP to UDP port 9060");
    assertSays(steps.next(), "mos-exporter setup");
  }

  @Test
  void onlyTheHostsOwnPacketsComeIn() {
    for (int i = 0; i < 40; i++) {
      frame(i, Frames.frame("192.0.2.2", 40_000 + i, "192.0.2.1", 53, new byte[40]));
    }
    FirstSteps steps = steps(eth0(40, 0, true));

    assertSays(steps.seen(), "40 packets of UDP or SIP so far, 0 of them between other hosts");
    assertSays(steps.next(), "eth0 shows hardly anything but this host's own packets");
    assertSilent(steps.next(), "Place one now");
  }

  @Test
  void aSwitchThatFloodsNowAndThenIsNoMirror() {
    assertSays(steps(eth0(1000, 12, true)).next(), "it gets no mirror");
    assertSays(steps(eth0(9, 9, true)).next(), "it gets no mirror");
    assertSays(steps(eth0(1000, 900, true)).next(), "Place one now");
  }

  @Test
  void signallingWithoutSpeechIsTold() {
    String options =
        """
        OPTIONS sip:a@10.1.0.5 SIP/2.0
        Via: SIP/2.0/UDP 10.1.20.11;branch=z9hG4bKo
        From: <sip:a@x>;tag=1
        To: <sip:b@x>
        Call-ID: o
        CSeq: 1 OPTIONS
        Content-Length: 0

        """
            .replace("\n", "\r\n");
    frame(0, Frames.frame("10.1.20.11", 5060, "10.1.0.5", 5060, Frames.ascii(options)));
    tracker.advance(START_NS + 5_000_000_000L);
    FirstSteps steps = steps(eth0(1, 1, true));

    assertSays(steps.seen(), "0 RTCP and 1 SIP");
    assertSays(steps.next(), "Signalling is seen, but no speech");
  }

  @Test
  void speechOfStrangersIsNoPhones() {
    twoWays(0, 15, "203.0.113.7", "198.51.100.9");
    tracker.advance(START_NS + 40_000_000_000L);
    FirstSteps steps = steps(eth0(1500, 1500, true));

    assertSays(steps.next(), "of no phone in the networks that are configured");
  }

  @Test
  void halfACallIsToldAtOnce() {
    speech(0, 25, "203.0.113.7", "10.1.20.11", 4000, 1);
    tracker.advance(START_NS + 60_000_000_000L);
    FirstSteps steps = steps(eth0(1250, 1250, true));

    assertTrue(steps.needed());
    assertSays(steps.next(), "So far only what phones hear was seen");
    assertSilent(steps.next(), "mos-exporter setup");
  }

  @Test
  void whatTwoPhonesSayToEachOtherIsAWholeCall() {
    twoWays(0, 25, "10.1.20.11", "10.1.20.12");
    tracker.advance(START_NS + 60_000_000_000L);

    assertFalse(steps(eth0(2500, 2500, true)).needed());
  }

  @Test
  void onlyWhatPhonesSayIsToldAtOnce() {
    speech(0, 25, "10.1.20.11", "203.0.113.7", 4000, 1);
    speech(0, 25, "10.1.20.12", "203.0.113.7", 4002, 2);
    tracker.advance(START_NS + 60_000_000_000L);

    assertSays(steps(eth0(2500, 2500, true)).next(), "So far only what phones say was seen");
  }

  @Test
  void halfAMirrorIsToldAndStays() {
    for (int call = 0; call < 14; call++) {
      speech(call * 30, 12, "203.0.113.7", "10.1.20." + (11 + call), 4000 + 2 * call, call);
    }
    tracker.advance(START_NS + 600_000_000_000L);
    assertEquals(Map.of("eth0", true), tracker.counters().halfMirrors());
    FirstSteps steps = steps(eth0(8400, 8400, true));

    assertTrue(steps.needed());
    assertSays(steps.next(), "eth0 is half a mirror");
    assertEquals(1, steps.next().size());
  }

  @Test
  void aCallEndsTheFirstSteps() {
    twoWays(0, 5, "10.1.20.11", "203.0.113.7");
    tracker.advance(START_NS + 6_000_000_000L);
    assertSays(steps(eth0(500, 500, true)).next(), "a score after ten seconds");

    twoWays(5, 25, "10.1.20.11", "203.0.113.7");
    tracker.advance(START_NS + 40_000_000_000L);

    assertEquals(new FirstSteps(false, List.of(), List.of()), steps(eth0(3000, 3000, true)));
  }

  @Test
  void whatCannotBeSniffedIsTold() {
    FirstSteps steps = steps(NO_ROUTE);

    assertEquals("there is no default route.", steps.seen().getFirst());
    assertSays(steps.next(), "capture: [{interface: eth1}]");
    assertSays(steps(eth0(0, 0, false)).seen(), "is to be sniffed, and is down or away");
    assertSays(steps(eth0(0, 0, false)).next(), "ip link set eth0 up");
  }

  @Test
  void refusedReportersAreTold() {
    Reporter refused =
        new Reporter(
            Protocol.HEP,
            IpAddress.parse("198.51.100.9"),
            0,
            OptionalLong.empty(),
            5,
            "not_allowed",
            OptionalLong.of(START_NS));

    assertSays(
        steps(eth0(0, 0, true), refused).next(),
        "What 198.51.100.9 sends to the hep port is refused (not allowed)");
  }

  @Test
  void aBusyPortIsTold() {
    ReportSource busy =
        new Port(Protocol.RTCP, "0.0.0.0:5005", new ListenerState.Waiting("the port is in use"));
    FirstSteps steps = FirstSteps.of(config, tracker, eth0(0, 0, true), List.of(busy), List.of());

    assertSays(steps.seen(), "Reports at rtcp 0.0.0.0:5005 are not received: the port is in use.");
  }

  @Test
  void thePageShowsThemUntilTheyAreNotNeeded() throws IOException {
    FirstSteps some =
        new FirstSteps(true, List.of("eth0 <is> sniffed."), List.of("Mirror a port."));
    try (OwnServer server = new OwnServer(OwnServer.backend(tracker, () -> some))) {
      String page = server.ask("GET /").body();

      assertTrue(page.contains("<h2>First steps</h2>"), page);
      assertTrue(page.contains("<ul><li>eth0 &lt;is&gt; sniffed.</li></ul>"), page);
      assertTrue(page.contains("<ol><li>Mirror a port.</li></ol>"), page);
    }
    try (OwnServer server = new OwnServer(OwnServer.backend(tracker, () -> FirstSteps.NONE))) {
      assertFalse(server.ask("GET /").body().contains("First steps"));
    }
  }
}
