package org.mosexporter.simulator;

/** What can be wrong with an office's calls, as issue 8 lists it. Labels stand beside runs only. */
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
  NETWORK_DUPLICATES;

  /** As findings would have it. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether nobody hears it: it is to be named all the same, and counts apart. */
  boolean isHarmless() {
    return this == CAPTURE_DROPS || this == NETWORK_DUPLICATES;
  }

  /** Whether it may come slowly: rates and shares do, settings do not. */
  boolean mayRamp() {
    return switch (this) {
      case QUEUE_DROPS_IN_VOICE_CLASS,
          POLICER,
          WAN_CONGESTION_WITHOUT_QOS,
          WIFI,
          LAN_LOSS,
          TRUNK,
          ONE_PHONE,
          CAPTURE_DROPS ->
          true;
      default -> false;
    };
  }
}
