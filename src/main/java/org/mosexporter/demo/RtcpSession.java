package org.mosexporter.demo;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The RTCP of one side of a call: a report every 5 s about what it sends and what it receives (RFC
 * 3550 §6.4.1), over a path that delays but neither loses nor jitters.
 */
final class RtcpSession {
  private static final long PERIOD_NS = 5_000_000_000L;

  private final Timeline timeline;
  private final Tap tap;
  private final DemoStream sending;
  private final DemoStream receiving;
  private final String cname;
  private final String tool;
  private final Optional<UdpAddress> collector;

  /** How far this side's clock is off; a round trip must not depend on it. */
  private final long clockOffsetNs;

  private boolean heardSenderReport;
  private int lastSenderReport;
  private long lastSenderReportNs;
  private boolean stopped;

  RtcpSession(
      Timeline timeline,
      Tap tap,
      DemoStream sending,
      DemoStream receiving,
      String cname,
      String tool,
      Optional<UdpAddress> collector,
      long clockOffsetNs) {
    this.timeline = timeline;
    this.tap = tap;
    this.sending = sending;
    this.receiving = receiving;
    this.cname = cname;
    this.tool = tool;
    this.collector = collector;
    this.clockOffsetNs = clockOffsetNs;
  }

  void start(RtcpSession peer, long firstAfterNs) {
    timeline.after(firstAfterNs, () -> periodic(peer));
  }

  private void periodic(RtcpSession peer) {
    if (!stopped) {
      send(peer, false);
      timeline.after(PERIOD_NS, () -> periodic(peer));
    }
  }

  /** Nothing of it comes through any more. */
  void fallSilent() {
    stopped = true;
  }

  /** Reports a last time and says goodbye. */
  void stop(RtcpSession peer) {
    if (!stopped) {
      stopped = true;
      send(peer, true);
    }
  }

  private void send(RtcpSession peer, boolean bye) {
    long ntp = RtcpWriter.ntp(timeline.nowNs() + clockOffsetNs);
    ByteBuffer compound = compound(ntp, bye);
    UdpAddress from = rtcp(sending.source());
    UdpAddress to = rtcp(sending.destination());
    long passesNs = timeline.nowNs() + sending.before().delayNs();
    timeline.at(passesNs, () -> tap.rtcp(from, to, sending.dscp(), compound.duplicate()));
    collector.ifPresent(
        address -> timeline.at(passesNs, () -> tap.rtcp(from, address, 0, compound.duplicate())));
    timeline.at(
        passesNs + sending.behind().delayNs(), () -> peer.onSenderReport(RtcpWriter.middle(ntp)));
  }

  private ByteBuffer compound(long ntp, boolean bye) {
    ByteBuffer into = ByteBuffer.allocate(256);
    long packets = sending.sent();
    long octets = packets * sending.payloadBytes();
    RtcpWriter.senderReport(
        into, sending.ssrc(), ntp, sending.timestampNow(), packets, octets, block());
    RtcpWriter.sourceDescription(into, sending.ssrc(), cname, tool);
    if (bye) {
      RtcpWriter.bye(into, sending.ssrc());
    }
    return into.flip();
  }

  private Optional<Reception.ReportBlock> block() {
    Reception reception = receiving.atReceiver();
    if (reception.received() == 0) {
      return Optional.empty();
    }
    int delay = 0;
    if (heardSenderReport) {
      delay = (int) (((timeline.nowNs() - lastSenderReportNs) << 16) / 1_000_000_000L);
    }
    return Optional.of(
        reception.report(receiving.ssrc(), heardSenderReport ? lastSenderReport : 0, delay));
  }

  private void onSenderReport(int middle) {
    heardSenderReport = true;
    lastSenderReport = middle;
    lastSenderReportNs = timeline.nowNs();
  }

  private static UdpAddress rtcp(UdpAddress rtp) {
    return rtp.withPort(rtp.port() + 1);
  }
}
