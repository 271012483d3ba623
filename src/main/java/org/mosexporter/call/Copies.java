package org.mosexporter.call;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Tap;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtcp.RedactedRtcp;
import org.mosexporter.wire.sip.Redacted;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipMessage;

/**
 * Gives copies of the SIP and RTCP that was sniffed here to a tap, when there is one; never of what
 * agents sent us, which would go round in circles. What is kept for evidence is kept of both.
 *
 * <p>Where not everybody may be named, the tap gets what may be shown, and no source descriptions:
 * these name users.
 */
final class Copies {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final byte[] NOTHING = {};

  private final MediaAddresses mediaAddresses;
  private final Calls calls;
  private final Parties parties;
  private final RedactedRtcp redacted = new RedactedRtcp();
  private @Nullable Tap tap;
  private @Nullable KeptPackets kept;

  Copies(MediaAddresses mediaAddresses, Calls calls, Parties parties) {
    this.mediaAddresses = mediaAddresses;
    this.calls = calls;
    this.parties = parties;
  }

  void to(Tap other) {
    tap = other;
  }

  void keepIn(KeptPackets packets) {
    kept = packets;
  }

  /**
   * A message that is all there; nothing of one that is none.
   *
   * @param place number of the observation point; of none when an agent saw it
   */
  void sip(
      SipMessage message,
      Sighting sighting,
      boolean isTcp,
      OptionalInt dscp,
      int place,
      ByteBuffer window,
      int offset,
      int length) {
    String callId = callId(message);
    boolean goesOn = tap != null && sighting.agent().isEmpty();
    if (callId.isEmpty() || (kept == null && !goesOn)) {
      return;
    }
    boolean openly = goesOn && parties.areOpen();
    byte[] shown = openly && kept == null ? NOTHING : redacted(message, callId);
    if (kept != null) {
      kept.sip(shown, parties.callId(callId), sighting, isTcp, dscp.orElse(0), place);
    }
    if (openly) {
      forward(sighting, isTcp, dscp, callId, window, offset, length);
    } else if (goesOn) {
      String told = parties.callId(callId);
      forward(sighting, isTcp, dscp, told, ByteBuffer.wrap(shown), 0, shown.length);
    }
  }

  private byte[] redacted(SipMessage message, String callId) {
    return Redacted.of(message, parties.disclosure(calls.find(callId))).orElse(NOTHING);
  }

  private void forward(
      Sighting sighting,
      boolean isTcp,
      OptionalInt dscp,
      String callId,
      ByteBuffer window,
      int offset,
      int length) {
    Tap copies = tap;
    if (copies != null) {
      Passage passage =
          new Passage(
              Passage.OWN_NAME,
              sighting.source(),
              sighting.sourcePort(),
              sighting.destination(),
              sighting.destinationPort(),
              dscp,
              callId);
      copies.onSip(passage, isTcp ? TCP : UDP, sighting.atNs(), window, offset, length);
    }
  }

  private static String callId(SipMessage message) {
    return switch (message) {
      case SipMessage.Request request -> request.headers().callId();
      case SipMessage.Response response -> response.headers().callId();
      case SipMessage.Malformed _ -> "";
    };
  }

  /**
   * A packet of a stream that was counted; of it nothing goes on.
   *
   * @param hash of the stream, as its table has it
   */
  void rtp(RtpStream stream, long hash, Datagram datagram) {
    if (kept != null) {
      kept.rtp(stream, hash, datagram);
    }
  }

  /** A compound that decodes. */
  void rtcp(Datagram datagram) {
    if (kept != null) {
      kept.rtcp(datagram, "");
    }
    Tap copies = tap;
    if (copies != null && parties.areOpen()) {
      int offset = datagram.payloadOffset();
      int length = datagram.payloadLength();
      copies.onRtcp(passage(datagram), datagram.atNs(), datagram.window(), offset, length);
    } else if (copies != null) {
      int length =
          redacted.write(datagram.window(), datagram.payloadOffset(), datagram.payloadLength());
      copies.onRtcp(passage(datagram), datagram.atNs(), redacted.octets(), 0, length);
    }
  }

  /** A compound that an agent saw. */
  void forwardedRtcp(Datagram datagram, String agent) {
    if (kept != null) {
      kept.rtcp(datagram, agent);
    }
  }

  private Passage passage(Datagram datagram) {
    return new Passage(
        Passage.OWN_NAME,
        datagram.source(),
        datagram.sourcePort(),
        datagram.destination(),
        datagram.destinationPort(),
        OptionalInt.of(datagram.dscp()),
        parties.callId(mediaAddresses.callIdOf(datagram)));
  }
}
