package org.mosexporter.wire.sip;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;

/**
 * Where and how one side wants to receive one stream: an {@code m=} section (RFC 8866 §5.14).
 *
 * @param kind audio, video …
 * @param port 0 when the stream is refused or over
 * @param rtcpAddress by {@code a=rtcp} (RFC 3605), else that of the media
 * @param rtcpPort likewise, else the port after; 0 when there is none
 * @param rtcpMux RTP and RTCP may share the port (RFC 5761 §5.1.1)
 * @param candidates of ICE, for media over UDP, at most 16
 * @param payloadTypes in order of preference
 * @param encodings by payload type, as far as {@code a=rtpmap} names them
 * @param ptimeMs speech per packet
 * @param direction sendrecv, sendonly, recvonly or inactive, seen from the side that sent it
 * @param protections ways to protect what this side sends, in order of preference: those it offers,
 *     or the one it takes; empty when nothing known to us (RFC 4568, RFC 5764)
 */
public record Media(
    String kind,
    IpAddress address,
    int port,
    IpAddress rtcpAddress,
    int rtcpPort,
    boolean rtcpMux,
    List<MediaCandidate> candidates,
    List<Integer> payloadTypes,
    Map<Integer, Encoding> encodings,
    OptionalInt ptimeMs,
    String direction,
    List<Protection> protections) {
  public Media {
    candidates = List.copyOf(candidates);
    payloadTypes = List.copyOf(payloadTypes);
    encodings = Map.copyOf(encodings);
    protections = List.copyOf(protections);
  }
}
