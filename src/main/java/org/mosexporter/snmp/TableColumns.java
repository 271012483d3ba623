package org.mosexporter.snmp;

import java.util.List;
import java.util.stream.IntStream;
import org.snmp4j.smi.OID;

/**
 * Some columns of a table.
 *
 * @param entry the table's conceptual row, such as ifEntry
 */
record TableColumns(OID entry, List<Integer> columns) {
  TableColumns {
    columns = List.copyOf(columns);
  }

  static TableColumns of(OID entry, int... columns) {
    return new TableColumns(entry, IntStream.of(columns).boxed().toList());
  }
}
