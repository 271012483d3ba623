package org.mosexporter.snmp;

import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/**
 * A switch of our own making, which routes too: ports 1/1 to 1/3 are ifIndex 101 to 103, bridge
 * ports 1 to 3; their LLDP ports are 102, 103 and 101, which are ifIndexes of others. At 1/2 is a
 * phone with a PC behind it, at 1/3 another switch.
 */
final class SmallSwitch {
  static final String LLDP = "1.0.8802.1.1.2.1.";
  static final String REMOTE = LLDP + "4.1.1.";
  static final String MED = LLDP + "5.4795.1.";
  static final String CDP = "1.3.6.1.4.1.9.9.23.1.2.1.1.";
  static final String STATIONS = "1.3.6.1.2.1.17.7.1.2.2.1.";
  static final String ARP = "1.3.6.1.2.1.4.22.1.";
  static final String UP_TIME = "1.3.6.1.2.1.1.3.0";

  static final String PHONE = "0004f2000001";
  static final String PC = "3cecef000002";

  /** Of the phone's row: time mark, LLDP port, number of the neighbour. */
  private static final String AT_PHONE = "4711.103.3";

  private static final String AT_SWITCH = "12.101.1";

  private final NavigableMap<OID, Variable> rows = new TreeMap<>();

  static NavigableMap<OID, Variable> rows() {
    return new SmallSwitch().build();
  }

  private NavigableMap<OID, Variable> build() {
    text("1.3.6.1.2.1.1.1.0", "A small switch");
    put(UP_TIME, new TimeTicks(500_000));
    text("1.3.6.1.2.1.1.5.0", "small-sw");
    number("1.3.6.1.6.3.10.2.1.2.0", 3);
    for (int port = 1; port <= 3; port++) {
      port(port);
    }
    neighbours();
    inventory();
    policies();
    cdp();
    stations();
    arp();
    routes();
    return rows;
  }

  private void port(int port) {
    int ifIndex = 100 + port;
    text("1.3.6.1.2.1.2.2.1.2." + ifIndex, "Ethernet port " + port);
    put("1.3.6.1.2.1.2.2.1.5." + ifIndex, new Gauge32(1_000_000_000));
    number("1.3.6.1.2.1.2.2.1.8." + ifIndex, 1);
    for (int column : new int[] {13, 14, 19, 20}) {
      put("1.3.6.1.2.1.2.2.1." + column + "." + ifIndex, new Counter32(0));
    }
    text("1.3.6.1.2.1.31.1.1.1.1." + ifIndex, "1/" + port);
    number("1.3.6.1.2.1.17.1.4.1.2." + port, ifIndex);
    int lldpPort = 101 + port % 3;
    number(LLDP + "3.7.1.2." + lldpPort, 5);
    text(LLDP + "3.7.1.3." + lldpPort, "1/" + port);
    text(LLDP + "3.7.1.4." + lldpPort, "Ethernet port " + port);
  }

  private void neighbours() {
    number(REMOTE + "4." + AT_PHONE, 5);
    octets(REMOTE + "5." + AT_PHONE, "010a000065");
    number(REMOTE + "6." + AT_PHONE, 3);
    octets(REMOTE + "7." + AT_PHONE, PHONE);
    text(REMOTE + "9." + AT_PHONE, "CP-8845-0004f2000001");
    text(REMOTE + "10." + AT_PHONE, "Cisco Systems, Inc. CP-8845 sip8845_65.14-2-1-0001");
    octets(REMOTE + "12." + AT_PHONE, "2400");
    number(REMOTE + "4." + AT_SWITCH, 4);
    octets(REMOTE + "5." + AT_SWITCH, "001122334455");
    number(REMOTE + "6." + AT_SWITCH, 5);
    text(REMOTE + "7." + AT_SWITCH, "Te1/1");
    text(REMOTE + "9." + AT_SWITCH, "core");
    text(REMOTE + "10." + AT_SWITCH, "A big switch");
    octets(REMOTE + "12." + AT_SWITCH, "2800");
    number(LLDP + "4.2.1.3." + AT_SWITCH + ".1.4.10.0.0.1", 2);
  }

  private void inventory() {
    number(MED + "3.1.1.3." + AT_PHONE, 3);
    String[] told = {"hw2", "boot 5", "sip8845_65.14-2-1-0001", "SN2", "Cisco", "CP-8845", "A2"};
    for (int column = 1; column <= told.length; column++) {
      text(MED + "3.3.1." + column + "." + AT_PHONE, told[column - 1]);
    }
  }

  /** The phone says 0, as a file of its own told it; the switch says 46. */
  private void policies() {
    number(MED + "3.2.1.2." + AT_PHONE + ".1", 30);
    number(MED + "3.2.1.4." + AT_PHONE + ".1", 0);
    number(MED + "3.2.1.5." + AT_PHONE + ".1", 2);
    number(MED + "3.2.1.4." + AT_PHONE + ".2", 24);
    number(MED + "2.1.1.2.103.1", 30);
    number(MED + "2.1.1.4.103.1", 46);
    number(MED + "2.1.1.5.103.1", 2);
    number(MED + "2.1.1.4.103.2", 24);
  }

  private void cdp() {
    number(CDP + "3.102.1", 1);
    octets(CDP + "4.102.1", "0a000065");
    text(CDP + "5.102.1", "sip8845_65.14-2-1-0001");
    text(CDP + "6.102.1", "SEP" + PHONE.toUpperCase(java.util.Locale.ROOT));
    text(CDP + "8.102.1", "Cisco IP Phone 8845");
    octets(CDP + "9.102.1", "00000490");
  }

  /** Filtering database 5 is of VLAN 30, 4 of 20. The switch itself is in it too. */
  private void stations() {
    station(5, PHONE, 2, 3);
    station(4, PC, 2, 3);
    station(4, "001122334455", 3, 3);
    station(4, "0a0000000001", 1, 4);
    put("1.3.6.1.2.1.17.7.1.4.2.1.3.77.30", new Gauge32(5));
    put("1.3.6.1.2.1.17.7.1.4.2.1.3.77.20", new Gauge32(4));
  }

  private void station(int database, String mac, int bridgePort, int status) {
    OID index = new OID(new int[] {database});
    for (byte octet : HexFormat.of().parseHex(mac)) {
      index.append(octet & 0xFF);
    }
    number(STATIONS + "2." + index, bridgePort);
    number(STATIONS + "3." + index, status);
  }

  private void arp() {
    octets(ARP + "2.101.10.0.0.101", PHONE);
    number(ARP + "4.101.10.0.0.101", 3);
    octets(ARP + "2.101.10.0.0.99", "020000000099");
    number(ARP + "4.101.10.0.0.99", 2);
    String v6 = "101.2.16.253.153.0.0.0.0.0.0.0.0.0.0.0.0.1.1";
    octets("1.3.6.1.2.1.4.35.1.4." + v6, PC);
    number("1.3.6.1.2.1.4.35.1.6." + v6, 3);
    number("1.3.6.1.2.1.4.20.1.2.10.0.0.2", 101);
    put("1.3.6.1.2.1.4.20.1.1.10.0.0.2", new IpAddress("10.0.0.2"));
  }

  /** A default route, the network of port 1/1, and one that leads nowhere. */
  private void routes() {
    put("1.3.6.1.2.1.4.24.6.0", new Gauge32(3));
    route("1.4.0.0.0.0.0.2.0.0.1.4.192.0.2.1", 103, 4);
    route("1.4.10.0.0.0.24.2.0.0.1.4.0.0.0.0", 101, 3);
    route("1.4.10.9.0.0.16.2.0.0.1.4.192.0.2.1", 103, 2);
  }

  private void route(String index, int ifIndex, int type) {
    number("1.3.6.1.2.1.4.24.7.1.7." + index, ifIndex);
    number("1.3.6.1.2.1.4.24.7.1.8." + index, type);
  }

  private void put(String oid, Variable value) {
    rows.put(new OID(oid), value);
  }

  private void number(String oid, int value) {
    put(oid, new Integer32(value));
  }

  private void text(String oid, String value) {
    put(oid, new OctetString(value));
  }

  private void octets(String oid, String hex) {
    put(oid, new OctetString(HexFormat.of().parseHex(hex)));
  }
}
