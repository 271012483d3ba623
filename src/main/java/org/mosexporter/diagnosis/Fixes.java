package org.mosexporter.diagnosis;

/** What to do about a cause, with the setting to change. */
final class Fixes {
  static String of(Cause cause, Scope scope) {
    String name = scope.name().isEmpty() ? "the site" : scope.name();
    return switch (cause) {
      case QUEUE_DROPS_IN_VOICE_CLASS ->
          "Give class "
              + name
              + " bandwidth for all calls at a time (G.711: 86 kbit/s each, one way,"
              + " with IP) in its priority or bandwidth statement, or admit fewer calls.";
      case POLICER ->
          "Raise the police rate of "
              + name
              + " above 86 kbit/s for each G.711 call at a time and its"
              + " burst to at least 10 packets, or shape instead of policing.";
      case VOICE_IN_WRONG_CLASS ->
          "Let the router's voice class match what phones send (match dscp ef); now voice waits in "
              + name
              + " with everything else.";
      case WAN_CONGESTION_WITHOUT_QOS ->
          "Shape "
              + name
              + " to a little below the line's rate and put EF into a priority class"
              + " there; with nothing else to be had, fq_codel or cake on the shaper.";
      case REMARKED_DSCP ->
          "Trust DSCP where "
              + name
              + " rewrites it (switch: trust dscp at the phones' ports; provider:"
              + " ask for EF to be kept), or match voice by address and port instead.";
      case DSCP_NOT_SET_BY_PHONE ->
          "Set DSCP 46 (EF) for RTP on " + name + " in the provisioning, or mark it at the switch.";
      case WIFI ->
          "On "
              + name
              + ": 5 GHz with WMM voice priority, fewer clients per access point, signal above"
              + " -67 dBm everywhere, 802.11r/k for roaming; or wire the phones that stay.";
      case LAN_LOSS ->
          "At "
              + name
              + ": set both sides to auto-negotiation (or both to the same speed and full"
              + " duplex), then change the cable, then the port.";
      case PHONE_MODEL ->
          "Change the firmware of "
              + name
              + ", and look at what else these phones do while they talk.";
      case ONE_PHONE -> "Restart phone " + name + ", then update it, then change it for another.";
      case JITTER_BUFFER_TOO_SMALL ->
          "Make the jitter buffer of "
              + name
              + " adaptive, or deeper than the jitter (60 ms or more).";
      case JITTER_BUFFER_TOO_LARGE ->
          "Make the jitter buffer of " + name + " adaptive with a nominal 40 to 60 ms.";
      case CODEC_CEILING ->
          "Offer G.711, G.722 or Opus on " + name + " first; what compresses more has a ceiling.";
      case TRANSCODING ->
          "Let the server offer on both legs of "
              + name
              + " what both can speak, so that it need not"
              + " transcode.";
      case TRUNK ->
          "Show this to the provider of " + name + ", and send calls another way meanwhile.";
      case LONG_PATH ->
          "Take a shorter way for media of "
              + name
              + ": a local breakout, a nearer server or provider,"
              + " direct media between phones.";
      case ONE_WAY_AUDIO ->
          "Look at address translation and firewall between "
              + name
              + " and the far end: forward the"
              + " RTP ports, switch SIP ALG off, use symmetric RTP or STUN.";
      case CLOCK_SKEW -> "Change the firmware of " + name + "; its sampling clock is off.";
      case ECHO_OR_LEVEL ->
          "Check handset, headset and gains of " + name + ", and its echo canceller.";
      case CAPTURE_DROPS -> "Give capture a larger ring (capture.ring) or a faster machine.";
      case MIRROR_LOSS -> "The mirror port is overbooked: mirror fewer ports, or to a faster one.";
      case NETWORK_DUPLICATES ->
          "Find the loop or the second way (spanning tree, a bridge, HSRP): packets come twice.";
      case CANNOT_TELL ->
          "Let phones send RTCP, and poll router and switch over SNMP: that tells what it is.";
    };
  }

  private Fixes() {}
}
