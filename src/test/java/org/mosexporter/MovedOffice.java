package org.mosexporter;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mosexporter.demo.DemoOffice;
import org.mosexporter.demo.DemoPhone;
import org.mosexporter.demo.DemoPlan;
import org.mosexporter.demo.DemoTruth;
import org.mosexporter.demo.WanSchedule;

/** The simulated office with addresses as offices have them: twelve phones, a PBX, a provider. */
public final class MovedOffice {
  public static final String PBX = "10.1.0.5";
  public static final List<String> PROVIDER =
      List.of("203.0.113.10", "203.0.113.11", "203.0.113.12");

  private static final long SEED = 7;

  /** Writes its first minutes as a capture file. */
  public static DemoTruth write(Instant start, Duration length, OutputStream pcap)
      throws IOException {
    DemoPlan plan = DemoPlan.office(SEED);
    DemoPlan moved =
        new DemoPlan(
            plan.seed(),
            plan.phones().stream().map(MovedOffice::moved).toList(),
            PBX,
            PROVIDER,
            WanSchedule.quiet(),
            plan.shortestCall(),
            plan.longestCall(),
            plan.refused(),
            Optional.empty());
    return DemoOffice.write(moved, start, length, pcap);
  }

  private static DemoPhone moved(DemoPhone phone) {
    return new DemoPhone(
        phone.user(),
        phone.host().replaceFirst("127", "10"),
        phone.userAgent(),
        phone.codec(),
        phone.lan(),
        phone.wan(),
        phone.dscp(),
        phone.reportsToCollector(),
        phone.habit());
  }

  private MovedOffice() {}
}
