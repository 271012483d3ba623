package org.mosexporter.call;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Tap;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipMessage;

/**
 * Gives copies of the SIP and RTCP that was sniffed here to a tap, when there is one; never of what
 * agents sent us, which would go round in circles.
 */
final class Copies {
  static final int TCP = 6;
  static final int UDP = 17;

  private final MediaAddresses mediaAddresses;
  private @Nullable Tap tap;

  Copies(MediaAddresses mediaAddresses) {
    this.mediaAddresses = mediaAddresses;
  }

  void to(Tap other) {
    tap = other;
  }

  /** A message that is all there; nothing of one that is none. */
  void sip(
      SipMessage message,
      Sighting sighting,
      int protocol,
      OptionalInt dscp,
      ByteBuffer window,
      int offset,
      int length) {
    Tap copies = tap;
    String callId = callId(message);
    if (copies != null && !callId.isEmpty()) {
      Passage passage =
          new Passage(
              Passage.OWN_NAME,
              sighting.source(),
              sighting.sourcePort(),
              sighting.destination(),
              sighting.destinationPort(),
              dscp,
              callId);
      copies.onSip(passage, protocol, sighting.atNs(), window, offset, length);
    }
  }

  private static String callId(SipMessage message) {
    return switch (message) {
      case SipMessage.Request request -> request.headers().callId();
      case SipMessage.Response response -> response.headers().callId();
      case SipMessage.Malformed _ -> "";
    };
  }

  /** A compound that decodes. */
  void rtcp(Datagram datagram) {
    Tap copies = tap;
    if (copies != null) {
      Passage passage =
          new Passage(
              Passage.OWN_NAME,
              datagram.source(),
              datagram.sourcePort(),
              datagram.destination(),
              datagram.destinationPort(),
              OptionalInt.of(datagram.dscp()),
              mediaAddresses.callIdOf(datagram));
      int offset = datagram.payloadOffset();
      copies.onRtcp(passage, datagram.atNs(), datagram.window(), offset, datagram.payloadLength());
    }
  }
}
