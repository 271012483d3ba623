package org.mosexporter.call;

import java.util.List;
import java.util.Optional;
import org.mosexporter.call.MediaPoint.Announcement;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.wire.sip.Media;
import org.mosexporter.wire.sip.SessionDescription;

/**
 * What session descriptions say of media: where each side wants it, and how it is coded (RFC 3264).
 *
 * <p>Offer and answer need no telling apart: each names the sender's own address and the payload
 * types it takes there.
 */
final class Negotiation {
  private static final IpAddress NOWHERE = IpAddress.ofIpv4(0);

  private final Places places;
  private final Calls calls;
  private final MediaAddresses mediaAddresses;

  Negotiation(Places places, Calls calls, MediaAddresses mediaAddresses) {
    this.places = places;
    this.calls = calls;
    this.mediaAddresses = mediaAddresses;
  }

  void onDescription(Call call, SessionDescription description) {
    for (Media media : description.media()) {
      boolean speech = media.kind().equals("audio");
      if (speech) {
        call.onHold = isHeld(media);
      }
      boolean streams = speech || media.kind().equals("video");
      if (streams && media.port() > 0 && !media.address().equals(NOWHERE)) {
        announce(call, media);
      }
    }
  }

  /** RFC 3264 §8.4; before it, RFC 2543 held a call with the address 0.0.0.0. */
  private static boolean isHeld(Media media) {
    return media.address().equals(NOWHERE)
        || switch (media.direction()) {
          case "sendonly", "recvonly", "inactive" -> true;
          default -> false;
        };
  }

  private void announce(Call call, Media media) {
    MediaAddress address = MediaAddress.of(media.address(), media.port());
    if (!call.addresses.contains(address) && call.addresses.size() >= Call.MAX_ADDRESSES) {
      return;
    }
    call.addresses.add(address);
    if (call.trunk.isEmpty()) {
      call.trunk = places.trunk(media.address(), media.address());
    }
    var said = new org.mosexporter.stream.Media(call.callId(), media.encodings(), media.ptimeMs());
    MediaPoint point = mediaAddresses.announce(media.address(), media.port(), call, said);
    for (RtpStream stream : List.copyOf(point.unclaimed)) {
      claim(call, stream);
    }
    call.streams.forEach(this::describe);
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
