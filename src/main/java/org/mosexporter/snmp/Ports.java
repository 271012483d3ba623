package org.mosexporter.snmp;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.network.InterfaceReading;
import org.snmp4j.smi.OID;

/** The names of a device's interfaces, by which its other tables call its ports. */
final class Ports {
  private final Map<OID, InterfaceReading> byIndex;
  private final Map<String, String> names = new HashMap<>();

  Ports(Map<OID, InterfaceReading> byIndex) {
    this.byIndex = byIndex;
    // Of what several interfaces have in common, none is the name.
    byIndex.values().forEach(i -> names.merge(i.name(), i.name(), Ports::same));
    byIndex.values().forEach(i -> known(i.description(), i.name()));
    names.values().removeIf(String::isEmpty);
  }

  private void known(String text, String name) {
    if (!text.equals(name)) {
      names.merge(text, name, Ports::same);
    }
  }

  private static String same(String one, String other) {
    return one.equals(other) ? one : "";
  }

  /** Of an ifIndex. */
  Optional<String> ofIndex(long ifIndex) {
    return ifIndex > 0 && ifIndex <= Integer.MAX_VALUE
        ? Optional.ofNullable(byIndex.get(new OID(new int[] {(int) ifIndex})))
            .map(InterfaceReading::name)
        : Optional.empty();
  }

  /** Of the interface that has this name or description. */
  Optional<String> ofText(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.ofNullable(names.get(text));
  }
}
