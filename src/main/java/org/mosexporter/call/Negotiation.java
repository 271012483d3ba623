package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.call.MediaPoint.Announcement;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.wire.sip.Encoding;
import org.mosexporter.wire.sip.Media;
import org.mosexporter.wire.sip.MediaCandidate;
import org.mosexporter.wire.sip.SessionDescription;

/**
 * What session descriptions say of media: where each side wants it, and how it is coded (RFC 3264).
 *
 * <p>Offer and answer need no telling apart: each names the sender's own address and the payload
 * types it takes there.
 */
final class Negotiation {
  private static final IpAddress NOWHERE = IpAddress.ofIpv4(0);

  /** The port of an address to be told later. */
  private static final int DISCARD = 9;

  private final Places places;
  private final Calls calls;
  private final MediaAddresses mediaAddresses;
  private final Legs legs;

  /** Payload types as they were said latest, each at its place by hash. */
  private final List<Map<Integer, Encoding>> latestSaid =
      new ArrayList<>(Collections.nCopies(64, Map.of()));

  Negotiation(Places places, Calls calls, MediaAddresses mediaAddresses, Legs legs) {
    this.legs = legs;
    this.places = places;
    this.calls = calls;
    this.mediaAddresses = mediaAddresses;
  }

  /** Takes what a message from {@code sender} describes. */
  void onDescription(Call call, SessionDescription description, IpAddress sender) {
    for (Media media : description.media()) {
      boolean speech = media.kind().equals("audio");
      if (speech) {
        call.onHold = isHeld(media);
      }
      boolean streams = speech || media.kind().equals("video");
      if (streams && media.port() > 0) {
        announce(call, media, media.address(), media.port(), sender);
        for (MediaCandidate candidate : media.candidates()) {
          announce(call, media, candidate.address(), candidate.port(), sender);
        }
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

  private void announce(Call call, Media media, IpAddress host, int port, IpAddress sender) {
    MediaAddress address = MediaAddress.of(host, port);
    boolean known = call.addresses.contains(address);
    if (host.equals(NOWHERE) || port == DISCARD || !calls.mayAnnounce(call, address)) {
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
            call.callId(), shared(media.encodings()), media.ptimeMs());
    claim(call, mediaAddresses.announce(host, port, call, said));
    call.streams.forEach(this::describe);
  }

  /** The same payload types as said before, where they were: phones of a kind all say the same. */
  private Map<Integer, Encoding> shared(Map<Integer, Encoding> said) {
    int place = Math.floorMod(said.hashCode(), latestSaid.size());
    if (!said.equals(latestSaid.get(place))) {
      latestSaid.set(place, Map.copyOf(said));
    }
    return latestSaid.get(place);
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
