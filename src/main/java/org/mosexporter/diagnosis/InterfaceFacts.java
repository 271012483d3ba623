package org.mosexporter.diagnosis;

import java.util.OptionalLong;
import org.mosexporter.network.InterfaceFigures;

/** What an interface of a router, or a port of a switch, did lately. */
final class InterfaceFacts {
  private static final int PACKETS = 0;
  private static final int ERRORS = 1;
  private static final int DISCARDS = 2;
  private static final int SECONDS = 3;
  private static final int OUT_PACKETS = 4;
  private static final int FULL_OUT = 5;
  private static final int FULL_IN = 6;
  private static final double FULL = 0.9;

  private final String device;
  private final String name;
  private final Fading sums = new Fading(7);
  private InterfaceFigures before;
  private long beforeNs;
  private boolean halfDuplex;

  InterfaceFacts(String device, InterfaceFigures first, long atNs) {
    this.device = device;
    this.name = first.name();
    this.before = first;
    this.beforeNs = atNs;
  }

  void add(InterfaceFigures now, long atNs) {
    double seconds = (atNs - beforeNs) * 1e-9;
    if (seconds <= 0) {
      return;
    }
    sums.until(atNs);
    double outBits = 8 * since(before.output().bytes(), now.output().bytes());
    double inBits = 8 * since(before.input().bytes(), now.input().bytes());
    double out = since(before.output().packets(), now.output().packets());
    sums.add(PACKETS, out + since(before.input().packets(), now.input().packets()));
    sums.add(OUT_PACKETS, out);
    sums.add(
        ERRORS,
        since(before.output().errors(), now.output().errors())
            + since(before.input().errors(), now.input().errors()));
    sums.add(DISCARDS, since(before.output().discards(), now.output().discards()));
    sums.add(SECONDS, seconds);
    double capacity = now.speedBitsPerSecond().orElse(Long.MAX_VALUE) * seconds;
    sums.add(FULL_OUT, outBits > FULL * capacity ? seconds : 0);
    sums.add(FULL_IN, inBits > FULL * capacity ? seconds : 0);
    halfDuplex = now.halfDuplex().orElse(false);
    before = now;
    beforeNs = atNs;
  }

  private static double since(OptionalLong before, OptionalLong now) {
    return before.isPresent() && now.isPresent()
        ? Math.max(0, now.getAsLong() - before.getAsLong())
        : 0;
  }

  /** device/interface. */
  String fullName() {
    return device + "/" + name;
  }

  String device() {
    return device;
  }

  String name() {
    return name;
  }

  double packets() {
    return sums.of(PACKETS);
  }

  double errors() {
    return sums.of(ERRORS);
  }

  double errorRatio() {
    return errors() / Math.max(1, packets() + errors());
  }

  double discardRatio() {
    return sums.of(DISCARDS) / Math.max(1, sums.of(OUT_PACKETS) + sums.of(DISCARDS));
  }

  double discards() {
    return sums.of(DISCARDS);
  }

  /** Share of time at which more than nine tenths were in use. */
  double fullShareOut() {
    return sums.of(FULL_OUT) / Math.max(1e-9, sums.of(SECONDS));
  }

  double fullShareIn() {
    return sums.of(FULL_IN) / Math.max(1e-9, sums.of(SECONDS));
  }

  boolean isHalfDuplex() {
    return halfDuplex;
  }
}
