package org.mosexporter.simulator;

import org.mosexporter.simulator.office.Office;
import org.mosexporter.simulator.office.Plan;

/** Puts a cause into an office: where, and how bad, by chance. */
final class Troubles {
  static Trouble of(Cause cause, Office office, Draw draw) {
    Trouble trouble =
        switch (cause) {
          case QUEUE_DROPS_IN_VOICE_CLASS -> new WanTroubles(office, draw).voiceQueue();
          case VOICE_IN_WRONG_CLASS -> new WanTroubles(office, draw).wrongClass();
          case POLICER -> new WanTroubles(office, draw).policer();
          case WAN_CONGESTION_WITHOUT_QOS -> new WanTroubles(office, draw).congestion();
          case REMARKED_DSCP -> new WanTroubles(office, draw).remarking();
          case WIFI -> new AccessTroubles(office, draw).wifi();
          case LAN_LOSS -> new AccessTroubles(office, draw).cabling();
          case ONE_WAY_AUDIO -> new AccessTroubles(office, draw).oneWay();
          case NETWORK_DUPLICATES -> new AccessTroubles(office, draw).duplicates();
          case CAPTURE_DROPS -> new AccessTroubles(office, draw).captureDrops();
          case DSCP_NOT_SET_BY_PHONE -> new PhoneTroubles(office, draw).noMarking();
          case PHONE_MODEL -> new PhoneTroubles(office, draw).model();
          case ONE_PHONE -> new PhoneTroubles(office, draw).onePhone();
          case JITTER_BUFFER_TOO_SMALL -> new PhoneTroubles(office, draw).smallBuffer();
          case JITTER_BUFFER_TOO_LARGE -> new PhoneTroubles(office, draw).largeBuffer();
          case CLOCK_SKEW -> new PhoneTroubles(office, draw).skew();
          case ECHO_OR_LEVEL -> new ProviderTroubles(office, draw).echoOrLevel();
          case CODEC_CEILING -> new ProviderTroubles(office, draw).codec();
          case TRANSCODING -> new ProviderTroubles(office, draw).transcoding();
          case TRUNK -> new ProviderTroubles(office, draw).trunk();
          case LONG_PATH -> new ProviderTroubles(office, draw).longPath();
        };
    boolean bothSides = office.plan().conditions().sides() == Plan.Sides.BOTH;
    return trouble.asNameable(trouble.nameable() && bothSides);
  }

  static boolean hasReports(Office office) {
    return office.plan().conditions().rtcp() == Plan.Rtcp.PLAIN;
  }

  /** Whether loss that we see is not the mirror's, as far as anybody can know. */
  static boolean isLossSure(Office office) {
    return office.plan().conditions().mirrorLoss() == 0 || hasReports(office);
  }

  static boolean hasSnmp(Office office) {
    return office.plan().conditions().snmp();
  }

  private Troubles() {}
}
