package org.mosexporter.snmp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mosexporter.network.CounterReading;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/**
 * Columns of one table, each read to its end: column number → index → value. Any value may be
 * missing, or of a type the MIB does not know.
 */
final class Columns {
  private final Map<Integer, NavigableMap<OID, Variable>> columns = new HashMap<>();

  void put(int column, OID index, Variable value) {
    columns.computeIfAbsent(column, _ -> new TreeMap<>()).put(index, value);
  }

  /** Takes in other columns of the same table. */
  void putAll(Columns others) {
    columns.putAll(others.columns);
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  boolean has(int column) {
    return columns.containsKey(column);
  }

  /** Indexes of a column in the agent's order. */
  SequencedSet<OID> indexes(int column) {
    var rows = columns.get(column);
    return rows == null ? new TreeSet<>() : rows.navigableKeySet();
  }

  /** Indexes of all columns. */
  Set<OID> indexes() {
    Set<OID> all = new HashSet<>();
    columns.values().forEach(rows -> all.addAll(rows.keySet()));
    return all;
  }

  private Optional<Variable> value(int column, OID index) {
    var rows = columns.get(column);
    return rows == null ? Optional.empty() : Optional.ofNullable(rows.get(index));
  }

  /**
   * Refuses a table of which one of these columns ends before the others do: who believes it loses
   * the rows behind. A column that is not there at all, and holes, are the agent's right.
   */
  void refuseCutColumns(int... mandatory) throws SnmpFault {
    OID last = null;
    for (int column : mandatory) {
      SequencedSet<OID> rows = indexes(column);
      if (!rows.isEmpty() && last != null && !rows.getLast().equals(last)) {
        throw new SnmpFault(SnmpFault.Kind.OTHER, "a column ended early");
      }
      last = rows.isEmpty() ? last : rows.getLast();
    }
  }

  /** An integer of any kind but Counter64, whose top bit is no sign. */
  OptionalLong number(int column, OID index) {
    return value(column, index).map(Columns::number).orElse(OptionalLong.empty());
  }

  static OptionalLong number(Variable value) {
    return switch (value) {
      case Integer32 v -> OptionalLong.of(v.toLong());
      case UnsignedInteger32 v -> OptionalLong.of(v.toLong());
      default -> OptionalLong.empty();
    };
  }

  boolean is(int column, OID index, long wanted) {
    OptionalLong number = number(column, index);
    return number.isPresent() && number.getAsLong() == wanted;
  }

  /** Empty where there is none. */
  String text(int column, OID index) {
    return value(column, index).map(Columns::text).orElse("");
  }

  static String text(Variable value) {
    return value instanceof OctetString octets ? Texts.of(octets.getValue()) : "";
  }

  /** Indexes of all columns that begin with another one and go on. */
  SequencedSet<OID> indexesUnder(OID root) {
    TreeSet<OID> under = new TreeSet<>();
    for (NavigableMap<OID, Variable> rows : columns.values()) {
      for (OID index : rows.tailMap(root, false).keySet()) {
        if (!index.startsWith(root)) {
          break;
        }
        under.add(index);
      }
    }
    return under;
  }

  /** A TruthValue (RFC 2579); nothing when it is neither. */
  Optional<Boolean> truth(int column, OID index) {
    return is(column, index, 1)
        ? Optional.of(true)
        : is(column, index, 2) ? Optional.of(false) : Optional.empty();
  }

  /** A number of 64 bits that counts nothing; one that no long holds is left out. */
  OptionalLong unsigned64(int column, OID index) {
    return value(column, index)
        .filter(value -> value instanceof Counter64 wide && wide.getValue() >= 0)
        .map(value -> OptionalLong.of(((Counter64) value).getValue()))
        .orElseGet(() -> number(column, index));
  }

  /** The first of a BITS value (RFC 2578 §7.1.4). */
  boolean firstBit(int column, OID index) {
    return value(column, index)
        .map(value -> value instanceof OctetString bits && bits.length() > 0 && bits.get(0) < 0)
        .orElse(false);
  }

  /**
   * A counter in 64 bits, or in the two columns before: overflows of 2³², then its low word. So it
   * is in several MIBs of Cisco.
   */
  Optional<CounterReading> wideOrTwoWords(int column, OID index) {
    Optional<CounterReading> wide = counter64(column, index);
    return wide.isPresent() ? wide : twoWords(column - 2, column - 1, index);
  }

  /** Empty where there is none. */
  byte[] octets(int column, OID index) {
    return value(column, index)
        .map(value -> value instanceof OctetString octets ? octets.getValue() : new byte[0])
        .orElseGet(() -> new byte[0]);
  }

  /** A Counter64, or else a Counter32. */
  Optional<CounterReading> counter(int column, OID index) {
    Optional<CounterReading> wide = counter64(column, index);
    return wide.isPresent() ? wide : counter32(column, index);
  }

  Optional<CounterReading> counter64(int column, OID index) {
    return value(column, index)
        .flatMap(
            value ->
                value instanceof Counter64 counter
                    ? Optional.of(CounterReading.of64Bits(counter.getValue()))
                    : Optional.empty());
  }

  Optional<CounterReading> counter32(int column, OID index) {
    OptionalLong number = number(column, index);
    return number.isPresent()
        ? Optional.of(CounterReading.of32Bits(number.getAsLong()))
        : Optional.empty();
  }

  /** A counter given as two Counter32, overflows and low word. */
  Optional<CounterReading> twoWords(int overflowColumn, int lowColumn, OID index) {
    OptionalLong overflow = number(overflowColumn, index);
    OptionalLong low = number(lowColumn, index);
    return overflow.isPresent() && low.isPresent()
        ? Optional.of(CounterReading.ofTwoWords(overflow.getAsLong(), low.getAsLong()))
        : Optional.empty();
  }
}
