package org.mosexporter.simulator.office;

import java.util.SplittableRandom;
import org.mosexporter.simulator.path.Event;
import org.mosexporter.simulator.path.Flow;
import org.mosexporter.simulator.path.Timeline;

/**
 * The RTCP of one end of a leg: a report about every 5 s of what it sends and hears, along the way
 * of its media, where it may be lost too.
 */
final class Reporter implements Event {
  private static final double PERIOD_NS = 5e9;
  private static final double SPREAD = 0.25;

  private final Timeline timeline;
  private final End end;
  private final Flow outgoing;
  private final Source source;
  private final Listener listener;
  private final Epoch epoch;
  private final SplittableRandom random;
  private int heardSsrc;
  private int lastReport;
  private long lastReportNs;
  private long roundTripNs;
  private int sent;
  private boolean stopped;

  /**
   * Where it sits, and how it reports.
   *
   * @param ssrc of what it sends
   * @param encrypted whether as SRTCP
   */
  record End(int ssrc, String cname, boolean encrypted, Codec codec) {}

  /**
   * The clocks.
   *
   * @param unixNs when the simulation began
   * @param offsetNs how far this end's clock is off
   */
  record Epoch(long unixNs, long offsetNs) {}

  Reporter(
      Timeline timeline,
      End end,
      Flow outgoing,
      Source source,
      Listener listener,
      Epoch epoch,
      SplittableRandom random) {
    this.timeline = timeline;
    this.end = end;
    this.outgoing = outgoing;
    this.source = source;
    this.listener = listener;
    this.epoch = epoch;
    this.random = random;
  }

  void start(int heard) {
    heardSsrc = heard;
    timeline.after((long) (PERIOD_NS * (0.2 + 0.6 * random.nextDouble())), this);
  }

  @Override
  public void happen(long nowNs) {
    if (!stopped) {
      send(nowNs, false);
      timeline.after((long) (PERIOD_NS * (1 - SPREAD + 2 * SPREAD * random.nextDouble())), this);
    }
  }

  /** Reports a last time and says goodbye. */
  void stop(long nowNs) {
    stopped = true;
    send(nowNs, true);
  }

  private void send(long nowNs, boolean bye) {
    RtcpOctets compound = new RtcpOctets();
    long packets = source.packets();
    long ntp = RtcpOctets.ntp(epoch.unixNs + epoch.offsetNs + nowNs);
    compound.sender(end.ssrc, ntp, source.units(), packets, packets * end.codec.payloadBytes);
    if (listener.reception().hasHeard()) {
      int delay = lastReport == 0 ? 0 : (int) (((nowNs - lastReportNs) << 16) / 1_000_000_000L);
      compound.block(heardSsrc, listener.reception(), lastReport, delay);
    }
    compound.name(end.ssrc, end.cname);
    if (listener.device().extendedReports && listener.reception().hasHeard()) {
      extend(compound);
    }
    if (bye) {
      compound.bye(end.ssrc);
    }
    byte[] octets = end.encrypted ? compound.encrypted(random, sent++) : compound.octets();
    outgoing.send(octets, listener.device().dscp, nowNs);
  }

  private void extend(RtcpOctets compound) {
    Reception reception = listener.reception();
    double expected = reception.expected();
    compound.voip(
        end.ssrc,
        heardSsrc,
        of256(reception.missing() / expected),
        of256(listener.discarded() / expected),
        roundTripMs(),
        endSystemMs(),
        listener);
  }

  private static int of256(double share) {
    return (int) Math.clamp(share * 256, 0, 255);
  }

  int roundTripMs() {
    return (int) (roundTripNs / 1_000_000);
  }

  int endSystemMs() {
    return (int) (20 + listener.bufferMs());
  }

  /** From the other side; who encrypts can read it as well, so the plain fields are taken. */
  void onCompound(byte[] octets, long nowNs) {
    if (end.encrypted || octets.length < 28 || octets[1] != (byte) 200) {
      return;
    }
    lastReport = int32(octets, 10);
    lastReportNs = nowNs;
    if ((octets[0] & 0x1F) == 1 && int32(octets, 44) != 0) {
      long ntp = RtcpOctets.ntp(epoch.unixNs + epoch.offsetNs + nowNs);
      int passed = (int) (ntp >>> 16) - int32(octets, 44) - int32(octets, 48);
      roundTripNs = passed < 0 ? 0 : (passed * 1_000_000_000L) >> 16;
    }
  }

  private static int int32(byte[] octets, int at) {
    return octets[at] << 24
        | (octets[at + 1] & 0xFF) << 16
        | (octets[at + 2] & 0xFF) << 8
        | (octets[at + 3] & 0xFF);
  }
}
