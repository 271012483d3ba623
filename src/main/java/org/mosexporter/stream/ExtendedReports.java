package org.mosexporter.stream;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Table;

/**
 * What receivers say in extended reports (RFC 3611), with the streams that they are about: of at
 * most 2048 at a time. Of more, those that came first keep their place until they end.
 */
final class ExtendedReports {
  private static final int MAX_ENTRIES = Table.EXTENDED_RECEPTIONS.entries();

  private final ExtendedScoring scoring;
  private final StreamEvents events;
  private int entries;
  private long evictions;

  ExtendedReports(ExtendedScoring scoring, StreamEvents events) {
    this.scoring = scoring;
    this.events = events;
  }

  /**
   * Takes a report on a stream.
   *
   * @param roundTripSeconds of its whole path
   * @param ofPeer what is reported of the stream that answers
   */
  void onReport(
      RtpStream stream,
      Reception reception,
      ExtendedReport report,
      OptionalDouble roundTripSeconds,
      @Nullable Reception ofPeer,
      long atNs) {
    ExtendedReception extended = of(stream, reception, report.reporterSsrc());
    if (extended != null) {
      ExtendedReception peer = ofPeer == null ? null : ofPeer.extended;
      events.onExtendedReport(stream, atNs);
      scoring.onReport(stream, reception, extended, report, roundTripSeconds, peer, atNs);
    }
  }

  private @Nullable ExtendedReception of(RtpStream stream, Reception reception, int reporterSsrc) {
    ExtendedReception known = reception.extended;
    if (known != null && known.reporterSsrc() == reporterSsrc) {
      return known;
    }
    if (known != null) { // the receiver began anew, and so do its rates
      scoring.close(stream, known);
      known = new ExtendedReception(reporterSsrc, known);
    } else if (entries < MAX_ENTRIES) {
      entries++;
      known = new ExtendedReception(reporterSsrc);
    } else {
      evictions++;
    }
    reception.extended = known;
    return known;
  }

  void ended(RtpStream stream, Reception reception) {
    if (reception.extended != null) {
      scoring.end(stream, reception.extended);
      entries--;
    }
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.EXTENDED_RECEPTIONS, entries, evictions);
  }
}
