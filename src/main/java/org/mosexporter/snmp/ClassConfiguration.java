package org.mosexporter.snmp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.Dscp;
import org.snmp4j.smi.OID;

/** Configuration of policies by ConfigIndex (cbQosPolicyMapCfg and its neighbours). */
record ClassConfiguration(
    Columns policies,
    Columns classes,
    Columns matches,
    Columns queueing,
    Columns shaping,
    Columns randomDetect,
    Columns set) {
  private static final int NAME = 1;

  private static final int PRIORITY_ENABLED = 4;
  private static final int QUEUE_LIMIT_UNITS = 9;
  private static final long TRUE = 1;
  private static final long PACKETS = 1;

  private static final int SHAPE_RATE = 1;
  private static final int SHAPE_RATE_TYPE = 7;
  private static final int SHAPE_RATE_64 = 11;
  private static final long BITS_PER_SECOND = 1;

  private static final int RED_MECHANISM = 3;
  private static final long PRECEDENCE = 1;
  private static final long DSCP = 2;

  private static final int SET_FEATURE = 1;
  private static final int SET_DSCP = 2;

  static ClassConfiguration read(Session session) throws SnmpFault {
    List<Columns> tables =
        TableWalk.seldomTogether(
            session,
            TableColumns.of(CiscoClassBasedQosMib.under(6), NAME),
            TableColumns.of(CiscoClassBasedQosMib.under(7), NAME),
            TableColumns.of(CiscoClassBasedQosMib.under(8), NAME),
            TableColumns.of(CiscoClassBasedQosMib.under(9), PRIORITY_ENABLED, QUEUE_LIMIT_UNITS),
            TableColumns.of(
                CiscoClassBasedQosMib.under(13), SHAPE_RATE, SHAPE_RATE_TYPE, SHAPE_RATE_64),
            TableColumns.of(CiscoClassBasedQosMib.under(10), RED_MECHANISM),
            TableColumns.of(CiscoClassBasedQosMib.under(14), SET_FEATURE, SET_DSCP));
    return new ClassConfiguration(
        tables.get(0),
        tables.get(1),
        tables.get(2),
        tables.get(3),
        tables.get(4),
        tables.get(5),
        tables.get(6));
  }

  /** Of a policy map or a class map; empty when the row is missing. */
  String name(PolicyTree.Node node) {
    return switch (node.type()) {
      case POLICY_MAP -> policies.text(NAME, node.config());
      case CLASS_MAP -> classes.text(NAME, node.config());
      case MATCH -> matches.text(NAME, node.config());
      case QUEUEING, RANDOM_DETECT, SHAPING, POLICE, SET -> "";
    };
  }

  boolean priority(PolicyTree.Node queueing) {
    return this.queueing.is(PRIORITY_ENABLED, queueing.config(), TRUE);
  }

  /** Limits may be in bytes or time too; devices that say nothing mean packets. */
  boolean limitIsInPackets(PolicyTree.Node queueing) {
    return this.queueing.number(QUEUE_LIMIT_UNITS, queueing.config()).orElse(PACKETS) == PACKETS;
  }

  /**
   * As labels show it: the name of a code point, or a precedence, which covers eight of them. Other
   * things that random detection may look at are no mark of voice.
   */
  Optional<String> codePoint(PolicyTree.Node randomDetect, long value) {
    if (this.randomDetect.is(RED_MECHANISM, randomDetect.config(), DSCP) && value < 64) {
      return Optional.of(Dscp.label((int) value));
    }
    return this.randomDetect.is(RED_MECHANISM, randomDetect.config(), PRECEDENCE) && value < 8
        ? Optional.of("precedence-" + value)
        : Optional.empty();
  }

  /** Only when it is the code point that is set, and not another mark. */
  OptionalInt setDscp(PolicyTree.Node set) {
    long value = this.set.number(SET_DSCP, set.config()).orElse(-1);
    boolean isSet = this.set.firstBit(SET_FEATURE, set.config());
    return isSet && value >= 0 && value < 64 ? OptionalInt.of((int) value) : OptionalInt.empty();
  }

  /** Absent when it is configured as a share of the interface. */
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
