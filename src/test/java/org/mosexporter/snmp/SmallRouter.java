package org.mosexporter.snmp;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/**
 * A router of our own making: WAN (ifIndex 1, output policy SHAPE { class-default → QUEUES { VOICE,
 * class-default } }) and LAN (ifIndex 2, no policy), and a policy of its control plane.
 */
final class SmallRouter {
  static final String QOS = "1.3.6.1.4.1.9.9.166.1.";
  static final String IF = "1.3.6.1.2.1.2.2.1.";
  static final String IF_X = "1.3.6.1.2.1.31.1.1.1.";
  static final String UP_TIME = "1.3.6.1.2.1.1.3.0";
  static final String ENGINE_BOOTS = "1.3.6.1.6.3.10.2.1.2.0";
  static final String VOICE_DROPS = QOS + "15.1.1.14.18.300";

  private final NavigableMap<OID, Variable> rows = new TreeMap<>();

  static NavigableMap<OID, Variable> rows() {
    return new SmallRouter().build();
  }

  private NavigableMap<OID, Variable> build() {
    put("1.3.6.1.2.1.1.1.0", new OctetString("A small router"));
    put(UP_TIME, new TimeTicks(100_000));
    put("1.3.6.1.2.1.1.5.0", new OctetString("small"));
    put(ENGINE_BOOTS, new Integer32(3));
    port(1, "WAN", "uplink", 100);
    port(2, "LAN", "", 1_000);
    policies();
    names();
    statistics();
    return rows;
  }

  private void port(int index, String name, String alias, int megabits) {
    put(IF + "2." + index, new OctetString("Ethernet" + index));
    put(IF + "5." + index, new Gauge32(megabits * 1_000_000L));
    put(IF + "8." + index, new Integer32(1));
    for (int column : new int[] {13, 14, 19, 20}) {
      put(IF + column + "." + index, new Counter32(column));
    }
    put(IF_X + "1." + index, new OctetString(name));
    put(IF_X + "18." + index, new OctetString(alias));
    put(IF_X + "15." + index, new Gauge32(megabits));
    for (int column : new int[] {6, 7, 10, 11}) {
      put(IF_X + column + "." + index, new Counter64(1_000L * column));
    }
    put("1.3.6.1.2.1.10.7.2.1.19." + index, new Integer32(index == 1 ? 2 : 3));
  }

  private void policies() {
    attach(18, 1, 2, 1);
    attach(225, 5, 1, 0);
    object(18, 1, 10, 1, 0);
    object(18, 100, 1593, 2, 1);
    object(18, 101, 1594, 3, 100);
    object(18, 102, 60, 6, 100);
    object(18, 200, 11, 1, 100);
    object(18, 300, 20, 2, 200);
    object(18, 301, 30, 3, 300);
    object(18, 302, 40, 4, 300);
    object(18, 400, 1593, 2, 200);
    object(18, 401, 1594, 3, 400);
    object(225, 1, 12, 1, 0);
    object(225, 100, 1593, 2, 1);
  }

  private void attach(int policy, int type, int direction, int ifIndex) {
    put(QOS + "1.1.1.2." + policy, new Integer32(type));
    put(QOS + "1.1.1.3." + policy, new Integer32(direction));
    put(QOS + "1.1.1.4." + policy, new Integer32(ifIndex));
  }

  private void object(int policy, int object, int config, int type, int parent) {
    String index = "." + policy + "." + object;
    put(QOS + "5.1.1.2" + index, new Gauge32(config));
    put(QOS + "5.1.1.3" + index, new Integer32(type));
    put(QOS + "5.1.1.4" + index, new Gauge32(parent));
  }

  private void names() {
    put(QOS + "6.1.1.1.10", new OctetString("SHAPE"));
    put(QOS + "6.1.1.1.11", new OctetString("QUEUES"));
    put(QOS + "6.1.1.1.12", new OctetString("system-cpp-policy"));
    put(QOS + "7.1.1.1.20", new OctetString("VOICE"));
    put(QOS + "7.1.1.1.1593", new OctetString("class-default"));
    put(QOS + "8.1.1.1.30", new OctetString("Match  dscp ef (46)"));
    put(QOS + "8.1.1.1.1594", new OctetString("Match any "));
    put(QOS + "9.1.1.4.40", new Integer32(1));
    put(QOS + "9.1.1.9.40", new Integer32(1));
    put(QOS + "13.1.1.1.60", new Integer32(8_000_000));
  }

  private void statistics() {
    counters(100, 3_000, 600_000, 30, 6_000);
    counters(300, 1_000, 200_000, 10, 2_000);
    counters(400, 2_000, 400_000, 20, 4_000);
    put(QOS + "18.1.1.1.18.302", new Gauge32(7));
    put(QOS + "18.1.1.2.18.302", new Gauge32(64));
  }

  private void counters(int object, long packets, long bytes, long drops, long dropBytes) {
    put(QOS + "15.1.1.3.18." + object, new Counter64(packets));
    put(QOS + "15.1.1.6.18." + object, new Counter64(bytes));
    put(QOS + "15.1.1.14.18." + object, new Counter64(drops));
    put(QOS + "15.1.1.17.18." + object, new Counter64(dropBytes));
  }

  private void put(String oid, Variable value) {
    rows.put(new OID(oid), value);
  }
}
