package org.mosexporter.call;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.MediaPoint.Announcement;
import org.mosexporter.config.Quality;
import org.mosexporter.config.Table;
import org.mosexporter.stream.Media;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamTable;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtcp.RtcpReader;
import org.mosexporter.wire.rtp.RtpView;
import org.mosexporter.wire.stun.StunReader;

/**
 * Tells what a datagram is: RTP of a stream that is known or is to be, RTCP, SIP, TURN with one of
 * them in it, or nothing of ours. For RTP of known streams and for reports nothing is allocated.
 */
final class Datagrams {
  static final int RTP_HEADER_BYTES = 12;
  static final int SSRC = 8;
  private static final int RTP_VERSION = 2;

  private final Quality quality;
  private final ObservationPoints places;
  private final StreamTable streams;
  private final StreamJoin join;
  private final SipPackets sip;
  private final Endpoints endpoints;
  private final MediaAddresses mediaAddresses;
  private final Copies copies;
  private final Candidates candidates;
  private final Counters counters;

  private final RecentDatagrams recent = new RecentDatagrams();
  private final RtpView rtp = new RtpView();
  private final StunReader stun = new StunReader();

  private Datagram datagram = new Datagram();
  private long hash;
  private @Nullable RtpStream glance;

  /** RTP packets that are not counted yet. */
  private int rtpPackets;

  Datagrams(
      Quality quality,
      ObservationPoints places,
      StreamTable streams,
      StreamJoin join,
      SipPackets sip,
      Endpoints endpoints,
      MediaAddresses mediaAddresses,
      Copies copies,
      Candidates candidates,
      Counters counters) {
    this.quality = quality;
    this.places = places;
    this.streams = streams;
    this.join = join;
    this.sip = sip;
    this.endpoints = endpoints;
    this.mediaAddresses = mediaAddresses;
    this.copies = copies;
    this.candidates = candidates;
    this.counters = counters;
  }

  /**
   * A datagram came.
   *
   * @param streamHash where its stream is to be looked for, were it RTP
   * @param stream which that seemed to be when it was looked for together with others
   */
  void onDatagram(Datagram next, long streamHash, @Nullable RtpStream stream) {
    datagram = next;
    hash = streamHash;
    glance = stream;
    onPayload(next.window(), next.payloadOffset(), next.payloadLength());
  }

  private void onPayload(ByteBuffer window, int offset, int length) {
    if (RtcpReader.looksLikeRtcp(window, offset, length)) {
      onRtcpDatagram();
    } else if (length > 0 && (window.get(offset) & 0xFF) >>> 6 == RTP_VERSION) {
      onVersionTwo(window, offset, length);
    } else if (!SipPackets.isSip(datagram)) {
      onOther(window, offset, length);
    } else if (!isSeenBefore(PacketKind.SIP)) {
      sip.onDatagram(datagram);
    }
  }

  private void onRtcpDatagram() {
    if (isSeenBefore(PacketKind.RTCP)) {
      return;
    }
    RtcpReader.Check check = streams.onRtcp(datagram);
    if (check == RtcpReader.Check.RTCP) {
      counters.packet(PacketKind.RTCP);
      copies.rtcp(datagram);
    } else if (mediaAddresses.isPlausibleRtcp(datagram)) {
      onUnreadableRtcp(check);
    } else {
      counters.packet(PacketKind.OTHER); // another protocol that happens to begin like RTCP
    }
  }

  private void onUnreadableRtcp(RtcpReader.Check check) {
    if (check == RtcpReader.Check.ENCRYPTED) {
      counters.packet(PacketKind.SRTCP);
    } else {
      counters.malformed(check);
    }
  }

  /** Neither RTP nor RTCP nor SIP, but perhaps TURN with RTP or RTCP in it. */
  private void onOther(ByteBuffer window, int offset, int length) {
    switch (stun.read(window, offset, length, datagram.wirePayloadLength())) {
      case NONE -> counters.packet(PacketKind.OTHER);
      case STUN -> counters.packet(PacketKind.STUN);
      case RELAYED -> onRelayed(window);
    }
  }

  /**
   * The stream is known by the addresses of client and relay: two peers behind one relay differ in
   * their SSRCs.
   */
  private void onRelayed(ByteBuffer window) {
    datagram.enter(stun.dataOffset(), stun.dataLength());
    int offset = datagram.payloadOffset();
    int length = datagram.payloadLength();
    if (length < RTP_HEADER_BYTES || (window.get(offset) & 0xFF) >>> 6 != RTP_VERSION) {
      counters.packet(PacketKind.STUN);
    } else if (RtcpReader.looksLikeRtcp(window, offset, length)) {
      onRtcpDatagram();
    } else {
      hash = streams.hash(datagram, window.getInt(offset + SSRC));
      onVersionTwo(window, offset, length);
    }
  }

  private void onVersionTwo(ByteBuffer window, int offset, int length) {
    RtpView.Check check = rtp.wrap(window, offset, length, datagram.wirePayloadLength());
    if (check != RtpView.Check.RTP) {
      onFault(check);
      return;
    }
    RtpStream stream = streams.find(hash, glance, datagram, rtp.ssrc());
    if (stream != null) {
      countRtp(stream);
    } else if (mediaAddresses.isAnnounced(datagram)) {
      Optional<Announcement> announcement = mediaAddresses.announcement(datagram);
      Media media = announcement.map(Announcement::media).orElse(Media.UNKNOWN);
      countRtp(open(announcement, media));
    } else if (Candidate.isPlausible(datagram, rtp)) {
      onCandidate();
    } else {
      counters.packet(PacketKind.OTHER);
    }
  }

  private void countRtp(RtpStream stream) {
    if (streams.onRtp(stream, datagram, rtp)) {
      countDuplicate();
    } else {
      rtpPackets++;
      copies.rtp(stream, hash, datagram);
    }
  }

  private void countDuplicate() {
    counters.packet(PacketKind.DUPLICATE);
    counters.duplicates.of(places.of(datagram.observationPoint()).name()).add(1);
  }

  /**
   * Whether a datagram that is of no known stream was seen before: then it is counted, and that is
   * all.
   *
   * @param kind what it was when it was seen at another place
   */
  private boolean isSeenBefore(PacketKind kind) {
    switch (recent.see(datagram)) {
      case COPY -> {
        if (!places.of(datagram.observationPoint()).deduplicate()) {
          return false;
        }
        countDuplicate();
      }
      case ELSEWHERE -> counters.packet(kind);
      case FIRST -> {
        return false;
      }
    }
    return true;
  }

  private void onFault(RtpView.Check check) {
    if (mediaAddresses.isAnnounced(datagram)) {
      counters.malformed(check);
    } else {
      counters.packet(PacketKind.OTHER);
    }
  }

  private void onCandidate() {
    if (isSeenBefore(PacketKind.OTHER)) {
      return;
    }
    Candidates.Proven proven = candidates.onPacket(datagram, rtp, hash);
    if (proven != null) {
      RtpStream stream = open(Optional.empty(), proven.media());
      proven.candidate().replay(streams, stream);
      streams.onRtp(stream, datagram, rtp);
      rtpPackets += proven.candidate().replayed() + 1;
    }
  }

  private RtpStream open(Optional<Announcement> announcement, Media media) {
    RtpStream stream =
        streams.open(datagram, rtp.ssrc(), media, quality.jitterBuffer(listenersModel()));
    join.opened(stream, announcement, datagram.atNs());
    return stream;
  }

  private String listenersModel() {
    return endpoints.known(datagram.destination()).map(phone -> phone.device.model()).orElse("");
  }

  /** Counts what was RTP since the last time. */
  void count() {
    counters.packets(PacketKind.RTP, rtpPackets);
    rtpPackets = 0;
  }

  void gauge(Table.Gauge gauge) {
    recent.gauge(gauge);
  }
}
