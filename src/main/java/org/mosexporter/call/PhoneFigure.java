package org.mosexporter.call;

import java.util.Locale;

/** What a phone may say of a stream, in SI units. Ratios are of the packets expected, 0–1. */
public enum PhoneFigure {
  /** Received. */
  PACKETS(0, true),
  EXPECTED(0, true),
  LOST(0, true),
  /** Arrived too late to be played. */
  DISCARDED(0, true),
  LOSS_RATIO(6, false),
  DISCARD_RATIO(6, false),
  JITTER_SECONDS(6, false),
  /** Share of lost and discarded packets within bursts, and the bursts' mean length. */
  BURST_DENSITY(6, false),
  BURST_SECONDS(6, false),
  /** The same of the gaps between bursts. */
  GAP_DENSITY(6, false),
  GAP_SECONDS(6, false),
  ROUND_TRIP_SECONDS(6, false),
  /** From mouth to ear, or as far as the phone knows. */
  ONE_WAY_DELAY_SECONDS(6, false),
  /** In the phone itself, both directions together. */
  END_SYSTEM_DELAY_SECONDS(6, false),
  /** There and back or one way: the vendor's secret. */
  LATENCY_SECONDS(6, false),
  /** Residual echo return loss. */
  RERL_DB(1, false),
  /** Concealed speech to all. */
  CONCEALED_RATIO(6, false),
  CONCEALED_SECONDS(0, true),
  SEVERELY_CONCEALED_SECONDS(0, true),
  /** The phone's opinion: listening quality, conversational quality, and R of both. */
  MOS_LQ(3, false),
  MOS_CQ(3, false),
  R_LQ(2, false),
  R_CQ(2, false);

  private final int digits;
  private final boolean adds;

  PhoneFigure(int digits, boolean adds) {
    this.digits = digits;
    this.adds = adds;
  }

  /** As records write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Behind the point, as records write it. */
  public int digits() {
    return digits;
  }

  /** Whether two stretches have the sum of it; else the mean, weighted by their length. */
  boolean adds() {
    return adds;
  }

  boolean isOpinion() {
    return this == MOS_LQ || this == MOS_CQ || this == R_LQ || this == R_CQ;
  }
}
