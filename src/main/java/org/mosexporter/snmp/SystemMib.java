package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * SNMPv2-MIB system (RFC 3418) and snmpEngine (RFC 3411): who the device is, since when it runs.
 */
final class SystemMib {
  private static final OID DESCRIPTION = new OID("1.3.6.1.2.1.1.1.0");
  private static final OID OBJECT_ID = new OID("1.3.6.1.2.1.1.2.0");
  private static final OID NAME = new OID("1.3.6.1.2.1.1.5.0");
  private static final OID ENGINE_BOOTS = new OID("1.3.6.1.6.3.10.2.1.2.0");

  /** sysUpTime of the last change: ifTableLastChange, ccmHistoryRunningLastChanged, Juniper's. */
  private static final List<OID> LAST_CHANGES =
      List.of(
          new OID("1.3.6.1.2.1.31.1.5.0"),
          new OID("1.3.6.1.4.1.9.9.43.1.1.1.0"),
          new OID("1.3.6.1.4.1.2636.3.18.1.2.0"));

  private static final List<OID> ALL =
      Stream.concat(
              Stream.of(NAME, DESCRIPTION, UpTime.INSTANCE, ENGINE_BOOTS, OBJECT_ID),
              LAST_CHANGES.stream())
          .toList();

  /**
   * What a device says of itself.
   *
   * @param objectId sysObjectID, which begins with the number of its maker; may be empty
   * @param upTimeTicks hundredths of a second modulo 2³²
   */
  record Facts(
      String name,
      String description,
      OID objectId,
      OptionalLong upTimeTicks,
      OptionalLong engineBoots) {

    private static final OID ENTERPRISES = new OID("1.3.6.1.4.1");

    /** Whether the device says that it was made by the owner of an enterprise number. */
    boolean isOf(int enterprise) {
      return objectId.startsWith(new OID(ENTERPRISES).append(enterprise));
    }
  }

  static Facts read(Session session) throws SnmpFault {
    List<Optional<Variable>> values = session.get(ALL);
    session.kept().onSigns(signs(values));
    return new Facts(
        values.get(0).map(Columns::text).orElse(""),
        values.get(1).map(Columns::text).orElse(""),
        values.get(4).map(value -> value instanceof OID oid ? oid : new OID()).orElse(new OID()),
        number(values.get(2)),
        number(values.get(3)));
  }

  /** Whether the device was configured anew since {@link #read}. */
  static boolean changedMeanwhile(Session session) throws SnmpFault {
    return session.kept().contradicted(signs(session.get(ALL)));
  }

  private static KeptTables.Signs signs(List<Optional<Variable>> values) {
    List<OptionalLong> changes = new ArrayList<>(List.of(number(values.get(3))));
    values.subList(ALL.size() - LAST_CHANGES.size(), ALL.size()).stream()
        .map(SystemMib::number)
        .forEach(changes::add);
    return new KeptTables.Signs(number(values.get(2)), List.copyOf(changes));
  }

  private static OptionalLong number(Optional<Variable> value) {
    return value.map(Columns::number).orElse(OptionalLong.empty());
  }

  private SystemMib() {}
}
