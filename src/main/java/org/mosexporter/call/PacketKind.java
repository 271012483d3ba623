package org.mosexporter.call;

import java.util.Locale;

/** What a captured frame turned out to be. */
public enum PacketKind {
  /** Every frame that was handed in; the sum of the others. */
  READ,
  RTP,
  RTCP,
  SIP,
  /** Copies that the mirror made of a packet that was counted. */
  DUPLICATE,
  MALFORMED,
  /** Nothing of ours: other protocols, fragments, media nobody announced and nobody recognised. */
  OTHER;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
