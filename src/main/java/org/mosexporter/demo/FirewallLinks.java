package org.mosexporter.demo;

/**
 * The health checks of a firewall's two links to the Internet (FORTINET-FORTIGATE-MIB): one is
 * well, one is dead. Figures are texts there.
 */
final class FirewallLinks implements MibPart {
  private static final String ENTRY = "1.3.6.1.4.1.12356.101.4.9.2.1.";
  private static final int ALIVE = 0;
  private static final int DEAD = 1;

  @Override
  public void fill(MibRows rows) {
    link(rows, 1, "fibre", ALIVE, "22.500", "1.200", "0.500");
    link(rows, 2, "lte", DEAD, "0.000", "0.000", "100.000");
  }

  private static void link(
      MibRows rows, int index, String name, int state, String latency, String jitter, String loss) {
    rows.text(ENTRY + "2." + index, "provider");
    rows.integer(ENTRY + "4." + index, state);
    rows.text(ENTRY + "5." + index, latency);
    rows.text(ENTRY + "6." + index, jitter);
    rows.text(ENTRY + "9." + index, loss);
    rows.text(ENTRY + "14." + index, name);
  }
}
