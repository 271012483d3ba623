package org.mosexporter.snmp;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.config.Snmp.Credentials;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

/**
 * Whose traps and informs of version 3 are believed. A device's own engine vouches for its traps
 * (RFC 3414 §1.5.1), so its user is known at the engine that polling found, and at no other; ours
 * vouches for informs. Nothing is learned from what arrives: neither users nor engines grow.
 */
final class TrapUsers {
  private final SecurityProtocols protocols =
      new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
  private final OctetString ourEngine;
  private final USM usm;
  private final Map<DevicePoller, DevicePoller.Engine> known = new HashMap<>();

  /**
   * @param boots more than at any start before (RFC 3414 §2.2.2)
   */
  TrapUsers(
      Collection<Credentials> all, OctetString ourEngine, int boots, CounterSupport counters) {
    this.ourEngine = ourEngine;
    usm = new USM(protocols, ourEngine, boots, counters);
    usm.setEngineDiscoveryEnabled(false);
    // Else our own engine is none that it knows, and no inform can be authenticated.
    usm.getTimeTable().addEntry(new UsmTimeEntry(ourEngine, boots, 0));
    for (Credentials each : all) {
      if (each instanceof Credentials.V3 user) {
        add(user, ourEngine);
      }
    }
  }

  MPv3 model(CounterSupport counters) {
    return new MPv3(
        ourEngine.getValue(),
        null,
        protocols,
        SecurityModels.getCollection(new SecurityModel[] {usm}),
        counters);
  }

  /** Before a message of the device is read. */
  void meet(DevicePoller device) {
    Optional<DevicePoller.Engine> now = device.authority();
    if (now.isEmpty()
        || now.get().equals(known.get(device))
        || !(device.credentials() instanceof Credentials.V3 user)) {
      return;
    }
    DevicePoller.Engine before = known.put(device, now.get());
    if (before != null) {
      usm.removeEngineTime(before.id());
      List<UsmUser> _ = usm.removeAllUsers(new OctetString(user.user()), before.id());
    }
    usm.getTimeTable().addEntry(new UsmTimeEntry(now.get().id(), 0, 0));
    add(user, now.get().id());
  }

  private void add(Credentials.V3 user, OctetString engine) {
    usm.addUser(Sessions.usmUser(user, protocols), engine);
  }
}
