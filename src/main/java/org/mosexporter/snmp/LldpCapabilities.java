package org.mosexporter.snmp;

import java.util.OptionalInt;
import org.mosexporter.network.Neighbour.Kind;
import org.snmp4j.smi.OID;

/**
 * The capabilities that a neighbour has enabled (IEEE 802.1AB LldpSystemCapabilitiesMap). As BITS
 * the first is the highest bit of the first octet; RouterOS gives the number that was on the wire,
 * whose lowest bit is the first.
 */
final class LldpCapabilities {
  private static final int BRIDGE = 2;
  private static final int ACCESS_POINT = 3;
  private static final int TELEPHONE = 5;

  /** What has other bits is no map: some agents write hexadecimal digits there. */
  private static final int DEFINED = 11;

  /** Bit n stands for capability n; 0 when it did not say. */
  private final int map;

  private LldpCapabilities(int map) {
    this.map = map;
  }

  static LldpCapabilities of(Columns rows, int column, OID index) {
    OptionalInt map = octets(rows.octets(column, index));
    long number = map.isPresent() ? map.getAsInt() : rows.number(column, index).orElse(0);
    return new LldpCapabilities(number >> DEFINED == 0 ? (int) number : 0);
  }

  private static OptionalInt octets(byte[] octets) {
    if (octets.length == 0) {
      return OptionalInt.empty();
    }
    int bits = (octets[0] & 0xFF) << 8 | (octets.length > 1 ? octets[1] & 0xFF : 0);
    return OptionalInt.of(Integer.reverse(bits) >>> 16);
  }

  private boolean has(int capability) {
    return (map >> capability & 1) != 0;
  }

  /** Many phones bridge too, for the PC behind them, and so do access points. */
  Kind kind() {
    if (has(TELEPHONE)) {
      return Kind.PHONE;
    }
    if (has(ACCESS_POINT)) {
      return Kind.ACCESS_POINT;
    }
    return has(BRIDGE) ? Kind.BRIDGE : Kind.OTHER;
  }
}
