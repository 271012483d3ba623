package org.mosexporter.snmp;

import java.util.List;
import java.util.OptionalLong;
import org.snmp4j.smi.OID;

/** Configuration of policies by ConfigIndex (cbQosPolicyMapCfg and its neighbours). */
record ClassConfiguration(
    Columns policies, Columns classes, Columns matches, Columns queueing, Columns shaping) {
  private static final int NAME = 1;

  private static final int PRIORITY_ENABLED = 4;
  private static final int QUEUE_LIMIT_UNITS = 9;
  private static final long TRUE = 1;
  private static final long PACKETS = 1;

  private static final int SHAPE_RATE = 1;
  private static final int SHAPE_RATE_TYPE = 7;
  private static final int SHAPE_RATE_64 = 11;
  private static final long BITS_PER_SECOND = 1;

  static ClassConfiguration read(Session session) throws SnmpFault {
    List<Columns> tables =
        TableWalk.seldomTogether(
            session,
            TableColumns.of(CiscoClassBasedQosMib.under(6), NAME),
            TableColumns.of(CiscoClassBasedQosMib.under(7), NAME),
            TableColumns.of(CiscoClassBasedQosMib.under(8), NAME),
            TableColumns.of(CiscoClassBasedQosMib.under(9), PRIORITY_ENABLED, QUEUE_LIMIT_UNITS),
            TableColumns.of(
                CiscoClassBasedQosMib.under(13), SHAPE_RATE, SHAPE_RATE_TYPE, SHAPE_RATE_64));
    return new ClassConfiguration(
        tables.get(0), tables.get(1), tables.get(2), tables.get(3), tables.get(4));
  }

  /** Of a policy map or a class map; empty when the row is missing. */
  String name(PolicyTree.Node node) {
    return switch (node.type()) {
      case POLICY_MAP -> policies.text(NAME, node.config());
      case CLASS_MAP -> classes.text(NAME, node.config());
      case MATCH -> matches.text(NAME, node.config());
      case QUEUEING, SHAPING -> "";
    };
  }

  boolean priority(PolicyTree.Node queueing) {
    return this.queueing.is(PRIORITY_ENABLED, queueing.config(), TRUE);
  }

  /** Limits may be in bytes or time too; devices that say nothing mean packets. */
  boolean limitIsInPackets(PolicyTree.Node queueing) {
    return this.queueing.number(QUEUE_LIMIT_UNITS, queueing.config()).orElse(PACKETS) == PACKETS;
  }

  /** A rate in percent of the interface is left out. */
  OptionalLong shapeRateBitsPerSecond(PolicyTree.Node shaping) {
    OID config = shaping.config();
    if (this.shaping.number(SHAPE_RATE_TYPE, config).orElse(BITS_PER_SECOND) != BITS_PER_SECOND) {
      return OptionalLong.empty();
    }
    var wide = this.shaping.counter64(SHAPE_RATE_64, config);
    return wide.isPresent()
        ? OptionalLong.of(wide.get().value())
        : this.shaping.number(SHAPE_RATE, config);
  }
}
