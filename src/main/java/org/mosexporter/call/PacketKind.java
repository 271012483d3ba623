package org.mosexporter.call;

import java.util.Locale;

/** What a captured frame turned out to be. */
public enum PacketKind {
  /** Every frame that was handed in; the sum of the others. */
  READ,
  RTP,
  RTCP,
  /** RTCP that only its ends can read (RFC 3711 §3.4). */
  SRTCP,
  SIP,
  /** STUN, and TURN that carries nothing of ours (RFC 8489, RFC 8656). */
  STUN,
  /** Copies that the mirror made of a packet that was counted. */
  DUPLICATE,
  MALFORMED,
  /** Of ours, but cut by the capture: what was whole of it counts all the same. */
  TRUNCATED,
  /** Nothing of ours: other protocols, fragments, media nobody announced and nobody recognised. */
  OTHER;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
