package org.mosexporter.diagnosis;

import java.util.List;
import java.util.OptionalDouble;
import org.mosexporter.call.Direction;
import org.mosexporter.quality.Scale;

/** What might be concluded of an office in Berlin on 23 November 2026 at 08:00 UTC. */
public final class SampleConclusions {
  /** 2026-11-23T08:00:00Z. */
  public static final long AT_NS = 1_795_420_800_000_000_000L;

  private static final long HALF_PAST_SEVEN_NS = AT_NS - 1_800_000_000_000L;

  public static final Finding QUEUE =
      new Finding(
          Cause.QUEUE_DROPS_IN_VOICE_CLASS,
          new Scope("berlin", Scope.Kind.CLASS, "gw1/Gi0/0/1/VOICE"),
          Severity.CRITICAL,
          0.93,
          HALF_PAST_SEVEN_NS,
          List.of(
              new Evidence("dropped by the class", 0.0312, "ratio", "snmp"),
              new Evidence("lost beyond the capture point", 0.029, "ratio", "rtcp"),
              new Evidence("calls below the target", 21, "calls", "measured")),
          14,
          37,
          OptionalDouble.of(21.4),
          OptionalDouble.of(0.9),
          "Give the class VOICE at least 2 Mbit/s (priority).",
          OptionalDouble.of(0.21));

  public static final Finding WIFI =
      new Finding(
          Cause.WIFI,
          new Scope("berlin", Scope.Kind.ACCESS, "wifi"),
          Severity.WARNING,
          0.8,
          HALF_PAST_SEVEN_NS,
          List.of(new Evidence("jitter, median", 0.0421, "seconds", "measured")),
          1,
          1,
          OptionalDouble.of(4),
          OptionalDouble.of(0.2),
          "Move voice to 5 GHz.",
          OptionalDouble.empty());

  public static final Finding ANNAS =
      new Finding(
          Cause.CANNOT_TELL,
          new Scope("berlin", Scope.Kind.ENDPOINT, "10.1.20.31"),
          Severity.WARNING,
          0.6,
          HALF_PAST_SEVEN_NS,
          List.of(),
          1,
          3,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          "",
          OptionalDouble.empty());

  /** Of a switch that calls its port what it likes. */
  public static final Finding HOSTILE =
      new Finding(
          Cause.LAN_LOSS,
          new Scope("berlin", Scope.Kind.PORT, "sw1/<script>alert(1)</script>\u0000\u202E"),
          Severity.INFO,
          0.7,
          HALF_PAST_SEVEN_NS,
          List.of(new Evidence("<img src=x onerror=alert(2)>", 12, "packets", "snmp")),
          1,
          2,
          OptionalDouble.of(1),
          OptionalDouble.of(0.05),
          "Look at \"<b>\" & its cable.",
          OptionalDouble.empty());

  /** Of another site. */
  public static final Finding BONN =
      new Finding(
          Cause.CAPTURE_DROPS,
          Scope.ofSite("bonn"),
          Severity.INFO,
          1,
          HALF_PAST_SEVEN_NS,
          List.of(),
          0,
          0,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          "Give the ring 32 MiB.",
          OptionalDouble.empty());

  public static final Conclusions ALL =
      new Conclusions(
          AT_NS,
          List.of(QUEUE, WIFI, ANNAS, HOSTILE, BONN),
          List.of(
              new SegmentLoss(
                  "berlin",
                  SegmentLoss.Segment.WAN,
                  Direction.RECEIVED,
                  Scale.NARROWBAND,
                  37,
                  18.2,
                  15.9,
                  20.5),
              new SegmentLoss(
                  "bonn",
                  SegmentLoss.Segment.LAN,
                  Direction.SENT,
                  Scale.WIDEBAND,
                  4,
                  0.36,
                  0,
                  1.25)),
          List.of(
              whatIf(WhatIf.Scenario.AS_IT_IS, WhatIf.Window.HOUR, 3.512),
              whatIf(WhatIf.Scenario.NO_QUEUE_DROPS, WhatIf.Window.HOUR, 4.204),
              whatIf(WhatIf.Scenario.AS_IT_IS, WhatIf.Window.DAY, 3.9)),
          List.of(new TargetCrossing("berlin", 1_260, 840, 2_100)));

  private static WhatIf whatIf(WhatIf.Scenario scenario, WhatIf.Window window, double mos) {
    return new WhatIf("berlin", Scale.NARROWBAND, scenario, window, mos, 4_320);
  }

  private SampleConclusions() {}
}
