package org.mosexporter.demo;

import java.util.List;
import java.util.function.LongSupplier;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;

/** The router's LAN and WAN interfaces (IF-MIB, RFC 2863; EtherLike-MIB, RFC 3635). */
final class RouterInterfaces implements MibPart {
  static final int LAN = 1;
  static final int WAN = 2;

  private static final String IF_ENTRY = "1.3.6.1.2.1.2.2.1.";
  private static final String IF_X_ENTRY = "1.3.6.1.2.1.31.1.1.1.";
  private static final String ETHER_LIKE = "1.3.6.1.2.1.10.7.2.1.";
  private static final int ETHERNET_CSMACD = 6;
  private static final int UP = 1;
  private static final int HALF_DUPLEX = 2;
  private static final int FULL_DUPLEX = 3;
  private static final long GIGABIT = 1_000_000_000;
  private static final long FAST = 100_000_000;

  /** On the port that is worn one packet in a hundred comes damaged. */
  static final int DAMAGED = 100;

  private final WanTraffic traffic;
  private final boolean worn;

  /**
   * Two ports.
   *
   * @param worn whether that of the LAN runs half duplex and damages packets
   */
  RouterInterfaces(WanTraffic traffic, boolean worn) {
    this.traffic = traffic;
    this.worn = worn;
  }

  @Override
  public void fill(MibRows rows) {
    List<Integer> both = List.of(LAN, WAN);
    rows.integer("1.3.6.1.2.1.2.1.0", both.size());
    both.forEach(index -> rows.integer(IF_ENTRY + "1." + index, index));
    names(rows, LAN, "0/0/0", "office LAN");
    names(rows, WAN, "0/0/1", "WAN 20M");
    rows.integers(IF_ENTRY + "3", both, ETHERNET_CSMACD);
    rows.integers(IF_ENTRY + "4", both, 1500);
    rows.integers(IF_ENTRY + "7", both, UP);
    rows.integers(IF_ENTRY + "8", both, UP);
    for (int index : both) {
      boolean old = worn && index == LAN;
      long speed = old ? FAST : GIGABIT;
      rows.gauge(IF_ENTRY + "5." + index, () -> speed);
      rows.gauge(IF_X_ENTRY + "15." + index, () -> speed / 1_000_000);
      rows.put(IF_ENTRY + "9." + index, () -> new TimeTicks(0));
      rows.put(IF_X_ENTRY + "19." + index, () -> new TimeTicks(0));
      for (String unused : List.of("13.", "14.", "20.")) {
        rows.counter32(IF_ENTRY + unused + index, () -> 0);
      }
      for (String errors : List.of("2.", "3.", "8.", "13.", "16.")) {
        rows.counter32(ETHER_LIKE + errors + index, () -> 0);
      }
      if (old) {
        rows.counter32(IF_ENTRY + "14." + index, this::damaged);
        rows.counter32(ETHER_LIKE + "3." + index, this::damaged);
      }
      rows.integer(ETHER_LIKE + "19." + index, old ? HALF_DUPLEX : FULL_DUPLEX);
    }
    // What comes in on one side goes out on the other.
    traffic(rows, WAN, traffic.receivedBytes::get, traffic.receivedPackets::get, true);
    traffic(rows, WAN, traffic::sentBytes, traffic::sentPackets, false);
    traffic(rows, LAN, traffic::offeredBytes, traffic::offeredPackets, true);
    traffic(rows, LAN, traffic.receivedBytes::get, traffic.receivedPackets::get, false);
    rows.counter32(IF_ENTRY + "19." + WAN, traffic::droppedPackets);
    rows.counter32(IF_ENTRY + "19." + LAN, () -> 0);
    rows.put("1.3.6.1.2.1.31.1.5.0", () -> new TimeTicks(0));
  }

  private long damaged() {
    return traffic.offeredPackets() / DAMAGED;
  }

  private static void names(MibRows rows, int index, String place, String alias) {
    rows.text(IF_ENTRY + "2." + index, "GigabitEthernet" + place);
    rows.text(IF_X_ENTRY + "1." + index, "Gi" + place);
    rows.text(IF_X_ENTRY + "18." + index, alias);
    byte[] mac = {0x02, 0, 0, 0, 0, (byte) index};
    rows.put(IF_ENTRY + "6." + index, () -> new OctetString(mac));
  }

  private static void traffic(
      MibRows rows, int index, LongSupplier bytes, LongSupplier packets, boolean in) {
    rows.counter32(IF_ENTRY + (in ? "10." : "16.") + index, bytes);
    rows.counter32(IF_ENTRY + (in ? "11." : "17.") + index, packets);
    rows.counter64(IF_X_ENTRY + (in ? "6." : "10.") + index, bytes);
    rows.counter64(IF_X_ENTRY + (in ? "7." : "11.") + index, packets);
  }
}
