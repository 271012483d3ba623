package org.mosexporter.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtcp.ReportBlockView;
import org.mosexporter.wire.rtcp.RtcpHandler;
import org.mosexporter.wire.rtcp.RtcpReader;
import org.mosexporter.wire.rtcp.XrBlock;
import org.mosexporter.wire.rtcp.XrBlock.DelaySinceReceiverReport;
import org.mosexporter.wire.rtcp.XrBlock.ReceiverReferenceTime;

/**
 * Brings RTCP to the streams it is about.
 *
 * <p>A block travels against the stream it reports on: from the stream's receiver to its sender, on
 * the port of the stream (RFC 5761) or the one above (RFC 3550 §11); else the SSRC and one address
 * must do, as behind NAT; else signalling may know whose ports these are. A copy that a phone sent
 * to our collector tells only the phone's address, and no round trip: neither it nor the answer
 * passed a common point.
 */
final class Reports implements RtcpHandler {
  private static final int CNAME = 1;
  private static final IpAddress NOBODY = new IpAddress(0, 0);
  private static final int SENDER_SSRC = 4;
  private static final int LAST_SENDER_REPORT_SHIFT = 16; // the middle 32 of 64 bits

  private final StreamIndex index;
  private final SenderReports senderReports;
  private final SenderReports forwardedSenderReports;
  private final StreamEvents events;
  private final ReportScoring scoring;
  private final ExtendedReports extendedReports;
  private final Reported reported;
  private final Opener opener;
  private final UnseenReceptions unseen = new UnseenReceptions();
  private final RtcpReader reader = new RtcpReader();
  private final PathRoundTrips roundTrips;

  private long sourceHigh;
  private long sourceLow;
  private int sourcePort;
  private long destinationHigh;
  private long destinationLow;
  private int destinationPort;
  private long atNs;
  private boolean collected;

  /** The blocks so far of the extended report that is being read. */
  private @Nullable ExtendedReport extended;

  /** The compound was seen before, or was overtaken by a newer one. */
  private boolean repeated;

  /** Those that pass where this report does. */
  private SenderReports passing;

  private Datagram report = new Datagram();

  /** Told when a stream's receiver has reported. */
  interface Reported {
    void on(RtpStream stream, long atNs);
  }

  /** Opens streams of which no packet is seen. */
  interface Opener {
    RtpStream open(ReportedMedia media, int ssrc, long atNs);
  }

  Reports(
      StreamIndex index,
      PathRoundTrips roundTrips,
      SenderReports senderReports,
      SenderReports forwardedSenderReports,
      StretchScoring scoring,
      StreamEvents events,
      Reported reported,
      Opener opener) {
    this.reported = reported;
    this.opener = opener;
    this.index = index;
    this.roundTrips = roundTrips;
    this.senderReports = senderReports;
    this.forwardedSenderReports = forwardedSenderReports;
    passing = senderReports;
    this.scoring = new ReportScoring(scoring, events);
    extendedReports = new ExtendedReports(new ExtendedScoring(scoring, events), events);
    this.events = events;
  }

  RtcpReader.Check onSniffed(Datagram datagram) {
    return onDatagram(datagram, senderReports);
  }

  /** With the round trips of the place where it was seen, which is not here. */
  RtcpReader.Check onForwarded(Datagram datagram) {
    return onDatagram(datagram, forwardedSenderReports);
  }

  private RtcpReader.Check onDatagram(Datagram datagram, SenderReports seenThere) {
    sourceHigh = datagram.sourceHigh();
    sourceLow = datagram.sourceLow();
    sourcePort = datagram.sourcePort();
    destinationHigh = datagram.destinationHigh();
    destinationLow = datagram.destinationLow();
    destinationPort = datagram.destinationPort();
    atNs = datagram.atNs();
    collected = false;
    report = datagram;
    passing = seenThere;
    RtcpReader.Check check =
        reader.read(
            datagram.window(),
            datagram.payloadOffset(),
            datagram.payloadLength(),
            datagram.wirePayloadLength(),
            this);
    onCompoundEnd();
    if (check == RtcpReader.Check.ENCRYPTED) {
      int senderSsrc = datagram.window().getInt(datagram.payloadOffset() + SENDER_SSRC);
      events.onEncryptedReport(
          datagram,
          index.findBySsrc(senderSsrc, sourceHigh, sourceLow, destinationHigh, destinationLow));
    }
    return check;
  }

  RtcpReader.Check onCollected(IpAddress sender, int senderPort, ByteBuffer compound, long atNs) {
    sourceHigh = sender.high();
    sourceLow = sender.low();
    sourcePort = senderPort;
    destinationHigh = 0;
    destinationLow = 0;
    destinationPort = 0;
    this.atNs = atNs;
    collected = true;
    report = Datagram.unseen(sender, senderPort, NOBODY, 0, atNs);
    RtcpReader.Check check = reader.read(compound, 0, compound.limit(), this);
    onCompoundEnd();
    return check;
  }

  /** Extended reports belong to the report blocks beside them. */
  private void onCompoundEnd() {
    ExtendedReport whole = extended;
    extended = null;
    repeated = false;
    if (whole != null) {
      onExtended(whole);
    }
  }

  private void onExtended(ExtendedReport whole) {
    RtpStream stream = reportedStream(whole.sourceSsrc());
    if (stream != null) {
      Reception reception = receptionOf(stream);
      OptionalDouble roundTripSeconds = roundTrips.seconds(stream, atNs);
      RtpStream reverse = index.findReverse(stream, whole.reporterSsrc());
      Reception ofPeer = reverse == null ? stream.endedReverse() : reverse.reception;
      extendedReports.onReport(stream, reception, whole, roundTripSeconds, ofPeer, atNs);
    }
  }

  @Override
  public void onSenderReport(
      int ssrc, long ntpTimestamp, int rtpTimestamp, long packets, long octets) {
    int middle = (int) (ntpTimestamp >>> LAST_SENDER_REPORT_SHIFT);
    if (!collected && middle != 0) {
      passing.add(ssrc, middle, sourceHigh, sourceLow, destinationHigh, destinationLow, atNs);
    }
  }

  @Override
  public void onReportBlock(int reporterSsrc, ReportBlockView block) {
    long roundTripNs =
        collected
            ? -1
            : passing.roundTripNs(
                block.ssrc(),
                block.lastSenderReport(),
                block.delaySinceLastSenderReportNs(),
                sourceHigh,
                sourceLow,
                destinationHigh,
                destinationLow,
                atNs);
    IpAddress reporter = new IpAddress(sourceHigh, sourceLow);
    RtpStream stream = reportedStream(block.ssrc());
    Reception reception =
        stream == null ? unseen.of(reporter, reporterSsrc, block.ssrc()) : receptionOf(stream);
    if (reception.isOld(reporterSsrc, block)) {
      repeated = true;
      return;
    }
    ReceiverReport told = reception.add(reporterSsrc, reporter, block, atNs, stream, roundTripNs);
    if (!collected) {
      reception.passedNs = atNs;
    }
    if (stream == null && reception.verdict() == Reception.Verdict.PLAUSIBLE) {
      stream = open(block.ssrc());
      if (stream != null) {
        stream.reception = reception;
        unseen.forget(reporter, reporterSsrc, block.ssrc());
      }
    }
    if (stream == null) {
      events.onUnmatchedReport(reporter, told);
    } else {
      if (stream.packets() == 0 && reception.verdict() == Reception.Verdict.PLAUSIBLE) {
        stream.lastNs = atNs; // somebody heard it
      }
      events.onReceiverReport(stream, told);
      scoring.onReport(stream, reception, told, roundTrips.seconds(stream, atNs));
      compare(stream, reception, block);
      reported.on(stream, atNs);
    }
  }

  /** Of packets that pass elsewhere, once a report tells that there are some. */
  private @Nullable RtpStream open(int ssrc) {
    return events.announced(report).map(media -> opener.open(media, ssrc, atNs)).orElse(null);
  }

  private void compare(RtpStream stream, Reception reception, ReportBlockView block) {
    if (stream.packets() == 0) {
      return; // with nothing
    }
    LossComparison comparison = reception.comparison;
    if (comparison == null) {
      comparison = new LossComparison();
      reception.comparison = comparison;
    }
    switch (reception.verdict()) {
      case FIRST -> comparison.onReport(stream, block, false, atNs);
      case PLAUSIBLE -> comparison.onReport(stream, block, true, atNs);
      case IDLE -> {}
      case IMPLAUSIBLE -> comparison.restart();
    }
  }

  private static Reception receptionOf(RtpStream stream) {
    Reception reception = stream.reception;
    if (reception == null) {
      reception = new Reception();
      stream.reception = reception;
    }
    return reception;
  }

  /** The stream that the sender of this RTCP receives. */
  private @Nullable RtpStream reportedStream(int ssrc) {
    if (!collected) {
      RtpStream stream = reported(ssrc, 0);
      stream = stream == null ? reported(ssrc, 1) : stream;
      if (stream != null) {
        return stream;
      }
    }
    RtpStream stream =
        index.findBySsrc(ssrc, destinationHigh, destinationLow, sourceHigh, sourceLow);
    return stream == null && !collected ? events.reportedElsewhere(report, ssrc) : stream;
  }

  private @Nullable RtpStream reported(int ssrc, int portsAbove) {
    return index.findKey(
        destinationHigh,
        destinationLow,
        destinationPort - portsAbove,
        sourceHigh,
        sourceLow,
        sourcePort - portsAbove,
        ssrc);
  }

  @Override
  public void onSourceDescription(
      int ssrc, int itemType, ByteBuffer window, int offset, int length) {
    if (itemType == CNAME) {
      byte[] text = new byte[length];
      window.get(offset, text);
      events.onSourceDescription(
          new IpAddress(sourceHigh, sourceLow),
          sourcePort,
          ssrc,
          new String(text, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void onBye(int ssrc) {
    RtpStream stream =
        index.findBySsrc(ssrc, sourceHigh, sourceLow, destinationHigh, destinationLow);
    if (stream != null && stream.sourceLow() == sourceLow && stream.sourceHigh() == sourceHigh) {
      events.onBye(stream, atNs);
    }
  }

  @Override
  public void onExtendedReport(int reporterSsrc, XrBlock block) {
    if (block instanceof XrBlock.OfSource ofSource) {
      gather(reporterSsrc, ofSource);
    } else if (!collected) { // else neither it nor the answer passed a common point
      onReferenceTime(reporterSsrc, block);
    }
  }

  private void gather(int reporterSsrc, XrBlock.OfSource block) {
    ExtendedReport whole = extended;
    if (whole != null && !whole.isOf(reporterSsrc, block.ssrc())) {
      onExtended(whole);
      whole = null;
    }
    if (whole == null) {
      whole = new ExtendedReport(reporterSsrc, block.ssrc());
    }
    whole.add(block);
    extended = repeated ? null : whole;
  }

  private void onReferenceTime(int reporterSsrc, XrBlock block) {
    if (block instanceof ReceiverReferenceTime reference) {
      addReference(reporterSsrc, (int) (reference.ntpTimestamp() >>> LAST_SENDER_REPORT_SHIFT));
    } else if (block instanceof DelaySinceReceiverReport answer) {
      onAnswer(reporterSsrc, answer);
    }
  }

  /** What a receiver that sends nothing has instead of sender reports (RFC 3611 §4.4). */
  private void addReference(int receiverSsrc, int middle) {
    if (middle != 0) {
      passing.add(
          receiverSsrc, middle, sourceHigh, sourceLow, destinationHigh, destinationLow, atNs);
    }
  }

  /** Tells the way to the sender of a stream whose receiver sends none (RFC 3611 §4.5). */
  private void onAnswer(int senderSsrc, DelaySinceReceiverReport answer) {
    RtpStream stream =
        index.findBySsrc(senderSsrc, sourceHigh, sourceLow, destinationHigh, destinationLow);
    long roundTripNs =
        passing.roundTripNs(
            answer.receiverSsrc(),
            answer.lastReceiverReport(),
            answer.delayNs(),
            sourceHigh,
            sourceLow,
            destinationHigh,
            destinationLow,
            atNs);
    if (stream != null && roundTripNs >= 0) {
      receptionOf(stream).answered(roundTripNs, atNs);
    }
  }

  @Override
  public void onUnknown(int packetType, int offset, int length) {}

  void gauge(Table.Gauge gauge) {
    unseen.gauge(gauge);
    extendedReports.gauge(gauge);
    SenderReports.gauge(gauge, senderReports, forwardedSenderReports);
  }

  /** The clock was set: an answer to an earlier report tells no round trip any more. */
  void onClockStep(long stepNs) {
    senderReports.forget();
    forwardedSenderReports.forget();
    unseen.onClockStep(stepNs);
  }

  /**
   * Scores what was reported last, and leaves what is known of an ending stream with the one that
   * answers it: both end with the call, and the second still has an interval to close.
   */
  void ended(RtpStream stream) {
    Reception reception = stream.reception;
    if (reception == null) {
      return;
    }
    scoring.close(stream, reception);
    extendedReports.ended(stream, reception);
    RtpStream reverse = index.findReverse(stream, reception.reporterSsrc());
    if (reverse != null) {
      reverse.seldom().endedReverse = reception;
    }
  }
}
