package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snmp4j.PDU;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * How SNMPv1 answers (RFC 1157 §4.1.2, §4.1.3): one variable that is not there, or after which
 * nothing comes, makes it refuse all; so the others are asked for again, without that one.
 */
final class VersionOne {
  /** Sends one PDU; its answer may be noSuchName. */
  interface Exchange {
    PDU ask(int type, List<OID> wanted) throws SnmpFault;
  }

  private final Exchange exchange;
  private final Set<OID> absent = new HashSet<>();

  VersionOne(Exchange exchange) {
    this.exchange = exchange;
  }

  /** As the later versions answer: null for what is not there. What was absent once stays so. */
  List<VariableBinding> get(List<OID> instances) throws SnmpFault {
    List<OID> wanted = instances.stream().filter(oid -> !absent.contains(oid)).toList();
    List<VariableBinding> answered = each(PDU.GET, wanted, Null.noSuchInstance);
    List<VariableBinding> all = new ArrayList<>();
    for (OID instance : instances) {
      all.add(
          absent.contains(instance)
              ? new VariableBinding(instance, Null.noSuchInstance)
              : answered.removeFirst()); // in the order in which they were wanted
    }
    all.stream()
        .filter(VariableBinding::isException)
        .forEach(binding -> absent.add(binding.getOid()));
    return all;
  }

  /** One row. */
  List<VariableBinding> next(List<OID> after) throws SnmpFault {
    return each(PDU.GETNEXT, after, Null.endOfMibView);
  }

  private List<VariableBinding> each(int type, List<OID> wanted, Variable otherwise)
      throws SnmpFault {
    List<VariableBinding> answers = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      answers.add(new VariableBinding(wanted.get(i), otherwise));
      open.add(i);
    }
    while (!open.isEmpty()) {
      PDU answer = exchange.ask(type, open.stream().map(wanted::get).toList());
      if (answer.getErrorStatus() == PDU.noSuchName) {
        int at = refused(answer, open.size());
        open.subList(at, at + 1).clear();
        continue;
      }
      if (answer.size() != open.size()) {
        throw new SnmpFault(SnmpFault.Kind.OTHER, "answered another question");
      }
      for (int i = 0; i < open.size(); i++) {
        VariableBinding _ = answers.set(open.get(i), answer.get(i));
      }
      open.clear();
    }
    return answers;
  }

  private static int refused(PDU answer, int asked) throws SnmpFault {
    int at = asked == 1 ? 0 : answer.getErrorIndex() - 1;
    if (at < 0 || at >= asked) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, "refused a variable, and does not say which");
    }
    return at;
  }
}
