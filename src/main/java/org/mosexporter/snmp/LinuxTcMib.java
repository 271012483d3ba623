package org.mosexporter.snmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.Shaper;
import org.mosexporter.network.TrafficDirection;
import org.snmp4j.smi.OID;

/**
 * Linux traffic control, as the script packaging/snmp/tc-pass of ours gives it to net-snmp: classes
 * and queueing disciplines of all devices. Its table lies where net-snmp leaves room for local use
 * (netSnmpPlaypen) and is indexed by ifIndex and handle.
 */
final class LinuxTcMib implements ClassModule {
  private static final OID CLASS_ENTRY = new OID("1.3.6.1.4.1.8072.9999.9999.10199.1.1");
  private static final int DEVICE = 1;
  private static final int POLICY = 2;
  private static final int CLASS = 3;
  private static final int LEAF = 4;
  private static final int BYTES = 5;
  private static final int PACKETS = 6;
  private static final int DROPPED_PACKETS = 7;
  private static final int WAITING_PACKETS = 8;
  private static final int LIMIT_PACKETS = 9;
  private static final int RATE = 10;

  @Override
  public String name() {
    return "linux_tc";
  }

  @Override
  public int enterprise() {
    return 8072;
  }

  @Override
  public Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
      throws SnmpFault {
    Columns of =
        TableWalk.read(
            session,
            CLASS_ENTRY,
            DEVICE,
            POLICY,
            CLASS,
            LEAF,
            BYTES,
            PACKETS,
            DROPPED_PACKETS,
            WAITING_PACKETS,
            LIMIT_PACKETS,
            RATE);
    if (!of.has(DEVICE)) {
      return Optional.empty();
    }
    return Optional.of(
        of.indexes(DEVICE).stream().map(index -> reading(of, index, interfaces)).toList());
  }

  private static ClassReading reading(
      Columns of, OID index, Map<OID, InterfaceReading> interfaces) {
    String device = of.text(DEVICE, index);
    OptionalLong rate = of.unsigned64(RATE, index);
    Shaper shaper = new Shaper(rate, Optional.empty(), OptionalLong.empty());
    return new ClassReading(
        index.toString(),
        new ClassReading.Key(
            device, TrafficDirection.OUTPUT, of.text(POLICY, index), of.text(CLASS, index)),
        of.is(LEAF, index, 1)
            ? new ClassReading.Kind.Leaf(
                List.of(),
                List.of(),
                false,
                OptionalInt.empty(),
                of.number(WAITING_PACKETS, index),
                of.number(LIMIT_PACKETS, index),
                shaper)
            : new ClassReading.Kind.Parent(shaper),
        speed(device, interfaces),
        new Counters()
            .add(ClassCounter.PACKETS, of.counter64(PACKETS, index))
            .add(ClassCounter.BYTES, of.counter64(BYTES, index))
            .add(ClassCounter.DROPPED_PACKETS, of.counter64(DROPPED_PACKETS, index))
            .all());
  }

  private static OptionalLong speed(String device, Map<OID, InterfaceReading> interfaces) {
    return interfaces.values().stream()
        .filter(port -> port.name().equals(device))
        .flatMapToLong(port -> port.speedBitsPerSecond().stream())
        .max();
  }
}
