package org.mosexporter.snmp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import org.mosexporter.network.CounterReading;
import org.mosexporter.network.InterfaceReading;
import org.snmp4j.smi.OID;

/** IF-MIB (RFC 2863): interfaces by ifIndex. Packets are the unicast ones: voice is. */
final class IfMib {
  private static final OID IF_ENTRY = new OID("1.3.6.1.2.1.2.2.1");
  private static final int DESCRIPTION = 2;
  private static final int SPEED = 5;
  private static final int OPER_STATUS = 8;
  private static final int IN_OCTETS = 10;
  private static final int IN_UNICAST = 11;
  private static final int IN_DISCARDS = 13;
  private static final int IN_ERRORS = 14;
  private static final int OUT_OCTETS = 16;
  private static final int OUT_UNICAST = 17;
  private static final int OUT_DISCARDS = 19;
  private static final int OUT_ERRORS = 20;

  private static final OID IF_X_ENTRY = new OID("1.3.6.1.2.1.31.1.1.1");
  private static final int NAME = 1;
  private static final int HC_IN_OCTETS = 6;
  private static final int HC_IN_UNICAST = 7;
  private static final int HC_OUT_OCTETS = 10;
  private static final int HC_OUT_UNICAST = 11;
  private static final int HIGH_SPEED = 15;
  private static final int ALIAS = 18;
  private static final int DISCONTINUITY_TIME = 19;

  private static final long UP = 1;
  private static final long BITS_PER_MEGABIT = 1_000_000;

  /** "See ifHighSpeed" (RFC 2863 §3.1.10). */
  private static final long SPEED_TOO_BIG = 0xFFFF_FFFFL;

  /** Up to here 32 bits of octets outlast any poll interval of ours (343 s at full rate). */
  private static final long FAST_ENOUGH_TO_WRAP = 100_000_000;

  private final Columns plain;
  private final Columns extended;
  private final Columns plainNames;
  private final Columns extendedNames;
  private final Map<OID, Boolean> halfDuplex;
  private final Map<String, Integer> nameUses = new HashMap<>();

  private IfMib(List<Columns> counters, List<Columns> names, Map<OID, Boolean> halfDuplex) {
    this.plain = counters.get(0);
    this.extended = counters.get(1);
    this.plainNames = names.get(0);
    this.extendedNames = names.get(1);
    this.halfDuplex = halfDuplex;
  }

  /** By ifIndex; empty when the device has no interfaces to show. */
  static SequencedMap<OID, InterfaceReading> read(Session session, Map<OID, Boolean> halfDuplex)
      throws SnmpFault {
    List<Columns> counters = counters(session);
    boolean same = session.kept().fits(IF_ENTRY, stateOf(counters.getFirst()));
    return new IfMib(counters, names(session), same ? halfDuplex : Map.of()).join();
  }

  private static List<Columns> counters(Session session) throws SnmpFault {
    List<Columns> read =
        TableWalk.together(
            session,
            TableColumns.of(
                IF_ENTRY, OPER_STATUS, IN_DISCARDS, IN_ERRORS, OUT_DISCARDS, OUT_ERRORS),
            TableColumns.of(
                IF_X_ENTRY,
                HC_IN_OCTETS,
                HC_IN_UNICAST,
                HC_OUT_OCTETS,
                HC_OUT_UNICAST,
                DISCONTINUITY_TIME));
    if (!read.getLast().has(HC_IN_OCTETS)) {
      Columns narrow =
          TableWalk.read(session, IF_ENTRY, IN_OCTETS, IN_UNICAST, OUT_OCTETS, OUT_UNICAST);
      read.getFirst().putAll(narrow);
    }
    return read;
  }

  private static List<Columns> names(Session session) throws SnmpFault {
    return TableWalk.seldomTogether(
        session,
        TableColumns.of(IF_ENTRY, DESCRIPTION, SPEED),
        TableColumns.of(IF_X_ENTRY, NAME, HIGH_SPEED, ALIAS));
  }

  /** Which interfaces there are, and which of them are up: one that comes up may be faster. */
  private static Set<OID> stateOf(Columns plain) {
    Set<OID> state = new HashSet<>();
    for (OID index : plain.indexes(OPER_STATUS)) {
      state.add(new OID(index).append(plain.is(OPER_STATUS, index, UP) ? 1 : 0));
    }
    return state;
  }

  private SequencedMap<OID, InterfaceReading> join() {
    for (OID index : plain.indexes(OPER_STATUS)) {
      nameUses.merge(name(index), 1, Integer::sum);
    }
    SequencedMap<OID, InterfaceReading> interfaces = new LinkedHashMap<>();
    for (OID index : plain.indexes(OPER_STATUS)) {
      interfaces.put(index, reading(index));
    }
    return interfaces;
  }

  private InterfaceReading reading(OID index) {
    OptionalLong speed = speedBitsPerSecond(index);
    return new InterfaceReading(
        index + "@" + extended.number(DISCONTINUITY_TIME, index).orElse(0),
        uniqueName(index),
        extendedNames.text(ALIAS, index),
        plainNames.text(DESCRIPTION, index),
        speed,
        plain.is(OPER_STATUS, index, UP),
        Optional.ofNullable(halfDuplex.get(index)),
        new InterfaceReading.Traffic(
            octets(HC_IN_OCTETS, IN_OCTETS, index, speed),
            packets(HC_IN_UNICAST, IN_UNICAST, index),
            plain.counter32(IN_ERRORS, index),
            plain.counter32(IN_DISCARDS, index)),
        new InterfaceReading.Traffic(
            octets(HC_OUT_OCTETS, OUT_OCTETS, index, speed),
            packets(HC_OUT_UNICAST, OUT_UNICAST, index),
            plain.counter32(OUT_ERRORS, index),
            plain.counter32(OUT_DISCARDS, index)));
  }

  /** The name, or the description on devices without ifXTable. */
  private String name(OID index) {
    String name = extendedNames.text(NAME, index);
    return name.isEmpty() ? plainNames.text(DESCRIPTION, index) : name;
  }

  /** Some switches call all ports alike; then nothing but the index tells them apart. */
  private String uniqueName(OID index) {
    String name = name(index);
    boolean unique = !name.isEmpty() && nameUses.getOrDefault(name, 0) == 1;
    return unique ? name : (name + " #" + index).strip();
  }

  private OptionalLong speedBitsPerSecond(OID index) {
    long speed = plainNames.number(SPEED, index).orElse(0);
    if (speed > 0 && speed < SPEED_TOO_BIG) {
      return OptionalLong.of(speed);
    }
    long megabits = extendedNames.number(HIGH_SPEED, index).orElse(0);
    return megabits > 0 ? OptionalLong.of(megabits * BITS_PER_MEGABIT) : OptionalLong.empty();
  }

  private Optional<CounterReading> octets(int wide, int narrow, OID index, OptionalLong speed) {
    Optional<CounterReading> octets = extended.counter64(wide, index);
    boolean slow = speed.isPresent() && speed.getAsLong() <= FAST_ENOUGH_TO_WRAP;
    return octets.isPresent() || !slow ? octets : plain.counter32(narrow, index);
  }

  private Optional<CounterReading> packets(int wide, int narrow, OID index) {
    Optional<CounterReading> packets = extended.counter64(wide, index);
    return packets.isPresent() ? packets : plain.counter32(narrow, index);
  }
}
