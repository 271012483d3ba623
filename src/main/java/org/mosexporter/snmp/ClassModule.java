package org.mosexporter.snmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.snmp4j.smi.OID;

/** A MIB that tells of traffic classes or queues; one object for each device. */
interface ClassModule {
  /** As metrics call it: the MIB's name in lower case. */
  String name();

  /** IANA's number of the maker whose devices have it. */
  int enterprise();

  /**
   * Nothing when the device does not have the MIB.
   *
   * @param interfaces by ifIndex; empty when the device shows none
   */
  Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
      throws SnmpFault;
}
