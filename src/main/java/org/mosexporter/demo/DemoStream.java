package org.mosexporter.demo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One direction of a simulated call: a sender that speaks every 20 or 30 ms, what its packets meet
 * before and behind the capture point, and the receiver's statistics.
 */
final class DemoStream {
  private final Timeline timeline;
  private final Tap tap;
  private final Wan wan;
  private final DemoPhone phone;
  private final boolean fromPhone;
  private final UdpAddress source;
  private final UdpAddress destination;
  private final Segment before;
  private final Segment behind;
  private final int ssrc;
  private final int timestampBase;
  private final Reception atCapture = new Reception();
  private final Reception atReceiver = new Reception();
  private final List<Integer> droppedBefore = new ArrayList<>();
  private final List<Integer> lost = new ArrayList<>();
  private final long firstSequence;
  private long sent;
  private boolean stopped;

  DemoStream(
      Timeline timeline,
      Tap tap,
      Wan wan,
      DemoPhone phone,
      boolean fromPhone,
      UdpAddress source,
      UdpAddress destination,
      SplittableRandom random) {
    this.timeline = timeline;
    this.tap = tap;
    this.wan = wan;
    this.phone = phone;
    this.fromPhone = fromPhone;
    this.source = source;
    this.destination = destination;
    Segment lan = new Segment(phone.lan(), random.split());
    Segment outside = new Segment(phone.wan(), random.split());
    this.before = fromPhone ? lan : outside;
    this.behind = fromPhone ? outside : lan;
    this.ssrc = random.nextInt();
    this.timestampBase = random.nextInt();
    this.firstSequence = random.nextInt(1 << 16);
  }

  void start() {
    if (stopped) {
      return;
    }
    long number = sent++;
    if (loses(before, fromPhone)) {
      droppedBefore.add((int) (firstSequence + number) & 0xFFFF);
      lost.add((int) number);
    } else {
      timeline.at(before.arrivalNs(timeline.nowNs()), () -> pass(number));
    }
    timeline.after(phone.codec().packetNs(), this::start);
  }

  void stop() {
    stopped = true;
  }

  /** The packet passes the capture point, and perhaps comes to the receiver. */
  private void pass(long number) {
    long units = number * phone.codec().packetUnits();
    int sequence = (int) (firstSequence + number) & 0xFFFF;
    ByteBuffer packet = tap.scratch();
    RtpWriter.write(
        packet, number == 0, phone.codec(), sequence, timestampBase + (int) units, ssrc);
    tap.rtp(source, destination, dscp(), packet.flip());
    atCapture.onPacket(firstSequence + number, units, timeline.nowNs());
    if (loses(behind, !fromPhone)) {
      lost.add((int) number);
    } else {
      timeline.at(behind.arrivalNs(timeline.nowNs()), () -> deliver(number, units));
    }
  }

  private void deliver(long number, long units) {
    atReceiver.onPacket(firstSequence + number, units, timeline.nowNs());
  }

  /** A segment loses by its own nature, and outside the office when the WAN is busy. */
  private boolean loses(Segment segment, boolean inside) {
    boolean lost = segment.loses();
    if (inside) {
      return lost;
    }
    int bytes = RtpWriter.HEADER_BYTES + phone.codec().payloadBytes();
    if (fromPhone) {
      return !wan.passesOut(dscp(), bytes) || lost;
    }
    boolean arrives = wan.passesIn(dscp()) && !lost;
    if (arrives) {
      wan.received(bytes);
    }
    return !arrives;
  }

  /** The provider marks as it should; the phone as it was told. */
  int dscp() {
    return fromPhone ? phone.dscp() : DemoPhone.EXPEDITED_FORWARDING;
  }

  int ssrc() {
    return ssrc;
  }

  UdpAddress source() {
    return source;
  }

  UdpAddress destination() {
    return destination;
  }

  boolean fromPhone() {
    return fromPhone;
  }

  long sent() {
    return sent;
  }

  int payloadBytes() {
    return phone.codec().payloadBytes();
  }

  Segment before() {
    return before;
  }

  Segment behind() {
    return behind;
  }

  Reception atReceiver() {
    return atReceiver;
  }

  /** The RTP time stamp of the speech of this moment, near enough for a sender report. */
  int timestampNow() {
    return timestampBase + (int) (sent * phone.codec().packetUnits());
  }

  boolean wasSeen() {
    return atCapture.received() > 0;
  }

  StreamTruth truth(String callId) {
    return new StreamTruth(
        callId,
        source,
        destination,
        ssrc,
        phone.codec(),
        dscp(),
        fromPhone,
        sent,
        atCapture.received(),
        atCapture.lost(),
        droppedBefore,
        atReceiver.received(),
        atReceiver.lost(),
        lost,
        atCapture.jitterMeanSeconds(),
        atCapture.jitterMaxSeconds(),
        new StreamTruth.RoundTrip(2 * before.delayNs() / 1e9, 2 * behind.delayNs() / 1e9));
  }
}
