package org.mosexporter.snmp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.ArpEntry;
import org.mosexporter.network.MacAddress;
import org.snmp4j.smi.OID;

/**
 * IP-MIB (RFC 4293): ipNetToPhysicalTable, which has IPv6 too, and ipNetToMediaTable, which all
 * routers have.
 */
final class ArpMib {
  private static final OID MEDIA_ENTRY = new OID("1.3.6.1.2.1.4.22.1");
  private static final int MEDIA_MAC = 2;
  private static final int MEDIA_TYPE = 4;

  private static final OID PHYSICAL_ENTRY = new OID("1.3.6.1.2.1.4.35.1");
  private static final int PHYSICAL_MAC = 4;
  private static final int PHYSICAL_TYPE = 6;

  private static final long INVALID = 2;

  /** Where the address stands, behind the ifIndex. */
  private static final int ADDRESS_AT = 1;

  /** Nothing when the device reaches nobody. */
  static Optional<List<ArpEntry>> read(Session session, OptionalTables tables) throws SnmpFault {
    Columns media = TableWalk.read(session, MEDIA_ENTRY, MEDIA_MAC, MEDIA_TYPE);
    media.refuseCutColumns(MEDIA_MAC, MEDIA_TYPE);
    Columns physical = tables.read(session, PHYSICAL_ENTRY, PHYSICAL_MAC, PHYSICAL_TYPE);
    Set<ArpEntry> entries = new LinkedHashSet<>();
    for (OID index : media.indexes(MEDIA_MAC)) {
      if (index.size() == ADDRESS_AT + 4 && !media.is(MEDIA_TYPE, index, INVALID)) {
        add(IndexAddress.ipv4(index, ADDRESS_AT), media.octets(MEDIA_MAC, index), entries);
      }
    }
    for (OID index : physical.indexes(PHYSICAL_MAC)) {
      if (!physical.is(PHYSICAL_TYPE, index, INVALID)) {
        byte[] mac = physical.octets(PHYSICAL_MAC, index);
        add(IndexAddress.typed(index, ADDRESS_AT), mac, entries);
      }
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(entries));
  }

  private static void add(Optional<IpAddress> address, byte[] octets, Set<ArpEntry> to) {
    Optional<MacAddress> mac = MacAddress.of(octets);
    if (address.isPresent() && mac.isPresent()) {
      to.add(new ArpEntry(address.get(), mac.get()));
    }
  }

  private ArpMib() {}
}
