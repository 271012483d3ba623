package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CallSummary.Result;
import org.mosexporter.call.TrackerCounters.Fault;
import org.mosexporter.call.TrackerCounters.SiteReason;
import org.mosexporter.call.TrackerCounters.SiteSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

class MediaTest {
  private final Office office = new Office();

  private void call(String one, String other) {
    office.sip(0, one, other, Sip.invite("c1", 1, Sip.sdp(one, 4000)));
    office.sip(1, other, one, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(other, 5000)));
  }

  private EndpointFigures figures(String endpoint, Direction direction, Source source) {
    return office.tracker.figures().stream()
        .filter(one -> one.endpoint().equals(IpAddress.parse(endpoint)))
        .filter(one -> one.direction() == direction && one.source() == source)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void joinsBothDirectionsOfACallAndCountsTheLossOfEach() {
    call(ALICE, BOB);
    office.conversation(1, 3000, ALICE, BOB, i -> i % 50 == 7);
    office.sip(61.5, ALICE, BOB, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    office.tracker.advance(ns(100));

    CallSummary call = office.seen.onlyCall();
    assertEquals(Result.COMPLETED, call.result());
    assertEquals(2, call.streams().size());
    StreamSummary fromAlice = call.streams().getFirst();
    StreamSummary fromBob = call.streams().getLast();
    assertEquals("c1", fromAlice.callId());
    assertEquals(List.of(3000L, 0L), List.of(fromAlice.packets(), fromAlice.lost()));
    assertEquals(List.of(2940L, 60L), List.of(fromBob.packets(), fromBob.lost()));
    assertEquals("G.711", fromBob.codec());
    assertEquals(5940, office.counted(PacketKind.RTP));
  }

  /** As in sipp.pcap, whose server has one port for 20 calls: more than are remembered of it. */
  @Test
  void aPortOfManyCallsTellsLessThanThatOfOne() {
    for (int i = 0; i < 5; i++) {
      office.sip(i, ALICE, BOB, Sip.invite("c" + i, 1, Sip.sdp(ALICE, 4000 + 2 * i)));
      office.sip(i + 0.5, BOB, ALICE, Sip.response(200, "c" + i, 1, "INVITE", Sip.sdp(BOB, 5000)));
    }
    office.speech(6, 3, ALICE, 4000, BOB, 5000, 7, _ -> false);
    office.speech(7, 3, BOB, 5000, ALICE, 4000, 8, _ -> false);
    office.tracker.finish();

    assertEquals(
        Map.of("c0", 2, "c1", 0, "c2", 0, "c3", 0, "c4", 0),
        office.seen.calls.stream()
            .collect(Collectors.toMap(CallSummary::callId, call -> call.streams().size())));
  }

  @Test
  void bobHearsAndAliceSpeaksInEachInterval() {
    call(ALICE, BOB);
    office.conversation(1, 3000, ALICE, BOB, i -> i % 50 == 7);
    office.tracker.advance(ns(100));

    EndpointFigures heard = figures(ALICE, Direction.RECEIVED, Source.MEASURED);
    EndpointFigures spoken = figures(BOB, Direction.SENT, Source.MEASURED);
    assertEquals(2940, heard.packets());
    assertEquals(60, heard.packetsLost());
    assertEquals(heard.packetsLost(), spoken.packetsLost());
    assertEquals(java.util.Map.of(46, 2940L), heard.dscpPackets());
    // 60 s of each direction, each heard by one of ours, told once to aggregates.
    double listened =
        office.seen.observations.stream()
            .mapToDouble(one -> one.interval().durationNs() * 1e-9)
            .sum();
    assertEquals(120, listened, 0.1);
    double counted =
        office
                .counters()
                .scoredSeconds()
                .getOrDefault(new SiteSource("berlin", Source.MEASURED), 0.0)
            + office.counters().unscoredSeconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    assertEquals(120, counted, 0.1);
    assertTrue(
        office.seen.observations.stream().allMatch(one -> one.direction() == Direction.RECEIVED));
  }

  @Test
  void whatLeavesForAStrangerIsNoListenersObservation() {
    call(ALICE, PROVIDER);
    office.conversation(1, 1000, ALICE, PROVIDER, _ -> false);
    office.tracker.advance(ns(60));

    SiteReason farEnd = new SiteReason("berlin", Unscored.FAR_END_UNKNOWN);
    assertEquals(20, office.counters().unscoredSeconds().get(farEnd), 0.1);
    assertTrue(office.seen.intervals.stream().allMatch(one -> one.trunk().equals("telco-a")));
    assertTrue(
        office.seen.observations.stream().noneMatch(one -> one.direction() == Direction.SENT));
  }

  @Test
  void gaugesGoAfterTwoMinutesAndCountersStay() {
    call(ALICE, BOB);
    office.conversation(1, 1000, ALICE, BOB, _ -> false);
    office.tracker.advance(ns(100));
    EndpointFigures fresh = figures(ALICE, Direction.RECEIVED, Source.MEASURED);
    assertEquals(4.409, fresh.score().orElseThrow().mosLq(), 0.0005); // clean G.711, E-model
    assertTrue(fresh.jitterSeconds().isPresent());

    office.tracker.advance(ns(142));
    EndpointFigures stale = figures(ALICE, Direction.RECEIVED, Source.MEASURED);
    assertEquals(Optional.empty(), stale.score());
    assertTrue(stale.jitterSeconds().isEmpty());
    assertEquals(fresh.packets(), stale.packets());
    assertEquals(fresh.sums(), stale.sums());

    office.tracker.advance(ns(4000));
    assertEquals(List.of(), office.tracker.figures());
    assertEquals(List.of(), office.tracker.endpoints());
  }

  @Test
  void countersStandAtZeroFromTheFirstPacketAndNothingHasAScaleYet() {
    call(ALICE, BOB);
    office.conversation(1, 1, ALICE, BOB, _ -> false);

    EndpointFigures first = figures(ALICE, Direction.RECEIVED, Source.MEASURED);
    assertEquals(0, first.packets());
    assertEquals(List.of(), first.sums()); // its scale is known with its first score (decision 90)
  }

  @Test
  void earlyMediaBelongsToTheCallAndItsOfferlessInviteIsAnsweredInTheAck() {
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, ""));
    office.sip(1, BOB, ALICE, Sip.response(183, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.speech(1.1, 100, ALICE, 4000, BOB, 5000, 1, _ -> false);
    office.sip(4, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.sip(4.1, ALICE, BOB, Sip.request("ACK", "c1", 1, ";tag=bob", Sip.sdp(ALICE, 4100)));
    office.speech(4.2, 3, BOB, 5002, ALICE, 4100, 2, _ -> false);
    office.tracker.finish();

    assertEquals(
        List.of("c1", "c1"),
        office.seen.onlyCall().streams().stream().map(StreamSummary::callId).toList());
  }

  @Test
  void mediaThatCameBeforeItsSignallingJoinsTheCall() {
    office.speech(0, 100, ALICE, 4000, BOB, 5000, 1, _ -> false);
    office.sip(2.1, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(2.2, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.tracker.finish();

    StreamSummary stream = office.seen.onlyCall().streams().getFirst();
    assertEquals("c1", stream.callId());
    assertEquals(100, stream.packets()); // none is lost while the flow is a candidate
    assertEquals(ns(0), stream.startNs());
  }

  @Test
  void afterAReinviteTheNewAddressBelongsToTheSameCall() {
    call(ALICE, BOB);
    office.conversation(1, 100, ALICE, BOB, _ -> false);
    office.sip(4, ALICE, BOB, Sip.reinvite("c1", 2, Sip.sdp(ALICE, 4444)));
    office.speech(4.1, 50, BOB, 5000, ALICE, 4444, 0x0C, _ -> false);
    office.tracker.finish();

    assertEquals(3, office.seen.onlyCall().streams().size());
  }

  @Test
  void behindANatThePrivateAddressOfTheDescriptionNeedNotBeTheOneOfThePackets() {
    office.sip(0, PROVIDER, ALICE, Sip.invite("c1", 1, Sip.sdp("192.168.1.7", 4000)));
    office.sip(1, ALICE, PROVIDER, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(ALICE, 5000)));
    office.speech(1, 3, PROVIDER, 31_000, ALICE, 5000, 1, _ -> false);
    office.speech(1, 3, ALICE, 5000, PROVIDER, 31_000, 2, _ -> false); // symmetric RTP, RFC 4961
    office.tracker.finish();

    assertEquals(2, office.seen.onlyCall().streams().size());
  }

  @Test
  void aLaterCallOnTheSamePortsHasItsOwnStreams() {
    call(ALICE, BOB);
    office.conversation(1, 100, ALICE, BOB, _ -> false);
    office.sip(4, ALICE, BOB, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    office.sip(5, ALICE, BOB, Sip.invite("c2", 1, Sip.sdp(ALICE, 4000)));
    office.sip(6, BOB, ALICE, Sip.response(200, "c2", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.speech(6, 50, ALICE, 4000, BOB, 5000, 0x77, _ -> false);
    office.tracker.finish();

    assertEquals(List.of(2, 1), office.seen.calls.stream().map(c -> c.streams().size()).toList());
  }

  @Test
  void whatOnlyLooksLikeRtpMakesNoStream() {
    Random random = new Random(7);
    byte[] dns = ascii("\u0080\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000");
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[12 + random.nextInt(200)];
      random.nextBytes(noise);
      noise[0] = (byte) (0x80 | (noise[0] & 0x3F)); // as if it were version 2
      office.udp(0.001 * i, ALICE, 40_000, BOB, 40_002, noise);
      dns[0] = (byte) i;
      office.udp(0.001 * i, ALICE, 40_004, BOB, 53, dns);
      byte[] stun = ascii("\u0000\u0001\u0000\u0000!\u0012\u00A4Babcdefghijkl");
      office.udp(0.001 * i, ALICE, 4000, BOB, 5000, stun);
      // Counts up like RTP, but as fast as a download.
      office.udp(0.001 * i, ALICE, 6000, BOB, 6002, rtp(9, 96, false, i & 0xFFFF, 160L * i, 100));
    }
    office.tracker.finish();

    assertEquals(0, office.seen.streams.size());
    assertEquals(80_000, office.counted(PacketKind.READ));
    assertEquals(20_000, office.counted(PacketKind.STUN));
    assertEquals(60_000, office.counted(PacketKind.OTHER) + office.counted(PacketKind.RTCP));
    assertEquals(0, office.counters().evictions().get(Table.CANDIDATES.label()));
  }

  @Test
  void reorderedPacketsDoNotHideAStreamThatNobodyAnnounced() {
    for (int i = 0; i < 30; i++) {
      int number = i == 1 ? 2 : i == 2 ? 1 : i;
      byte[] packet = rtp(1, 8, false, 65_534 + number & 0xFFFF, 160L * number, 160);
      office.udp(0.02 * i, ALICE, 4000, BOB, 5000, packet);
    }
    office.tracker.finish();

    StreamSummary stream = office.seen.streams.getFirst();
    assertEquals(
        List.of(30L, 0L, 1L), List.of(stream.packets(), stream.lost(), stream.reordered()));
    assertEquals("", stream.callId());
  }

  @Test
  void receiverReportsShowAtBothEndsUnderTheirOwnSource() {
    call(ALICE, BOB);
    office.conversation(1, 500, ALICE, BOB, _ -> false);
    office.udp(6, ALICE, 4001, BOB, 5001, receiverReport(0x0A, block(0x0B, 0, 3, 249, 80, 0, 0)));
    office.udp(11, ALICE, 4001, BOB, 5001, receiverReport(0x0A, block(0x0B, 0, 8, 499, 160, 0, 0)));

    EndpointFigures heard = figures(ALICE, Direction.RECEIVED, Source.RTCP);
    EndpointFigures spoken = figures(BOB, Direction.SENT, Source.RTCP);
    // Second report less first: 250 sent, 5 of them lost; 160 units of 8 kHz are 20 ms.
    assertEquals(245, heard.packets());
    assertEquals(5, heard.packetsLost());
    assertEquals(0.02, heard.jitterSeconds().orElseThrow(), 1e-9);
    assertEquals(heard.packetsLost(), spoken.packetsLost());
    assertEquals(2, office.counted(PacketKind.RTCP));
  }

  /** The other end reports each 5 s that it lost 5 of 250. */
  private void conversationWithReports(String other) {
    call(ALICE, other);
    for (int i = 0; i < 12; i++) {
      int from = 250 * i;
      for (int n = from; n < from + 250; n++) {
        office.speechPacket(1, n, ALICE, 4000, other, 5000, 0x0A);
      }
      byte[] block = block(0x0A, 5, 5 * i + 5, from + 249, 0, 0, 0);
      office.udp(6 + 5 * i, other, 5001, ALICE, 4001, receiverReport(0x0B, block));
    }
    office.tracker.advance(ns(100));
  }

  private List<ObservedInterval> told(Source source) {
    return office.seen.intervals.stream().filter(one -> one.source() == source).toList();
  }

  @Test
  void aFarEndsReportsAreWhatItHeard() {
    conversationWithReports(PROVIDER);

    List<ObservedInterval> reported = told(Source.RTCP);
    assertEquals(6, reported.size()); // 55 s between the reports, in tens and the rest
    assertTrue(reported.stream().allMatch(one -> one.direction() == Direction.SENT));
    assertEquals(reported, office.seen.observations);
    EndpointFigures spoken = figures(ALICE, Direction.SENT, Source.RTCP);
    // Ppl = 2, BurstR 1.5: R = 93.206 - 7.188 = 86.018, of which Annex B makes 4.229.
    assertEquals(4.229, spoken.score().orElseThrow().mosLq(), 0.001);
    assertEquals(55, spoken.packetsLost());
    assertEquals(2695, spoken.packets());
    assertEquals(6, spoken.sums().getFirst().lqIntervals());
    assertEquals(6 * 4.229, spoken.sums().getFirst().mosLq(), 0.01);
  }

  /** A minute was seen, 55 s of it reported: each second is counted once. */
  @Test
  void timeThatReportsTellOfIsNotUnknown() {
    conversationWithReports(PROVIDER);

    SiteReason farEnd = new SiteReason("berlin", Unscored.FAR_END_UNKNOWN);
    SiteSource rtcp = new SiteSource("berlin", Source.RTCP);
    assertEquals(55, office.counters().scoredSeconds().get(rtcp), 0.1);
    assertEquals(5, office.counters().unscoredSeconds().get(farEnd), 0.1);
  }

  @Test
  void reportsOfAPhoneOfOursAreNearerThanWhatWasMeasured() {
    conversationWithReports(BOB);

    assertEquals(12, told(Source.RTCP).size()); // at both ends
    assertEquals(
        told(Source.RTCP).stream().filter(one -> one.direction() == Direction.RECEIVED).toList(),
        office.seen.observations);
    EndpointFigures heard = figures(BOB, Direction.RECEIVED, Source.RTCP);
    assertEquals(4.229, heard.score().orElseThrow().mosLq(), 0.001);
    EndpointFigures measured = figures(BOB, Direction.RECEIVED, Source.MEASURED);
    assertEquals(4.409, measured.score().orElseThrow().mosLq(), 0.001);
    SiteSource rtcp = new SiteSource("berlin", Source.RTCP);
    SiteSource seen = new SiteSource("berlin", Source.MEASURED);
    assertEquals(55, office.counters().scoredSeconds().get(rtcp), 0.1);
    assertEquals(5, office.counters().scoredSeconds().get(seen), 0.1);
  }

  @Test
  void aServerOfOursIsNoFarEnd() {
    conversationWithReports(PBX);

    assertEquals(6, told(Source.RTCP).size());
    assertEquals(List.of(), office.seen.observations);
    SiteReason farEnd = new SiteReason("berlin", Unscored.FAR_END_UNKNOWN);
    assertEquals(60, office.counters().unscoredSeconds().get(farEnd), 0.1);
  }

  @Test
  void anOddReportOfAFarEndIsImplausibleTime() {
    call(ALICE, PROVIDER);
    office.conversation(1, 500, ALICE, PROVIDER, _ -> false);
    byte[] first = receiverReport(0x0B, block(0x0A, 0, 0, 249, 0, 0, 0));
    byte[] odd = receiverReport(0x0B, block(0x0A, 0, 200, 499, 0, 0, 0));
    office.udp(11, PROVIDER, 5001, ALICE, 4001, first);
    office.udp(16, PROVIDER, 5001, ALICE, 4001, odd);
    office.tracker.advance(ns(100));

    SiteReason implausible = new SiteReason("berlin", Unscored.IMPLAUSIBLE);
    assertEquals(5, office.counters().unscoredSeconds().get(implausible), 0.1);
    assertEquals(0, figures(ALICE, Direction.SENT, Source.RTCP).packetsLost());
    assertEquals(Optional.empty(), figures(ALICE, Direction.SENT, Source.RTCP).score());
  }

  @Test
  void brokenRtcpIsAFaultOnAMediaPortOnly() {
    call(ALICE, BOB);
    byte[] cut = java.util.Arrays.copyOf(receiverReport(1, block(2, 0, 0, 0, 0, 0, 0)), 20);
    office.udp(2, ALICE, 4001, BOB, 5001, cut);
    office.udp(2, ALICE, 9999, BOB, 9998, cut);

    assertEquals(1, office.counted(PacketKind.MALFORMED));
    assertEquals(1, office.counted(PacketKind.OTHER));
    assertEquals(
        1,
        office.counters().malformed().entrySet().stream()
            .filter(entry -> entry.getKey().protocol().equals("rtcp") && entry.getValue() == 1)
            .map(entry -> new Fault("rtcp", entry.getKey().reason()))
            .count());
  }

  @Test
  void theTickShowsInNoEvent() {
    Office ticked = new Office();
    for (Office each : List.of(office, ticked)) {
      for (int i = 0; i < 3; i++) {
        double from = 200.0 * i;
        String id = "c" + i;
        each.sip(from, ALICE, BOB, Sip.invite(id, 1, Sip.sdp(ALICE, 4000)));
        each.sip(from + 1, BOB, ALICE, Sip.response(200, id, 1, "INVITE", Sip.sdp(BOB, 5000)));
        each.conversation(from + 1, 1100, ALICE, BOB, n -> n % 30 == 4);
        each.speech(from + 2, 700, ALICE, 4400, PROVIDER, 5500, 99 + i, _ -> false);
        if (each == ticked) {
          for (int t = 0; t < 1700; t++) {
            each.tracker.advance(ns(from + 23 + 0.1 * t));
          }
        }
      }
      each.tracker.advance(ns(593));
      each.tracker.finish();
    }

    assertEquals(office.seen.all, ticked.seen.all);
    assertEquals(office.counters(), ticked.counters());
  }

  @Test
  void streamsOfAServerMakeNoEndpointOfIt() {
    call(ALICE, PBX);
    office.conversation(1, 600, ALICE, PBX, _ -> false);

    assertEquals(
        List.of(IpAddress.parse(ALICE)),
        office.tracker.endpoints().stream().map(EndpointInfo::address).toList());
  }

  /** A call on hold of which no stream is seen: only the first stretch had packets, 5 s of them. */
  @Test
  void reportsWithoutNewsAddNoTime() {
    for (int i = 0; i < 10; i++) {
      int highest = i == 0 ? 249 : 499;
      byte[] report = receiverReport(0x0B, block(0x0A, 0, 0, highest, 0, 0x1234, 327_680L * i));
      office.udp(1 + 5 * i, ALICE, 4001, BOB, 5001, report);
    }

    assertEquals(
        5.0,
        office.counters().unscoredSeconds().get(new SiteReason("berlin", Unscored.NO_CODEC)),
        1e-6);
  }
}
