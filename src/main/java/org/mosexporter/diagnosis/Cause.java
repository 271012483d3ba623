package org.mosexporter.diagnosis;

import java.util.Locale;

/** Why calls sound bad. What each means, and by which rule it is named: docs/FINDINGS.md. */
public enum Cause {
  QUEUE_DROPS_IN_VOICE_CLASS,
  VOICE_IN_WRONG_CLASS,
  POLICER,
  WAN_CONGESTION_WITHOUT_QOS,
  REMARKED_DSCP,
  DSCP_NOT_SET_BY_PHONE,
  WIFI,
  LAN_LOSS,
  PHONE_MODEL,
  ONE_PHONE,
  JITTER_BUFFER_TOO_SMALL,
  JITTER_BUFFER_TOO_LARGE,
  CODEC_CEILING,
  TRANSCODING,
  TRUNK,
  LONG_PATH,
  ONE_WAY_AUDIO,
  CLOCK_SKEW,
  ECHO_OR_LEVEL,
  CAPTURE_DROPS,
  /** The mirror port loses packets that its listeners have. */
  MIRROR_LOSS,
  NETWORK_DUPLICATES,
  /** Something is wrong, and what was seen carries no name. */
  CANNOT_TELL;

  /** As labels, JSON and texts have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nobody hears it: it spoils what we know, or wastes bandwidth. */
  public boolean isUnheard() {
    return this == CAPTURE_DROPS || this == MIRROR_LOSS || this == NETWORK_DUPLICATES;
  }
}
