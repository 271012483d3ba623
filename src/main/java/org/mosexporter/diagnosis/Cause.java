package org.mosexporter.diagnosis;

import java.util.Locale;

/**
 * Why calls sound bad, and what to do about it, with the setting to change. What each means, and by
 * which rule it is named: docs/FINDINGS.md.
 */
public enum Cause {
  QUEUE_DROPS_IN_VOICE_CLASS(
      "Give class {} bandwidth for all calls at a time (G.711: 86 kbit/s each, one way, "
          + "with IP) in its priority or bandwidth statement, or admit fewer calls."),
  VOICE_IN_WRONG_CLASS(
      "Let the router's voice class match what phones send (match dscp ef); now voice waits "
          + "in {} with everything else."),
  POLICER(
      "Raise the police rate of {} above 86 kbit/s for each G.711 call at a time and its "
          + "burst to at least 10 packets, or shape instead of policing."),
  WAN_CONGESTION_WITHOUT_QOS(
      "Shape {} to a little below the line's rate and put EF into a priority class there; "
          + "with nothing else to be had, fq_codel or cake on the shaper."),
  REMARKED_DSCP(
      "Trust DSCP where {} rewrites it (switch: trust dscp at the phones' ports; provider: "
          + "ask for EF to be kept), or match voice by address and port instead."),
  DSCP_NOT_SET_BY_PHONE(
      "Set DSCP 46 (EF) for RTP on {} in the provisioning, or mark it at the switch."),
  WIFI(
      "On {}: 5 GHz with WMM voice priority, fewer clients per access point, signal above "
          + "-67 dBm everywhere, 802.11r/k for roaming; or wire the phones that stay."),
  LAN_LOSS(
      "At {}: set both sides to auto-negotiation (or both to the same speed and full "
          + "duplex), then change the cable, then the port."),
  PHONE_MODEL("Change the firmware of {}, and look at what else these phones do while they talk."),
  ONE_PHONE("Restart phone {}, then update it, then change it for another."),
  JITTER_BUFFER_TOO_SMALL(
      "Make the jitter buffer of {} adaptive, or deeper than the jitter (60 ms or more)."),
  JITTER_BUFFER_TOO_LARGE("Make the jitter buffer of {} adaptive with a nominal 40 to 60 ms."),
  CODEC_CEILING("Offer G.711, G.722 or Opus on {} first; what compresses more has a ceiling."),
  TRANSCODING(
      "Let the server offer on both legs of {} what both can speak, so that it need not "
          + "transcode."),
  TRUNK("Show this to the provider of {}, and send calls another way meanwhile."),
  LONG_PATH(
      "Take a shorter way for media of {}: a local breakout, a nearer server or provider, "
          + "direct media between phones."),
  ONE_WAY_AUDIO(
      "Look at address translation and firewall between {} and the far end: forward the RTP "
          + "ports, switch SIP ALG off, use symmetric RTP or STUN."),
  CLOCK_SKEW("Change the firmware of {}; its sampling clock is off."),
  ECHO_OR_LEVEL("Check handset, headset and gains of {}, and its echo canceller."),
  CAPTURE_DROPS("Give capture a larger ring (capture.ring) or a faster machine."),
  /** The mirror port loses packets that its listeners have. */
  MIRROR_LOSS("The mirror port is overbooked: mirror fewer ports, or to a faster one."),
  NETWORK_DUPLICATES(
      "Find the loop or the second way (spanning tree, a bridge, HSRP): packets come twice."),
  /** Something is wrong, and what was seen carries no name. */
  CANNOT_TELL(
      "What of this is missing would tell more: RTCP from phones and far ends, SNMP from "
          + "router and switch. With all of it, compare the calls of {} by hand.");

  private static final String PLACE = "{}";

  private final String fix;

  Cause(String fix) {
    this.fix = fix;
  }

  /** As labels, JSON and texts have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What to do, in words, where it is there. */
  String fix(Scope scope) {
    return fix.replace(PLACE, scope.name().isEmpty() ? "the site" : scope.name());
  }

  /** Whether nobody hears it: it spoils what we know, or wastes bandwidth. */
  public boolean isUnheard() {
    return this == CAPTURE_DROPS || this == MIRROR_LOSS || this == NETWORK_DUPLICATES;
  }
}
