package org.mosexporter.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Supplier;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** What the simulated router knows, and how a request walks it (RFC 3416 §4.2.1–4.2.3). */
final class RouterMib {
  private static final int MOST_REPETITIONS = 100;

  private final NavigableMap<OID, Supplier<Variable>> rows;

  /**
   * Of a device.
   *
   * @param product its sysObjectID
   */
  RouterMib(String name, String product, List<MibPart> parts) {
    MibRows filling = new MibRows();
    system(filling, name, product);
    parts.forEach(part -> part.fill(filling));
    this.rows = filling.rows();
  }

  private static void system(MibRows rows, String name, String product) {
    long bootNs = System.nanoTime();
    String system = "1.3.6.1.2.1.1.";
    rows.text(system + "1.0", "A simulated device of mos-exporter");
    rows.put(system + "2.0", () -> new OID(product));
    rows.put(system + "3.0", () -> new TimeTicks(hundredths(bootNs) & 0xFFFF_FFFFL));
    rows.text(system + "4.0", "");
    rows.text(system + "5.0", name);
    rows.text(system + "6.0", "loopback");
    String engine = "1.3.6.1.6.3.10.2.1.";
    rows.integer(engine + "2.0", 1);
    rows.put(engine + "3.0", () -> DemoRouter.integer((int) (hundredths(bootNs) / 100)));
  }

  private static long hundredths(long sinceNs) {
    return (System.nanoTime() - sinceNs) / 10_000_000;
  }

  List<VariableBinding> get(List<? extends VariableBinding> asked) {
    List<VariableBinding> found = new ArrayList<>();
    for (VariableBinding each : asked) {
      Supplier<Variable> value = rows.get(each.getOid());
      Variable answer = value == null ? Null.noSuchInstance : value.get();
      found.add(new VariableBinding(each.getOid(), answer));
    }
    return found;
  }

  List<VariableBinding> next(List<? extends VariableBinding> asked) {
    List<VariableBinding> found = new ArrayList<>();
    asked.forEach(each -> found.add(after(each.getOid())));
    return found;
  }

  private VariableBinding after(OID oid) {
    Map.Entry<OID, Supplier<Variable>> next = rows.higherEntry(oid);
    return next == null
        ? new VariableBinding(oid, Null.endOfMibView)
        : new VariableBinding(next.getKey(), next.getValue().get());
  }

  /** Rounds of GETNEXT over the repeating variables, until a limit or the end of all of them. */
  List<VariableBinding> bulk(
      List<? extends VariableBinding> asked, int nonRepeaters, int repetitions, int mostBytes) {
    int once = Math.clamp(nonRepeaters, 0, asked.size());
    List<VariableBinding> found = next(asked.subList(0, once));
    int bytes = found.stream().mapToInt(VariableBinding::getBERLength).sum();
    List<? extends VariableBinding> round = asked.subList(once, asked.size());
    for (int i = 0; i < Math.min(repetitions, MOST_REPETITIONS) && !round.isEmpty(); i++) {
      List<VariableBinding> answers = next(round);
      for (VariableBinding answer : answers) {
        bytes += answer.getBERLength();
        if (bytes > mostBytes && !found.isEmpty()) {
          return found;
        }
        found.add(answer);
      }
      if (answers.stream().allMatch(answer -> answer.getVariable() instanceof Null)) {
        return found;
      }
      round = answers;
    }
    return found;
  }
}
