package org.mosexporter.wire.sip;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A figure of a voice quality report (RFC 6035 §4.6.1), named by its token on the wire.
 *
 * <p>Each has a range; most have a value that says "unknown", which is no value.
 */
public enum VqMetric {
  /** Payload type. */
  PT(0, 127),
  /** Sample rate, Hz. */
  SR(1, 1_000_000),
  /** Speech in one frame, ms. */
  FD(1, 10_000),
  /** Octets of one frame. */
  FO(1, 65_535),
  /** Frames per packet. */
  FPP(1, 255),
  /** Packets per second. */
  PPS(1, 10_000),
  /** Loss concealment: 0 unspecified, 1 disabled, 2 enhanced, 3 standard. */
  PLC(0, 3),
  /** Jitter buffer: 0 unknown, 2 fixed, 3 adaptive. */
  JBA(0, 3),
  /** How fast the jitter buffer adapts. */
  JBR(0, 15),
  /** Nominal, maximum and absolute maximum delay of the jitter buffer, ms. */
  JBN(0, 65_534),
  JBM(0, 65_534),
  JBX(0, 65_534),
  /** Packets that the network lost, and that the jitter buffer discarded, percent. */
  NLR(0, 100),
  JDR(0, 100),
  /** Loss within bursts, percent, and their mean length, ms. */
  BLD(0, 100),
  BD(0, 65_534),
  /** Loss within gaps, percent, and their mean length, ms. */
  GLD(0, 100),
  GD(0, 65_534),
  /** Packets received in a row that end a burst. */
  GMIN(1, 255),
  /** Round trip, ms. */
  RTD(1, 65_534),
  /** End system, one way, and symmetric one-way delay, ms. */
  ESD(0, 65_534),
  OWD(0, 65_534),
  SOWD(0, 65_534),
  /** Interarrival jitter of RFC 3550, and the mean absolute delay variation of G.1020, ms. */
  IAJ(0, 65_534),
  MAJ(0, 65_534),
  /** Level of speech and of noise, dBm0. */
  SL(-127, 126),
  NL(-127, 126),
  /** Residual echo return loss, dB. */
  RERL(0, 126),
  /** R, listening and conversational. */
  RLQ(0, 120),
  RCQ(0, 120),
  /** R of another network that the call passes, towards the reporter and from it. */
  EXTRI(0, 120),
  EXTRO(0, 120),
  /** MOS, listening and conversational. */
  MOSLQ(1, 5),
  MOSCQ(1, 5);

  private static final Map<String, VqMetric> BY_TOKEN =
      Stream.of(values()).collect(Collectors.toMap(VqMetric::name, Function.identity()));

  private final double least;
  private final double most;

  VqMetric(double least, double most) {
    this.least = least;
    this.most = most;
  }

  /** By its token, in whatever case; EXTR stands for EXTRI. */
  static Optional<VqMetric> named(String token) {
    String upper = token.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(BY_TOKEN.get(upper.equals("EXTR") ? "EXTRI" : upper));
  }

  /** Whether the reporter says by this value that it does not know. */
  boolean isUnknown(double value) {
    return switch (this) {
      case RTD -> value == 0 || value == 65_535; // no call is without delay: it was not measured
      case MOSLQ, MOSCQ -> value == 0 || value == 12.7 || value == 127;
      case SL, NL, RERL, RLQ, RCQ, EXTRI, EXTRO -> value == 127;
      default -> value == 65_535;
    };
  }

  boolean isInRange(double value) {
    return value >= least && value <= most;
  }
}
