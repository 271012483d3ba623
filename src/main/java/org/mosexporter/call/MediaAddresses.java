package org.mosexporter.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.MediaPoint.Announcement;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.Media;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.sip.Protection;

/**
 * Media addresses that signalling announced, and those of streams that wait to be announced.
 *
 * <p>Bounded by what it serves: each call announces at most {@link Call#MAX_ADDRESSES}, each stream
 * waits at two.
 */
final class MediaAddresses {
  private final Map<MediaAddress, MediaPoint> points = new HashMap<>();
  private final MediaAddress probe = new MediaAddress();
  final RtcpAddresses rtcp = new RtcpAddresses();

  /** Whether signalling named the datagram's destination, or its source (symmetric RTP). */
  boolean isAnnounced(Datagram datagram) {
    return isAnnounced(
            datagram.destinationHigh(), datagram.destinationLow(), datagram.destinationPort())
        || isAnnounced(datagram.sourceHigh(), datagram.sourceLow(), datagram.sourcePort());
  }

  /** Whether RTCP between these ports is to be expected: of media, after it, or announced. */
  boolean isPlausibleRtcp(Datagram datagram) {
    long high = datagram.destinationHigh();
    long low = datagram.destinationLow();
    int port = datagram.destinationPort();
    return isKnown(high, low, port)
        || isKnown(high, low, port - 1)
        || isKnown(datagram.sourceHigh(), datagram.sourceLow(), datagram.sourcePort())
        || isKnown(datagram.sourceHigh(), datagram.sourceLow(), datagram.sourcePort() - 1)
        || rtcp.isKnown(datagram);
  }

  private boolean isAnnounced(long high, long low, int port) {
    MediaPoint point = points.get(probe.set(high, low, port));
    return point != null && point.isAnnounced();
  }

  private boolean isKnown(long high, long low, int port) {
    return points.containsKey(probe.set(high, low, port));
  }

  /**
   * The call a new stream belongs to: one that named both ends, else the end that fewer calls named
   * (a server may have one port for all), else its destination.
   */
  Optional<Announcement> announcement(Datagram datagram) {
    MediaPoint to =
        point(datagram.destinationHigh(), datagram.destinationLow(), datagram.destinationPort());
    MediaPoint from = point(datagram.sourceHigh(), datagram.sourceLow(), datagram.sourcePort());
    return announcement(to, from).map(found -> found.sentFrom(from));
  }

  /** Call-ID of the call whose media RTCP between these ports is about; empty when unknown. */
  String callIdOf(Datagram report) {
    Optional<Announcement> found = Optional.empty();
    for (int above = 0; above <= 1 && found.isEmpty(); above++) { // the media's port, or one more
      MediaPoint to =
          point(
              report.destinationHigh(), report.destinationLow(), report.destinationPort() - above);
      MediaPoint from = point(report.sourceHigh(), report.sourceLow(), report.sourcePort() - above);
      found = announcement(to, from);
    }
    return found.map(announcement -> announcement.call().callId()).orElse("");
  }

  /** As of a datagram from the speaker to the listener; empty where neither was announced. */
  Optional<Announcement> announcement(MediaAddress listener, MediaAddress speaker) {
    MediaPoint from = points.get(speaker);
    return announcement(points.get(listener), from).map(found -> found.sentFrom(from));
  }

  private static Optional<Announcement> announcement(
      @Nullable MediaPoint to, @Nullable MediaPoint from) {
    if (to == null) {
      return from == null ? Optional.empty() : from.latest();
    }
    return from == null ? to.latest() : to.sharedWith(from).or(() -> rarer(to, from).latest());
  }

  private static MediaPoint rarer(MediaPoint to, MediaPoint from) {
    boolean source = from.isAnnounced() && from.announcers().size() < to.announcers().size();
    return source || !to.isAnnounced() ? from : to;
  }

  /** What the call said of a stream's destination, else of its source. */
  Optional<Announcement> announcement(RtpStream stream, Call call) {
    MediaAddress source = source(stream);
    return by(destination(stream), call)
        .or(() -> by(source, call))
        .map(found -> found.sentFrom(points.get(source)));
  }

  /** What the call said of an address. */
  Optional<Announcement> by(MediaAddress address, Call call) {
    return Optional.ofNullable(points.get(address)).flatMap(point -> point.by(call));
  }

  private @Nullable MediaPoint point(long high, long low, int port) {
    return points.get(probe.set(high, low, port));
  }

  /** Notes what the call says of an address; the point tells which streams already run there. */
  MediaPoint announce(
      IpAddress address, int port, Call call, Media media, List<Protection> protections) {
    MediaPoint point =
        points.computeIfAbsent(MediaAddress.of(address, port), _ -> new MediaPoint());
    point.announce(call, media, protections);
    return point;
  }

  /** The calls that named an address, at most four. */
  List<Call> announcers(MediaAddress address) {
    MediaPoint point = points.get(address);
    return point == null ? List.of() : point.announcers();
  }

  void withdraw(MediaAddress address, Call call) {
    rtcp.withdraw(address, call);
    MediaPoint point = points.get(address);
    if (point != null) {
      point.withdraw(call);
      forgetIfEmpty(address, point);
    }
  }

  /** Remembers a stream without a call at both its ends. */
  void await(RtpStream stream) {
    points.computeIfAbsent(source(stream), _ -> new MediaPoint()).await(stream);
    points.computeIfAbsent(destination(stream), _ -> new MediaPoint()).await(stream);
  }

  /** The stream found its call, or is over. */
  void release(RtpStream stream) {
    release(source(stream), stream);
    release(destination(stream), stream);
  }

  private void release(MediaAddress address, RtpStream stream) {
    MediaPoint point = points.get(address);
    if (point != null) {
      point.release(stream);
      forgetIfEmpty(address, point);
    }
  }

  /** Those of the calls that named the address, and those that no call has claimed. */
  List<RtpStream> streamsAt(MediaAddress address) {
    MediaPoint point = points.get(address);
    return point == null ? List.of() : point.streams();
  }

  /** Visits the streams that the sender of this RTCP may have heard, by where it is sent. */
  void forEachHeard(Datagram rtcpOf, Consumer<RtpStream> action) {
    IpAddress from = rtcpOf.source();
    IpAddress to = rtcpOf.destination();
    for (int above = 0; above <= 1; above++) { // the media's port itself, or the one after it
      forEachBetween(MediaAddress.of(from, rtcpOf.sourcePort() - above), to, from, action);
      forEachBetween(MediaAddress.of(to, rtcpOf.destinationPort() - above), to, from, action);
    }
    rtcp.forEachHeard(rtcpOf, action);
  }

  private void forEachBetween(
      MediaAddress address, IpAddress source, IpAddress destination, Consumer<RtpStream> action) {
    MediaPoint point = points.get(address);
    if (point != null) {
      point.streams().stream()
          .filter(stream -> stream.source().equals(source))
          .filter(stream -> stream.destination().equals(destination))
          .forEach(action);
    }
  }

  private void forgetIfEmpty(MediaAddress address, MediaPoint point) {
    if (point.isForgettable()) {
      points.remove(address);
    }
  }

  static MediaAddress source(RtpStream stream) {
    return MediaAddress.of(stream.source(), stream.sourcePort());
  }

  static MediaAddress destination(RtpStream stream) {
    return MediaAddress.of(stream.destination(), stream.destinationPort());
  }
}
