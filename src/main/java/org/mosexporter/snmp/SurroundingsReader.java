package org.mosexporter.snmp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.Poll;
import org.mosexporter.network.Surroundings;
import org.mosexporter.network.VoicePolicy;
import org.snmp4j.smi.OID;

/**
 * Reads what a device knows of its surroundings: at first, every ten minutes, when the device has
 * restarted, and sooner again when it failed. Used by the one thread that polls the device.
 */
final class SurroundingsReader {
  static final String LLDP = "lldp_mib";
  static final String LLDP_MED = "lldp_ext_med_mib";
  static final String CDP = "cisco_cdp_mib";
  static final String BRIDGE = "bridge_mib";
  static final String ARP = "ip_mib";
  static final String ADDRESSES = "ip_mib_addresses";
  static final String ROUTES = "ip_forward_mib";

  private static final long EVERY_NS = Duration.ofMinutes(10).toNanos();
  private static final long AGAIN_NS = Duration.ofMinutes(2).toNanos();

  private final Modules modules = new Modules();
  private final OptionalTables optional = new OptionalTables();
  private final CiscoVlans ciscoVlans = new CiscoVlans();
  private OptionalLong dueNs = OptionalLong.empty();
  private OptionalLong upTimeTicks = OptionalLong.empty();

  /**
   * Nothing when they were read lately, or the names of the interfaces are unknown.
   *
   * @param interfaces as the poll just done read them
   * @param upTime of that poll
   * @param nowNs of any clock that only goes on
   */
  Optional<Surroundings.Reading> readIfDue(
      Session session, Map<OID, InterfaceReading> interfaces, OptionalLong upTime, long nowNs) {
    if (restarted(upTime)) {
      dueNs = OptionalLong.empty();
    }
    boolean due = dueNs.isEmpty() || nowNs - dueNs.getAsLong() >= 0;
    return due && !interfaces.isEmpty()
        ? read(session, new Ports(interfaces), nowNs)
        : Optional.empty();
  }

  /** It wraps after 497 days, at the price of one reading more. */
  private boolean restarted(OptionalLong now) {
    boolean less =
        now.isPresent() && upTimeTicks.isPresent() && now.getAsLong() < upTimeTicks.getAsLong();
    upTimeTicks = now.isPresent() ? now : upTimeTicks;
    return less;
  }

  /** Nothing when the device restarted meanwhile: its indexes may mean other ports now. */
  private Optional<Surroundings.Reading> read(Session session, Ports ports, long nowNs) {
    session.beginPart();
    modules.beginPoll();
    Surroundings.Reading reading = read(session, ports);
    boolean failed = modules.worked().containsValue(false);
    dueNs = OptionalLong.of(nowNs + (failed ? AGAIN_NS : EVERY_NS));
    if (restartedMeanwhile(session)) {
      dueNs = OptionalLong.empty();
      return Optional.empty();
    }
    return Optional.of(reading);
  }

  private static boolean restartedMeanwhile(Session session) {
    try {
      return session.restartedMeanwhile();
    } catch (SnmpFault fault) {
      return false; // the next poll will tell
    }
  }

  private Surroundings.Reading read(Session session, Ports ports) {
    Poll.Part<Neighbour> lldp = modules.read(LLDP, () -> LldpMib.read(session, optional, ports));
    Poll.Part<VoicePolicy> policies =
        modules.read(LLDP_MED, () -> LldpMedMib.readPolicies(session, optional, ports));
    var cdp = modules.read(CDP, () -> CiscoCdpMib.read(session, ports));
    var learned = modules.read(BRIDGE, () -> BridgeMib.read(session, optional, ciscoVlans, ports));
    var arp = modules.read(ARP, () -> ArpMib.read(session, optional));
    var routes = modules.read(ROUTES, () -> RouteMib.read(session, ports));
    var addresses = modules.read(ADDRESSES, () -> RouteMib.readAddresses(session));
    return new Surroundings.Reading(
        modules.worked(), lldp, cdp, learned, arp, policies, routes, addresses);
  }
}
