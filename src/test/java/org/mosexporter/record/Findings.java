package org.mosexporter.record;

import java.util.List;
import java.util.OptionalDouble;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Evidence;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.FindingChange;
import org.mosexporter.diagnosis.FindingChange.Event;
import org.mosexporter.diagnosis.Scope;
import org.mosexporter.diagnosis.Severity;

/** Findings for tests. */
public final class Findings {
  /** 2026-03-02 12:00 UTC. */
  public static final long NOON_NS = 1_772_452_800_000_000_000L;

  /** A phone on Wi-Fi that cost its calls so much. */
  public static Finding wifi(String phone, Severity severity, double lostMos) {
    return new Finding(
        Cause.WIFI,
        new Scope("berlin", Scope.Kind.ENDPOINT, phone),
        severity,
        0.9,
        NOON_NS,
        List.of(new Evidence("lost before us", 0.031, "ratio", "measured")),
        1,
        4,
        OptionalDouble.empty(),
        OptionalDouble.of(lostMos),
        "use a cable",
        OptionalDouble.empty());
  }

  public static Notification told(Event event, long atNs, Finding finding) {
    return Notification.of(new FindingChange(event, atNs, finding));
  }

  private Findings() {}
}
