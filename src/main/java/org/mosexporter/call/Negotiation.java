package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.call.MediaPoint.Announcement;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Codecs;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.wire.sip.Encoding;
import org.mosexporter.wire.sip.Media;
import org.mosexporter.wire.sip.MediaCandidate;
import org.mosexporter.wire.sip.Protection;
import org.mosexporter.wire.sip.SessionDescription;

/**
 * What session descriptions say of media: where each side wants it, and how it is coded (RFC 3264).
 *
 * <p>Offer and answer need no telling apart: each names the sender's own address and the payload
 * types it takes there. Only keys with plain RTP mean less in an offer.
 */
final class Negotiation {
  private static final IpAddress NOWHERE = IpAddress.ofIpv4(0);

  /** The port of an address to be told later. */
  private static final int DISCARD = 9;

  private final Places places;
  private final Names names;
  private final Calls calls;
  private final MediaAddresses mediaAddresses;
  private final Legs legs;

  /** Payload types as they were said latest, each at its place by hash. */
  private final List<Map<Integer, Encoding>> latestSaid =
      new ArrayList<>(Collections.nCopies(64, Map.of()));

  Negotiation(Places places, Names names, Calls calls, MediaAddresses mediaAddresses, Legs legs) {
    this.legs = legs;
    this.places = places;
    this.names = names;
    this.calls = calls;
    this.mediaAddresses = mediaAddresses;
  }

  /**
   * Takes what a message from {@code sender} describes.
   *
   * @param response whether that is a response, which answers unless the request had no offer
   */
  void onDescription(
      Call call, SessionDescription description, IpAddress sender, boolean response) {
    for (Media media : description.media()) {
      boolean speech = media.kind().equals("audio");
      if (speech) {
        call.onHold = isHeld(media);
        agreed(media, response).ifPresent(protection -> call.protection = Optional.of(protection));
      }
      boolean streams = speech || media.kind().equals("video");
      if (streams && media.port() > 0) {
        announce(call, media, media.address(), media.port(), sender);
        for (MediaCandidate candidate : media.candidates()) {
          announce(call, media, candidate.address(), candidate.port(), sender);
        }
        announceRtcp(call, media);
      }
    }
  }

  /**
   * RFC 3264 §8.4; before it, RFC 2543 held a call with the address 0.0.0.0, which with port 9 only
   * says that candidates come later (RFC 8838 §4.1).
   */
  private static boolean isHeld(Media media) {
    return (media.address().equals(NOWHERE)
            && media.port() != DISCARD
            && media.candidates().isEmpty())
        || switch (media.direction()) {
          case "sendonly", "recvonly", "inactive" -> true;
          default -> false;
        };
  }

  /**
   * An answer takes one way, and an offer of one leaves no other (RFC 4568 §5.1). Whoever offers
   * keys with RTP/AVP leaves it to the other side; whoever answers so has taken them.
   */
  private static Optional<Protection> agreed(Media media, boolean response) {
    List<Protection> ways = media.protections();
    if (response && ways.size() > 1) {
      ways = ways.stream().filter(way -> !way.equals(Protection.NONE)).toList();
    }
    long sizes = ways.stream().map(Protection::trailerOctets).distinct().count();
    return media.port() > 0 && sizes == 1 ? Optional.of(ways.getFirst()) : Optional.empty();
  }

  private void announce(Call call, Media media, IpAddress host, int port, IpAddress sender) {
    MediaAddress address = MediaAddress.of(host, port);
    boolean known = call.addresses.contains(address);
    if (!isNamed(host, port) || !calls.mayAnnounce(call, address)) {
      return;
    }
    if (!known) {
      relate(call, address, host.equals(sender), sender);
    }
    if (call.trunk.isEmpty()) {
      call.trunk = places.trunk(host, host);
      legs.learnTrunk(call);
    }
    var said =
        new org.mosexporter.stream.Media(
            names.callId(call.callId()), shared(encodings(media)), media.ptimeMs());
    claim(call, mediaAddresses.announce(host, port, call, said, media.protections()));
    call.streams.forEach(this::describe);
  }

  /** Those of RFC 3551 need no name. */
  private static Map<Integer, Encoding> encodings(Media media) {
    if (media.encodings().keySet().containsAll(media.payloadTypes())) {
      return media.encodings();
    }
    Map<Integer, Encoding> all = new HashMap<>(media.encodings());
    for (int type : media.payloadTypes()) {
      Codecs.staticPayloadType(type)
          .map(known -> new Encoding(known.encodingName(), known.clockRateHz(), 1))
          .ifPresent(known -> all.putIfAbsent(type, known));
    }
    return all;
  }

  /** The same payload types as said before, where they were: phones of a kind all say the same. */
  private Map<Integer, Encoding> shared(Map<Integer, Encoding> said) {
    int place = Math.floorMod(said.hashCode(), latestSaid.size());
    if (!said.equals(latestSaid.get(place))) {
      latestSaid.set(place, Map.copyOf(said));
    }
    return latestSaid.get(place);
  }

  /** RTCP of its own address (RFC 3605); beside its media nobody needs to be told of it. */
  private void announceRtcp(Call call, Media media) {
    IpAddress host = media.rtcpAddress();
    int port = media.rtcpPort();
    boolean beside =
        host.equals(media.address()) && (port == media.port() || port == media.port() + 1);
    MediaAddress address = MediaAddress.of(host, port);
    if (isNamed(host, port) && !beside && calls.mayAnnounce(call, address)) {
      mediaAddresses.rtcp.announce(address, call, media.address());
    }
  }

  private static boolean isNamed(IpAddress host, int port) {
    return !host.equals(NOWHERE) && port != DISCARD && port > 0;
  }

  private void relate(Call call, MediaAddress address, boolean own, IpAddress sender) {
    if (own) {
      call.own.add(address);
    } else {
      legs.onForeignMedia(call, address, sender);
    }
  }

  private void claim(Call call, MediaPoint point) {
    for (RtpStream stream : point.unclaimed()) {
      claim(call, stream);
    }
  }

  private void claim(Call call, RtpStream stream) {
    Optional<Call> before = StreamOwner.of(stream).call();
    if (before.isEmpty()) {
      if (calls.join(call, stream)) {
        mediaAddresses.release(stream);
      }
    } else if (!before.get().isSignalled()) {
      calls.adopt(call, before.get());
    }
  }

  /** Tells a running stream what is now known of it. */
  private void describe(RtpStream stream) {
    Optional<Announcement> known =
        StreamOwner.of(stream).call().flatMap(call -> mediaAddresses.announcement(stream, call));
    known
        .map(Announcement::media)
        .filter(media -> !media.equals(stream.media()))
        .ifPresent(stream::media);
  }
}
