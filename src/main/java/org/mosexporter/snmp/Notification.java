package org.mosexporter.snmp;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.RouterEvent.Kind;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * A trap or an inform (RFC 3416 §4.2.6): its snmpTrapOID says what happened, its variables to what.
 * Read here are those of SNMPv2-MIB and IF-MIB, of CISCO-RTTMON-MIB, and of the MIBs of queues.
 */
final class Notification {
  private static final OID TRAPS = new OID("1.3.6.1.6.3.1.1.5");
  private static final OID COLD_START = new OID(TRAPS).append(1);
  private static final OID WARM_START = new OID(TRAPS).append(2);
  private static final OID LINK_DOWN = new OID(TRAPS).append(3);
  private static final OID LINK_UP = new OID(TRAPS).append(4);

  private static final OID IF_INDEX = new OID("1.3.6.1.2.1.2.2.1.1");
  private static final OID IF_DESCRIPTION = new OID("1.3.6.1.2.1.2.2.1.2");
  private static final OID IF_NAME = new OID("1.3.6.1.2.1.31.1.1.1.1");

  private static final OID RTTMON = new OID("1.3.6.1.4.1.9.9.42");
  private static final OID RTTMON_TAG = new OID("1.3.6.1.4.1.9.9.42.1.2.1.1.3");
  private static final OID REACTION = new OID("1.3.6.1.4.1.9.9.42.1.2.19.1");
  private static final OID REACTION_VARIABLE = new OID(REACTION).append(2);
  private static final OID REACTION_VALUE = new OID(REACTION).append(9);
  private static final OID REACTION_OCCURRED = new OID(REACTION).append(10);
  private static final long TRUE = 1;

  /** RttMonReactVar from 1 on; those of later versions are told by number. */
  private static final String[] REACTION_VARIABLES = {
    "rtt",
    "jitterSDAvg",
    "jitterDSAvg",
    "packetLossSD",
    "packetLossDS",
    "mos",
    "timeout",
    "connectionLoss",
    "verifyError",
    "jitterAvg",
    "icpif",
    "packetMIA",
    "packetLateArrival",
    "packetOutOfSequence"
  };

  /** MIBs of queues: of Cisco (classes, ports), H3C, Huawei and Juniper. */
  private static final OID[] QUEUES = {
    new OID("1.3.6.1.4.1.9.9.166"),
    new OID("1.3.6.1.4.1.9.9.189"),
    new OID("1.3.6.1.4.1.25506.2.65"),
    new OID("1.3.6.1.4.1.2011.5.25.32"),
    new OID("1.3.6.1.4.1.2636.3.15")
  };

  private final PDU pdu;

  Notification(PDU pdu) {
    this.pdu = pdu;
  }

  /**
   * Nothing when it is of another kind.
   *
   * @param interfaces by ifIndex, as last polled
   */
  Optional<RouterEvent> event(Map<OID, InterfaceReading> interfaces, long atNs) {
    if (!(pdu.getVariable(SnmpConstants.snmpTrapOID) instanceof OID what)) {
      return Optional.empty();
    }
    return kind(what)
        .map(kind -> new RouterEvent(atNs, kind, subject(kind, interfaces), text(kind, what)));
  }

  private static Optional<Kind> kind(OID what) {
    if (what.equals(LINK_DOWN)) {
      return Optional.of(Kind.LINK_DOWN);
    }
    if (what.equals(LINK_UP)) {
      return Optional.of(Kind.LINK_UP);
    }
    if (what.equals(COLD_START) || what.equals(WARM_START)) {
      return Optional.of(Kind.RESTART);
    }
    if (what.startsWith(RTTMON)) {
      return Optional.of(Kind.IP_SLA);
    }
    for (OID queues : QUEUES) {
      if (what.startsWith(queues)) {
        return Optional.of(Kind.QUEUES);
      }
    }
    return Optional.empty();
  }

  private String subject(Kind kind, Map<OID, InterfaceReading> interfaces) {
    return switch (kind) {
      case LINK_DOWN, LINK_UP, QUEUES -> interfaceName(interfaces);
      case IP_SLA -> operation();
      case RESTART -> "";
    };
  }

  /** As it is polled; else as the trap calls it. */
  private String interfaceName(Map<OID, InterfaceReading> interfaces) {
    OptionalLong index = number(IF_INDEX);
    if (index.isPresent()) {
      InterfaceReading polled = interfaces.get(new OID(new int[] {(int) index.getAsLong()}));
      if (polled != null) {
        return polled.name();
      }
    }
    String name = text(IF_NAME);
    return name.isEmpty() ? text(IF_DESCRIPTION) : name;
  }

  private String operation() {
    String tag = text(RTTMON_TAG);
    String number =
        find(RTTMON_TAG).or(() -> find(REACTION)).map(Notification::firstIndex).orElse("");
    return (number + " " + tag).strip();
  }

  /** Both tables are indexed by the operation first. */
  private static String firstIndex(VariableBinding binding) {
    OID oid = binding.getOid();
    int at = oid.startsWith(RTTMON_TAG) ? RTTMON_TAG.size() : REACTION.size() + 1;
    return oid.size() > at ? Long.toString(oid.getUnsigned(at)) : "";
  }

  private String text(Kind kind, OID what) {
    return switch (kind) {
      case LINK_DOWN, LINK_UP -> "";
      case IP_SLA -> reaction(what);
      case RESTART -> what.equals(COLD_START) ? "cold start" : "warm start";
      case QUEUES -> what.toString();
    };
  }

  private String reaction(OID what) {
    OptionalLong occurred = number(REACTION_OCCURRED);
    if (occurred.isEmpty()) {
      return what.toString();
    }
    String variable = variable(number(REACTION_VARIABLE).orElse(0));
    OptionalLong value = number(REACTION_VALUE);
    return (occurred.getAsLong() == TRUE ? "threshold passed: " : "normal again: ")
        + variable
        + (value.isPresent() ? " is " + value.getAsLong() : "");
  }

  private static String variable(long number) {
    return number >= 1 && number <= REACTION_VARIABLES.length
        ? REACTION_VARIABLES[(int) number - 1]
        : "variable " + number;
  }

  private Optional<VariableBinding> find(OID column) {
    for (VariableBinding binding : pdu.getVariableBindings()) {
      if (binding.getOid().startsWith(column)) {
        return Optional.of(binding);
      }
    }
    return Optional.empty();
  }

  private OptionalLong number(OID column) {
    return find(column)
        .map(VariableBinding::getVariable)
        .map(Columns::number)
        .orElse(OptionalLong.empty());
  }

  private String text(OID column) {
    Optional<Variable> value = find(column).map(VariableBinding::getVariable);
    return value.map(Columns::text).orElse("");
  }
}
