package org.mosexporter.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.mosexporter.wire.sip.SessionDescription;
import org.mosexporter.wire.sip.SipHeaders;
import org.mosexporter.wire.sip.SipMessage;
import org.mosexporter.wire.sip.SipParser;

/**
 * One SIP message, and the beginning of one, of which all that others use is read, with its session
 * description.
 */
final class FuzzedSip implements FuzzTarget {
  private static final int LONGEST_TEXT = 4096;

  @Override
  public void accept(byte[] octets) {
    ByteBuffer window = Octets.alone(octets);
    SipParser.looksLikeSip(window, 0, octets.length);
    read(SipParser.parse(window, 0, octets.length, true));
    read(SipParser.parse(window, 0, octets.length, false));
  }

  private static void read(SipMessage message) {
    switch (message) {
      case SipMessage.Request request -> {
        check(request.headers());
        request.sessionDescription();
      }
      case SipMessage.Response response -> {
        check(response.headers());
        if (response.status() < 100 || response.status() > 699) {
          throw new IllegalStateException("status " + response.status());
        }
        response.sessionDescription();
      }
      case SipMessage.Malformed _ -> {}
    }
  }

  private static void check(SipHeaders headers) {
    bounded(headers.callId());
    bounded(headers.fromUser() + headers.fromHost() + headers.fromTag());
    bounded(headers.toUser() + headers.toHost() + headers.toTag());
    bounded(headers.cseqMethod());
    bounded(headers.userAgent().orElse(""));
  }

  private static void bounded(String text) {
    if (text.length() > LONGEST_TEXT || text.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalStateException("a text of " + text.length() + " characters: " + text);
    }
  }

  /** A message body. */
  static void sdp(byte[] octets) {
    SessionDescription.parse(new String(octets, UTF_8))
        .ifPresent(
            description -> {
              for (var media : description.media()) {
                if (media.port() < 0
                    || media.port() > 65_535
                    || media.payloadTypes().size() > 128) {
                  throw new IllegalStateException(media.toString());
                }
              }
            });
  }
}
