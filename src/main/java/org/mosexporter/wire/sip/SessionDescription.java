package org.mosexporter.wire.sip;

import java.util.List;
import java.util.Optional;

/**
 * The RTP streams that one side of a call offers or answers (SDP, RFC 8866).
 *
 * <p>Sections that are no RTP, and those whose address is a host name, are left out: names are
 * never resolved.
 */
public record SessionDescription(List<Media> media) {
  public SessionDescription {
    media = List.copyOf(media);
  }

  /**
   * Reads a message body: a session description, or several parts of which one is (RFC 2046 §5.1).
   * Empty when there is none.
   */
  public static Optional<SessionDescription> parse(String body) {
    return Multipart.sessionDescription(body)
        .map(text -> new SessionDescription(new SdpReader().read(text)));
  }
}
