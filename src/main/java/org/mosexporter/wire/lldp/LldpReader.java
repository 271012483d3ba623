package org.mosexporter.wire.lldp;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.DeviceAddresses;
import org.mosexporter.wire.DeviceText;

/**
 * Reads LLDP frames (IEEE 802.1AB-2016 §8): a list of items, each with seven bits of type and nine
 * of length before it.
 *
 * <pre>
 *  0 destination  6 source  12 0x88CC  14 items:  7 bits type, 9 bits length, value …
 * </pre>
 *
 * <p>An item that runs past the frame ends the reading; what stood before it counts. One reader
 * reads one frame.
 */
public final class LldpReader {
  /** The Ethernet type (IEEE 802.1AB-2016 §7.4). */
  public static final int ETHERNET_TYPE = 0x88CC;

  private static final int TYPE_AT = 12;
  private static final int TAG_BYTES = 4;
  private static final int TAG = 0x8100;

  private static final int END = 0;
  private static final int CHASSIS = 1;
  private static final int PORT = 2;
  private static final int SYSTEM_NAME = 5;
  private static final int SYSTEM_DESCRIPTION = 6;
  private static final int CAPABILITIES = 7;
  private static final int MANAGEMENT_ADDRESS = 8;
  private static final int ORGANISATION = 127;

  private static final int SUBTYPE_CHASSIS_MAC = 4;
  private static final int SUBTYPE_PORT_MAC = 3;
  private static final int MAC_BYTES = 6;

  /** Numbers of address families, as IANA has them. */
  private static final int FAMILY_IPV4 = 1;

  private static final int FAMILY_IPV6 = 2;

  private static final int CAPABLE_BRIDGE = 0x04;
  private static final int CAPABLE_ROUTER = 0x10;
  private static final int CAPABLE_PHONE = 0x20;

  /** TIA's LLDP-MED, its network policy, and of that the application that is voice. */
  private static final int MED = 0x0012BB;

  private static final int NETWORK_POLICY = 2;
  private static final int VOICE = 1;
  private static final int VLAN_MASK = 0xFFF;
  private static final int POLICY_BYTES = 8;

  private final ByteBuffer window;
  private @Nullable String chassis;
  private String port = "";
  private String name = "";
  private String description = "";
  private final DeviceAddresses addresses = new DeviceAddresses();
  private int capable;
  private OptionalInt voiceVlan = OptionalInt.empty();

  private LldpReader(ByteBuffer window) {
    this.window = window;
  }

  /**
   * Reads an Ethernet frame of which {@code length} octets were captured.
   *
   * @param frame big endian
   * @return empty for a frame that is none, or does not say whose it is
   */
  public static Optional<LldpNeighbour> read(ByteBuffer frame, int offset, int length) {
    int end = offset + length;
    int at = offset + TYPE_AT;
    if (at + 2 <= end && u16(frame, at) == TAG) {
      at += TAG_BYTES;
    }
    if (at + 2 > end || u16(frame, at) != ETHERNET_TYPE) {
      return Optional.empty();
    }
    return new LldpReader(frame).neighbour(at + 2, end);
  }

  private Optional<LldpNeighbour> neighbour(int from, int end) {
    int at = from;
    while (at + 2 <= end) {
      int head = u16(window, at);
      int type = head >>> 9;
      int length = head & 0x1FF;
      at += 2;
      if (type == END || at + length > end) {
        break;
      }
      item(type, at, length);
      at += length;
    }
    return chassis == null
        ? Optional.empty()
        : Optional.of(
            new LldpNeighbour(
                chassis,
                port,
                name,
                description,
                addresses.list(),
                (capable & CAPABLE_ROUTER) != 0,
                (capable & CAPABLE_BRIDGE) != 0,
                (capable & CAPABLE_PHONE) != 0,
                voiceVlan));
  }

  private void item(int type, int at, int length) {
    switch (type) {
      case CHASSIS -> chassis = identity(at, length, SUBTYPE_CHASSIS_MAC);
      case PORT -> port = identity(at, length, SUBTYPE_PORT_MAC);
      case SYSTEM_NAME -> name = DeviceText.of(window, at, length);
      case SYSTEM_DESCRIPTION -> description = DeviceText.of(window, at, length);
      case CAPABILITIES -> capable = length >= 4 ? u16(window, at + 2) : 0;
      case MANAGEMENT_ADDRESS -> managed(at, length);
      case ORGANISATION -> organisation(at, length);
      default -> {
        // port description, time to live and others: of no use here
      }
    }
  }

  /** A subtype, and a name or a hardware address. */
  private String identity(int at, int length, int macSubtype) {
    if (length < 2) {
      return "";
    }
    if (window.get(at) == macSubtype && length == 1 + MAC_BYTES) {
      StringBuilder mac = new StringBuilder();
      for (int i = 1; i <= MAC_BYTES; i++) {
        mac.append(i == 1 ? "" : ":").append("%02x".formatted(window.get(at + i) & 0xFF));
      }
      return mac.toString();
    }
    return DeviceText.of(window, at + 1, length - 1);
  }

  /** Length of family and address, the family, the address; a device may say several. */
  private void managed(int at, int length) {
    if (length < 2) {
      return;
    }
    int octets = (window.get(at) & 0xFF) - 1;
    int family = window.get(at + 1);
    if (family == FAMILY_IPV4 && octets == 4 && length >= 6) {
      addresses.add(IpAddress.ofIpv4(window.getInt(at + 2)));
    } else if (family == FAMILY_IPV6 && octets == 16 && length >= 18) {
      addresses.add(new IpAddress(window.getLong(at + 2), window.getLong(at + 10)));
    }
  }

  private void organisation(int at, int length) {
    if (length < POLICY_BYTES
        || window.getInt(at) >>> 8 != MED
        || window.get(at + 3) != NETWORK_POLICY
        || window.get(at + 4) != VOICE) {
      return;
    }
    // Unknown, tagged, reserved; 12 bits of VLAN, 3 of priority, 6 of code point.
    int vlan = (window.getInt(at + 4) & 0xFFFFFF) >>> 9 & VLAN_MASK;
    if (vlan > 0 && vlan < VLAN_MASK) {
      voiceVlan = OptionalInt.of(vlan);
    }
  }

  private static int u16(ByteBuffer window, int at) {
    return window.getShort(at) & 0xFFFF;
  }
}
