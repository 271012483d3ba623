package org.mosexporter.snmp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.Poll;
import org.snmp4j.smi.OID;

/** All MIBs that tell of traffic classes, asked of one device. */
final class ClassModules {
  private final List<ClassModule> all = List.of(new CiscoClassBasedQosMib.Module());
  private final Modules modules;

  ClassModules(Modules modules) {
    this.modules = modules;
  }

  Map<String, Poll.Part<ClassReading>> read(
      Session session, SystemMib.Facts system, Map<OID, InterfaceReading> interfaces) {
    Map<String, Poll.Part<ClassReading>> parts = new LinkedHashMap<>();
    for (ClassModule module : all) {
      parts.put(
          module.name(),
          modules.readIfDue(
              module.name(),
              system.isOf(module.enterprise()),
              () -> module.read(session, interfaces)));
    }
    return parts;
  }

  /** Without interfaces no row has a name. */
  void failed() {
    all.forEach(module -> modules.failed(module.name()));
  }
}
