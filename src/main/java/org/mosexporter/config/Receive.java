package org.mosexporter.config;

import java.util.List;

/**
 * Where reports are received.
 *
 * @param rtcp copies of their RTCP that phones send (UDP)
 * @param hep what capture agents saw
 * @param sip voice quality reports that phones publish (RFC 6035)
 * @param snmp traps and informs of the devices that are polled
 * @param cmr folders into which CUCM drops its call management records
 */
public record Receive(
    List<Listener> rtcp,
    List<Listener> hep,
    List<Listener> sip,
    List<Listener> snmp,
    List<String> cmr) {
  public static final int RTCP_PORT = 5005;
  public static final int HEP_PORT = 9060;

  public Receive {
    rtcp = List.copyOf(rtcp);
    hep = List.copyOf(hep);
    sip = List.copyOf(sip);
    snmp = List.copyOf(snmp);
    cmr = List.copyOf(cmr);
  }

  /** Without traps. */
  public Receive(List<Listener> rtcp, List<Listener> hep, List<Listener> sip, List<String> cmr) {
    this(rtcp, hep, sip, List.of(), cmr);
  }

  /** For RTCP and HEP; a PBX on the same host may want the port of SIP. */
  public static Receive defaults() {
    return new Receive(
        List.of(new Listener("0.0.0.0", RTCP_PORT, List.of())),
        List.of(new Listener("0.0.0.0", HEP_PORT, List.of())),
        List.of(),
        List.of());
  }
}
