package org.mosexporter.demo;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/** Objects in the order of their identifiers, each with where its value comes from. */
final class MibRows {
  private final NavigableMap<OID, Supplier<Variable>> rows = new TreeMap<>();

  NavigableMap<OID, Supplier<Variable>> rows() {
    return rows;
  }

  void put(String oid, Supplier<Variable> value) {
    rows.put(new OID(oid), value);
  }

  void text(String oid, String value) {
    put(oid, () -> new OctetString(value));
  }

  void octets(String oid, int... octets) {
    byte[] value = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      value[i] = (byte) octets[i];
    }
    put(oid, () -> new OctetString(value));
  }

  void integer(String oid, int value) {
    put(oid, () -> new Integer32(value));
  }

  void integers(String column, List<Integer> indexes, int value) {
    indexes.forEach(index -> integer(column + "." + index, value));
  }

  void gauge(String oid, LongSupplier value) {
    put(oid, () -> new Gauge32(value.getAsLong() & 0xFFFF_FFFFL));
  }

  void counter32(String oid, LongSupplier value) {
    put(oid, () -> new Counter32(value.getAsLong() & 0xFFFF_FFFFL));
  }

  void counter64(String oid, LongSupplier value) {
    put(oid, () -> new Counter64(value.getAsLong()));
  }

  /** Cisco's three columns for one counter: its high word, its low word, and all of it. */
  void triple(String table, int firstColumn, String index, LongSupplier value) {
    counter32(table + "." + firstColumn + "." + index, () -> value.getAsLong() >>> 32);
    counter32(table + "." + (firstColumn + 1) + "." + index, value);
    counter64(table + "." + (firstColumn + 2) + "." + index, value);
  }
}
