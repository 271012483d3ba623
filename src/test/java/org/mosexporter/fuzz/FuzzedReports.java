package org.mosexporter.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.OptionalDouble;
import org.mosexporter.wire.sip.CallStatistics;
import org.mosexporter.wire.sip.SipMessage;
import org.mosexporter.wire.sip.SipParser;
import org.mosexporter.wire.sip.StatisticsReader;
import org.mosexporter.wire.sip.VqMetrics;
import org.mosexporter.wire.sip.VqReport;
import org.mosexporter.wire.sip.VqReportReader;

/** What phones say of a call at its end: quality reports, and headers of BYE. */
final class FuzzedReports {
  private static final int LONGEST_TEXT = 4096;

  static void quality(byte[] octets) {
    VqReportReader.read(new String(octets, UTF_8)).ifPresent(FuzzedReports::check);
  }

  private static void check(VqReport report) {
    bounded(report.callId() + report.localUser() + report.remoteUser());
    bounded(report.localGroup() + report.remoteGroup());
    bounded(report.localEnd().mac() + report.remoteEnd().mac());
    report.extensions().forEach((name, value) -> bounded(name + value));
    finite(report.local());
    report.remote().ifPresent(FuzzedReports::finite);
  }

  private static void bounded(String text) {
    if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalStateException("a text of " + text.length() + " characters: " + text);
    }
  }

  private static void finite(VqMetrics metrics) {
    metrics.values().values().forEach(FuzzedReports::finite);
  }

  private static void finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("a figure of " + value);
    }
  }

  static void statistics(byte[] octets) {
    SipMessage message = SipParser.parse(Octets.alone(octets), 0, octets.length, true);
    List<CallStatistics> read =
        switch (message) {
          case SipMessage.Request request -> StatisticsReader.read(request.headers());
          case SipMessage.Response response -> StatisticsReader.read(response.headers());
          case SipMessage.Malformed _ -> List.of();
        };
    read.forEach(FuzzedReports::check);
  }

  private static void check(CallStatistics statistics) {
    bounded(statistics.header() + statistics.received().codec() + statistics.sent().codec());
    finite(statistics.received().jitter());
    finite(statistics.sent().jitter());
    finite(statistics.latencyMs());
    finite(statistics.mos());
    finite(statistics.mosCq());
    finite(statistics.concealedRatio());
  }

  private static void finite(OptionalDouble value) {
    value.ifPresent(FuzzedReports::finite);
  }

  private FuzzedReports() {}
}
