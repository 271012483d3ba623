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
  private final List<ClassModule> all =
      List.of(
          new CiscoClassBasedQosMib.Module(),
          new CiscoPortQosMib(),
          new JuniperCosMib(),
          new MikrotikMib(),
          new H3cIfQosMib(),
          new HuaweiXqosMib(),
          new FortinetMib(),
          new LinuxTcMib());
  private final Modules modules;
  private final Map<String, Integer> codePoints;

  /**
   * @param codePoints by the name of a class, as the operator says where the device cannot
   */
  ClassModules(Modules modules, Map<String, Integer> codePoints) {
    this.modules = modules;
    this.codePoints = codePoints;
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
              () -> module.read(session, interfaces).map(this::known)));
    }
    return parts;
  }

  /** Of two classes with the same names the first stands: they could not be told apart. */
  private List<ClassReading> known(List<ClassReading> readings) {
    Map<ClassReading.Key, ClassReading> byKey = new LinkedHashMap<>();
    readings.forEach(reading -> byKey.putIfAbsent(reading.key(), withCodePoints(reading)));
    return List.copyOf(byKey.values());
  }

  private ClassReading withCodePoints(ClassReading reading) {
    Integer codePoint = codePoints.get(reading.key().name());
    return codePoint == null ? reading : reading.carrying(List.of(codePoint));
  }

  /** Without interfaces no row has a name. */
  void failed() {
    all.forEach(module -> modules.failed(module.name()));
  }
}
