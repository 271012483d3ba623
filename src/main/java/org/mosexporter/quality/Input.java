package org.mosexporter.quality;

import java.util.Arrays;
import java.util.Optional;

/**
 * An input of the E-model under its ITU symbol, with unit, default and permitted range (ITU-T G.107
 * Table 3).
 *
 * <p>The permitted range is what the model was validated for. The scorer goes beyond it and says so
 * ({@link Score#extrapolated}); the calculator asks first.
 */
public enum Input {
  SLR("SLR", "dB", 8, 0, 18, "send loudness rating"),
  RLR("RLR", "dB", 2, -5, 14, "receive loudness rating"),
  STMR("STMR", "dB", 15, 10, 20, "sidetone masking rating"),
  /** Follows from STMR + Dr unless set; its default is not a number but that sum. */
  LSTR("LSTR", "dB", Double.NaN, 13, 23, "listener sidetone rating"),
  DS("Ds", "", 3, -3, 3, "D-value of the telephone, send side"),
  DR("Dr", "", 3, -3, 3, "D-value of the telephone, receive side"),
  TELR("TELR", "dB", 65, 5, 65, "talker echo loudness rating"),
  WEPL("WEPL", "dB", 110, 5, 110, "weighted echo path loss"),
  T("T", "ms", 0, 0, 500, "mean one-way delay of the echo path"),
  TR("Tr", "ms", 0, 0, 1000, "round-trip delay in the 4-wire loop"),
  TA("Ta", "ms", 0, 0, 500, "absolute one-way delay"),
  QDU("qdu", "", 1, 1, 14, "quantization distortion units"),
  IE("Ie", "", 0, 0, 40, "equipment impairment factor"),
  BPL("Bpl", "", 4.3, 4.3, 40, "packet-loss robustness factor"),
  PPL("Ppl", "%", 0, 0, 20, "packet-loss probability"),
  BURST_R("BurstR", "", 1, 1, 8, "burst ratio"),
  NC("Nc", "dBm0p", -70, -80, -40, "circuit noise at the 0 dBr point"),
  /** On the wideband scale its default is -96. */
  NFOR(
      "Nfor",
      "dBmp",
      -64,
      Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      "noise floor at the receive side"),
  PS("Ps", "dB(A)", 35, 35, 85, "room noise at the send side"),
  PR("Pr", "dB(A)", 35, 35, 85, "room noise at the receive side"),
  A("A", "", 0, 0, 20, "advantage factor"),
  /** Table 1 gives three classes of delay sensitivity; the range spans them. */
  S_T("sT", "", 1, 0.4, 1, "delay sensitivity"),
  M_T("mT", "ms", 100, 100, 150, "minimum perceivable delay");

  private final String symbol;
  private final String unit;
  private final double preset;
  private final double min;
  private final double max;
  private final String meaning;

  Input(String symbol, String unit, double preset, double min, double max, String meaning) {
    this.symbol = symbol;
    this.unit = unit;
    this.preset = preset;
    this.min = min;
    this.max = max;
    this.meaning = meaning;
  }

  /** The input written {@code symbol}; case counts, as T and Ta are two things. */
  public static Optional<Input> ofSymbol(String symbol) {
    return Arrays.stream(values()).filter(input -> input.symbol.equals(symbol)).findFirst();
  }

  public String symbol() {
    return symbol;
  }

  /** Empty for a plain number. */
  public String unit() {
    return unit;
  }

  public String meaning() {
    return meaning;
  }

  /** What it is when nobody says otherwise; NaN for {@link #LSTR}. */
  double preset() {
    return preset;
  }

  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  /**
   * Whether the model of that scale has this input; what it does not have changes nothing there.
   */
  public boolean appliesTo(Scale scale) {
    return switch (this) {
      case TA, IE, BPL, PPL, BURST_R -> true;
      case SLR, RLR, STMR, LSTR, DS, DR, TELR, WEPL, T, TR, NC, NFOR, PS, PR ->
          scale != Scale.FULLBAND;
      case QDU, A, S_T, M_T -> scale == Scale.NARROWBAND;
    };
  }

  /** Whether {@code value} exists at all, be the model right for it or not. */
  public boolean exists(double value) {
    if (!Double.isFinite(value)) {
      return false;
    }
    return switch (this) {
      case T, TR, TA -> value >= 0;
      case PPL -> value >= 0 && value <= 100;
      case QDU, BPL, BURST_R, S_T, M_T -> value > 0;
      case SLR, RLR, STMR, LSTR, DS, DR, TELR, WEPL, IE, NC, NFOR, PS, PR, A -> true;
    };
  }

  /** Whether the model was validated for {@code value}. */
  public boolean permits(double value) {
    return Double.isFinite(value) && value >= min && value <= max;
  }
}
