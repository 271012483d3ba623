package org.mosexporter.simulator.office;

import java.util.SplittableRandom;
import org.mosexporter.simulator.path.TwoState;

/** What is particular to one phone or server that sends and hears media. All may be set. */
public final class Device {
  private static final int USUAL_SIGNAL_DBM = -18;

  private final TwoState stalls;
  int dscp = 46;
  double skewPpm;
  double skips;
  Buffer buffer;
  boolean extendedReports;
  boolean publishes;
  int residualEchoDb = 65;
  int signalDbm = USUAL_SIGNAL_DBM;
  int noiseDbm = -68;
  private boolean mayStall;

  Device(SplittableRandom random, Buffer buffer) {
    this.buffer = buffer;
    skewPpm = 20 * random.nextGaussian();
    stalls = TwoState.ofShare(random.split(), 0, 60e6);
  }

  public void dscp(int codePoint) {
    dscp = codePoint;
  }

  /** How much slower than true its sampling clock is. */
  public void skew(double ppm) {
    skewPpm = ppm;
  }

  /** Share of packets that it numbers and never sends. */
  public void skips(double share) {
    skips = share;
  }

  /** Its processor is busy with something else: how often, and how long each time. */
  public void stalls(double share, double meanNs) {
    mayStall = share > 0;
    stalls.share(share, meanNs);
  }

  public void buffer(Buffer other) {
    buffer = other;
  }

  public Buffer buffer() {
    return buffer;
  }

  /** How much weaker the far end's voice goes back to it. */
  public void echo(int residualDb) {
    residualEchoDb = residualDb;
  }

  public void levels(int signal, int noise) {
    signalDbm = signal;
    noiseDbm = noise;
  }

  /** Talker echo loudness rating for who speaks with it: its RERL and both loudness ratings. */
  double telrDb() {
    return Math.min(65, residualEchoDb + 10);
  }

  /**
   * Points that speech costs which is too faint: 1.5 for each dB of SLR (G.107 §7.1), past 3 dB.
   */
  double levelPoints() {
    return 1.5 * Math.max(0, USUAL_SIGNAL_DBM - 3 - signalDbm);
  }

  /** When it will go on, if it stands still now. */
  long goesOnNs(long nowNs) {
    return mayStall && stalls.isBad(nowNs) ? stalls.untilNs() : nowNs;
  }
}
