package org.mosexporter.diagnosis;

import java.util.Locale;

/** Findings in words, as pages, terminals and tables have them. */
public final class FindingText {
  private static final double LARGE = 1_000;

  /** What is wrong, without where. */
  public static String cause(Cause cause) {
    return switch (cause) {
      case QUEUE_DROPS_IN_VOICE_CLASS -> "queue drops in the voice class";
      case VOICE_IN_WRONG_CLASS -> "voice goes through the wrong class";
      case POLICER -> "a policer drops voice";
      case WAN_CONGESTION_WITHOUT_QOS -> "WAN congestion without QoS";
      case REMARKED_DSCP -> "DSCP is changed on the way";
      case DSCP_NOT_SET_BY_PHONE -> "DSCP is not set by the phone";
      case WIFI -> "Wi-Fi loses or delays packets";
      case LAN_LOSS -> "the LAN loses packets";
      case PHONE_MODEL -> "one phone model or firmware";
      case ONE_PHONE -> "one phone";
      case JITTER_BUFFER_TOO_SMALL -> "a jitter buffer that is too small";
      case JITTER_BUFFER_TOO_LARGE -> "a jitter buffer that is too large";
      case CODEC_CEILING -> "the codec sounds no better";
      case TRANSCODING -> "transcoding on the way";
      case TRUNK -> "the trunk or its provider";
      case LONG_PATH -> "a long path";
      case ONE_WAY_AUDIO -> "one-way audio";
      case CLOCK_SKEW -> "clocks that run apart";
      case ECHO_OR_LEVEL -> "echo or level";
      case CAPTURE_DROPS -> "our own capture loses packets";
      case MIRROR_LOSS -> "the mirror port loses packets";
      case NETWORK_DUPLICATES -> "the network sends packets twice";
      case CANNOT_TELL -> "something is wrong, and what was seen does not say what";
    };
  }

  /** Where. */
  public static String scope(Scope scope) {
    return scope.kind() == Scope.Kind.SITE
        ? "site " + scope.site()
        : (scope.kind() == Scope.Kind.ENDPOINT ? "phone" : scope.kind().label())
            + " "
            + scope.name();
  }

  /**
   * Such as {@code 3.12 % of those offered to it (snmp)}, or {@code residual echo return loss:
   * 31.75 dB (xr)}: a share goes before what it is of.
   */
  public static String evidence(Evidence one) {
    String source = " (" + one.source() + ")";
    if (!Double.isFinite(one.value())) {
      return one.text() + source;
    }
    return one.text().startsWith("of ")
        ? value(one) + " " + one.text() + source
        : one.text() + ": " + value(one) + source;
  }

  private static String value(Evidence one) {
    return switch (one.unit()) {
      case "ratio" -> number(100 * one.value(), 2) + " %";
      case "seconds" ->
          Math.abs(one.value()) < 1
              ? number(1_000 * one.value(), 1) + " ms"
              : number(one.value(), 1) + " s";
      case "" -> number(one.value(), 2);
      case "R" -> number(one.value(), 1) + " points of R";
      case "packets", "calls" ->
          number(one.value(), 0) + (one.text().contains(one.unit()) ? "" : " " + one.unit());
      default -> number(one.value(), 2) + " " + one.unit();
    };
  }

  /** Whole where it is large or whole. */
  private static String number(double value, int digits) {
    boolean whole = Math.abs(value) >= LARGE || value == Math.rint(value);
    return String.format(Locale.ROOT, whole ? "%.0f" : "%." + digits + "f", value);
  }

  /** Whom it touches and what it costs them. */
  public static String cost(Finding finding) {
    if (finding.callers() == 0 && finding.calls() == 0) {
      return "nobody hears it";
    }
    StringBuilder text =
        new StringBuilder()
            .append(count(finding.callers(), "phone"))
            .append(", ")
            .append(count(finding.calls(), "call"));
    finding.lostMos().ifPresent(mos -> text.append(", costs ").append(mos(mos)).append(" MOS"));
    return text.toString();
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  public static String mos(double mos) {
    return String.format(Locale.ROOT, "%.2f", mos);
  }

  /** What would have been otherwise. */
  public static String scenario(WhatIf.Scenario scenario) {
    return switch (scenario) {
      case AS_IT_IS -> "as it is";
      case AS_IT_IS_WITH_DELAY -> "as it is, delay counted";
      case NO_QUEUE_DROPS -> "the voice queue drops nothing";
      case LARGER_BUFFER -> "jitter buffers are large enough";
      case BEST_CODEC -> "everybody speaks the best codec in use";
      case DELAY_100_MS_LESS -> "everything takes 100 ms less, delay counted";
      case WIFI_WIRED -> "Wi-Fi phones are wired";
    };
  }

  public static String segment(SegmentLoss.Segment segment) {
    return switch (segment) {
      case PHONE -> "the phone's own buffer";
      case LAN -> "between the phone and the capture point";
      case WAN -> "beyond the capture point: router, WAN, provider";
      case SERVER -> "between two legs of a call, by a server of ours";
    };
  }

  private FindingText() {}
}
