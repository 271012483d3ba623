package org.mosexporter.simulator.office;

import org.mosexporter.simulator.path.Flow;
import org.mosexporter.simulator.path.Segment;

/** What really became of one stream. Written while it runs. */
public final class StreamTruth {
  /** Who hears it. */
  public enum Listener {
    PHONE,
    FAR_END,
    SERVER
  }

  private final String callId;
  private final Host from;
  private final Host to;
  private final int ssrc;
  private final int sequence;
  private final Codec codec;
  private final Listener listener;
  private final Party party;
  private Flow flow;
  private long expected;
  private long lostBefore;
  private long lostBehind;
  private double discardedBefore;
  private double discardedBehind;
  private double pointsBefore;
  private double pointsBehind;
  private double delayPoints;
  private double mosLq;

  /**
   * The party of ours at the leg.
   *
   * @param trunk that the conversation goes by; empty when none
   */
  public record Party(Phone phone, String trunk, boolean outward) {}

  StreamTruth(
      String callId,
      Host from,
      Host to,
      int ssrc,
      int sequence,
      Codec codec,
      Listener listener,
      Party party) {
    this.callId = callId;
    this.from = from;
    this.to = to;
    this.ssrc = ssrc;
    this.sequence = sequence;
    this.codec = codec;
    this.listener = listener;
    this.party = party;
  }

  void of(Flow its) {
    flow = its;
  }

  /** Packets of an interval that were not played; discarded ones by where they lost their time. */
  record Bad(int lostBefore, int lostBehind, double discardedBefore, double discardedBehind) {}

  void add(int packets, Bad bad, double before, double behind, double delay, double mos) {
    expected += packets;
    lostBefore += bad.lostBefore;
    lostBehind += bad.lostBehind;
    discardedBefore += bad.discardedBefore;
    discardedBehind += bad.discardedBehind;
    pointsBefore += packets * before;
    pointsBehind += packets * behind;
    delayPoints += packets * delay;
    mosLq += packets * mos;
  }

  public String callId() {
    return callId;
  }

  public Host from() {
    return from;
  }

  public Host to() {
    return to;
  }

  public int ssrc() {
    return ssrc;
  }

  /** On the wire, of its first packet. */
  int sequence() {
    return sequence;
  }

  public Codec codec() {
    return codec;
  }

  public Listener listener() {
    return listener;
  }

  public Party party() {
    return party;
  }

  public long expected() {
    return expected;
  }

  /** Lost before it came to the capture point. */
  public long lostBefore() {
    return lostBefore;
  }

  /** Lost after it had passed the capture point. */
  public long lostBehind() {
    return lostBehind;
  }

  /** Came too late for the listener's buffer, through delays before the capture point. */
  public double discardedBefore() {
    return discardedBefore;
  }

  public double discardedBehind() {
    return discardedBehind;
  }

  /** Points of R lost by loss and discard that arose before the capture point. */
  public double pointsBefore() {
    return expected == 0 ? 0 : pointsBefore / expected;
  }

  public double pointsBehind() {
    return expected == 0 ? 0 : pointsBehind / expected;
  }

  /** Points of R lost by delay, mouth to ear. */
  public double delayPoints() {
    return expected == 0 ? 0 : delayPoints / expected;
  }

  public double mosLq() {
    return expected == 0 ? 0 : mosLq / expected;
  }

  /** Packets that were lost there, as its hops counted. */
  public long lost(Segment where) {
    return flow.lost(where);
  }

  public long sent() {
    return flow.sent();
  }

  public long arrived() {
    return flow.arrived();
  }

  public long underWay() {
    return flow.underWay();
  }
}
