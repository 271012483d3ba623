package org.mosexporter.demo;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.mosexporter.demo.SipWriter.Party;

/**
 * A call between a phone and the provider, from INVITE to the answer to BYE (RFC 3261 §4), with its
 * two streams and their RTCP.
 */
final class DemoCall {
  static final int SIGNALING_DSCP = 24; // CS3
  private static final long TRYING_NS = 5_000_000;
  private static final long RINGING_NS = 120_000_000;
  private static final long FIRST_REPORT_NS = 2_000_000_000L;
  private static final long REPORTS_APART_NS = 1_250_000_000L;
  private static final long HEARD_NS = 6_000_000_000L;
  private static final long FAR_CLOCK_OFFSET_NS = 3_210_000_000L;

  private final Timeline timeline;
  private final Tap tap;
  private final Wan wan;
  private final DemoPhone phone;
  private final Party near;
  private final Party far;
  private final SipWriter sip;
  private final DemoStream fromPhone;
  private final DemoStream toPhone;
  private final RtcpSession nearReports;
  private final RtcpSession farReports;
  private final boolean refused;
  private final SplittableRandom random;
  private final Runnable whenOver;
  private Instant answered = Instant.EPOCH;

  DemoCall(
      Timeline timeline,
      Tap tap,
      Wan wan,
      DemoPhone phone,
      Party near,
      Party far,
      Optional<UdpAddress> collector,
      boolean refused,
      SplittableRandom random,
      Runnable whenOver) {
    this.timeline = timeline;
    this.tap = tap;
    this.wan = wan;
    this.phone = phone;
    this.near = near;
    this.far = far;
    this.refused = refused;
    this.random = random;
    this.whenOver = whenOver;
    String callId = Long.toHexString(random.nextLong()) + "@" + near.sip().host();
    boolean outgoing = random.nextBoolean() || refused;
    this.sip = outgoing ? new SipWriter(near, far, callId) : new SipWriter(far, near, callId);
    this.fromPhone = stream(true, near.media(), far.media());
    this.toPhone = stream(false, far.media(), near.media());
    Optional<UdpAddress> copies =
        phone.reportsToCollector() ? collector : Optional.<UdpAddress>empty();
    String cname = phone.user() + "@" + phone.host();
    this.nearReports =
        new RtcpSession(timeline, tap, fromPhone, toPhone, cname, phone.userAgent(), copies, 0);
    this.farReports =
        new RtcpSession(
            timeline,
            tap,
            toPhone,
            fromPhone,
            "media@" + far.media().host(),
            far.software(),
            Optional.empty(),
            FAR_CLOCK_OFFSET_NS);
  }

  private DemoStream stream(boolean leaves, UdpAddress from, UdpAddress to) {
    return new DemoStream(timeline, tap, wan, phone, leaves, from, to, random.split());
  }

  /** Dials; answered after the given time, ended by either side when the talk is over. */
  void start(Duration answerAfter, Duration talk) {
    Party callee = sip.callee();
    send(sip.caller(), sip.invite(phone.codec()), () -> ring(callee, answerAfter, talk));
  }

  private void ring(Party callee, Duration answerAfter, Duration talk) {
    timeline.after(TRYING_NS, () -> send(callee, sip.response("100 Trying", "INVITE"), () -> {}));
    if (refused) {
      timeline.after(RINGING_NS, () -> refuse(callee));
      return;
    }
    timeline.after(RINGING_NS, () -> send(callee, sip.response("180 Ringing", "INVITE"), () -> {}));
    timeline.after(answerAfter.toNanos(), () -> answer(callee, talk));
  }

  private void refuse(Party callee) {
    send(
        callee,
        sip.response("503 Service Unavailable", "INVITE"),
        () -> send(sip.caller(), sip.acknowledgeRefusal(), whenOver));
  }

  private void answer(Party callee, Duration talk) {
    answered = Instant.ofEpochSecond(0, timeline.nowNs());
    streamOf(callee).start();
    send(callee, sip.answer(phone.codec()), () -> talk(talk));
    farReports.start(nearReports, FIRST_REPORT_NS);
    nearReports.start(farReports, FIRST_REPORT_NS + REPORTS_APART_NS);
  }

  private void talk(Duration talk) {
    send(sip.caller(), sip.acknowledge(), () -> {});
    streamOf(sip.caller()).start();
    if (phone.habit() == Habit.COMES_TO_HEAR_NOTHING) {
      timeline.after(HEARD_NS, this::close);
    }
    Party first = random.nextBoolean() ? near : far;
    timeline.after(talk.toNanos(), () -> hangUp(first));
  }

  /** As a firewall does that forgets the call: nothing more comes in. */
  private void close() {
    toPhone.stop();
    farReports.fallSilent();
  }

  private void hangUp(Party first) {
    quiet(first);
    send(
        first,
        sip.bye(first),
        () -> {
          Party second = first.equals(near) ? far : near;
          quiet(second);
          send(second, sip.byeAnswer(first), whenOver);
        });
  }

  /** Stops speaking and says so in RTCP. */
  private void quiet(Party party) {
    streamOf(party).stop();
    if (party.equals(near)) {
      nearReports.stop(farReports);
    } else {
      farReports.stop(nearReports);
    }
  }

  private DemoStream streamOf(Party party) {
    return party.equals(near) ? fromPhone : toPhone;
  }

  private void send(Party from, String message, Runnable whenThere) {
    boolean leaves = from.equals(near);
    Party to = leaves ? far : near;
    DemoStream way = leaves ? fromPhone : toPhone;
    timeline.after(
        way.before().delayNs(),
        () -> {
          ByteBuffer packet = tap.scratch();
          SipWriter.write(packet, message);
          count(leaves, packet.flip());
          tap.sip(from.sip(), to.sip(), SIGNALING_DSCP, packet);
          timeline.after(way.behind().delayNs(), whenThere);
        });
  }

  private void count(boolean leaves, ByteBuffer packet) {
    if (leaves) {
      boolean _ = wan.passesOut(SIGNALING_DSCP, packet.remaining()); // its queue never drops
    } else {
      wan.received(packet.remaining());
    }
  }

  Party near() {
    return near;
  }

  /** What the phone has to say of the call, which is over. */
  QualityReport report(Instant stop) {
    return new QualityReport(near, far, sip.callId(), fromPhone, toPhone, answered, stop);
  }

  List<StreamTruth> truth() {
    return Stream.of(fromPhone, toPhone)
        .filter(DemoStream::wasSeen)
        .map(stream -> stream.truth(sip.callId()))
        .toList();
  }
}
