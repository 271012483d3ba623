package org.mosexporter.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.link.Datagram;

/** What happened to streams. Called by the tracker's thread, which must not call back into it. */
public interface StreamEvents {
  void onInterval(RtpStream stream, Interval interval);

  /** The stream is over and gone from the table; its last interval was told before. */
  void onEnded(RtpStream stream, StreamSummary summary);

  void onReceiverReport(RtpStream stream, ReceiverReport report);

  /**
   * What the stream's receiver reported over about an interval; its packets were told before,
   * report by report.
   */
  void onReportedInterval(RtpStream stream, Interval interval);

  /** The stream's receiver sent an extended report (RFC 3611). */
  void onExtendedReport(RtpStream stream, long atNs);

  /** What its extended reports told over about an interval. */
  void onExtendedInterval(RtpStream stream, Interval interval);

  /**
   * RTCP that nobody but its ends can read (RFC 3711 §3.4).
   *
   * @param own the stream that its sender sends; null when it only receives, as far as is known
   */
  void onEncryptedReport(Datagram report, @Nullable RtpStream own);

  /**
   * Asked for the stream that a report is about when its addresses do not tell; null when nobody
   * knows.
   */
  default @Nullable RtpStream reportedElsewhere(Datagram report, int ssrc) {
    return null;
  }

  /**
   * Asked for what signalling knows of a stream that is reported on and not seen; empty when that
   * is nothing.
   */
  default Optional<ReportedMedia> announced(Datagram report) {
    return Optional.empty();
  }

  /** A CNAME (RFC 3550 §6.5.1). */
  void onSourceDescription(IpAddress address, int port, int ssrc, String cname);

  /** The sender says that it is leaving (RFC 3550 §6.6); late packets may still follow. */
  void onBye(RtpStream stream, long atNs);

  /** A report about a stream that is not in the table. */
  void onUnmatchedReport(IpAddress sender, ReceiverReport report);
}
