package org.mosexporter.wire.cdp;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.DeviceAddresses;
import org.mosexporter.wire.DeviceText;

/**
 * Reads frames of the Cisco Discovery Protocol, versions 1 and 2: a list of items behind an 802.2
 * SNAP header, each with its type and with its length, which counts these four octets, too.
 *
 * <pre>
 *  0 destination 01:00:0C:CC:CC:CC  6 source  12 length of what follows
 * 14 AA AA 03  17 00 00 0C  20 2000
 * 22 version  23 seconds to live  24 checksum
 * 26 items:  16 bits type, 16 bits length, value …
 * </pre>
 *
 * <p>An item that runs past the frame ends the reading; what stood before it counts. The checksum
 * is left alone: the frame's own has been checked, and makes differ in what they do with an odd
 * last octet. One reader reads one frame.
 */
public final class CdpReader {
  private static final int LENGTH_AT = 12;
  private static final int TAG_BYTES = 4;
  private static final int TAG = 0x8100;

  /** More than that is an Ethernet type (IEEE 802.3 §3.2.6). */
  private static final int LONGEST = 1500;

  /** The 802.2 header of SNAP, Cisco's number as a maker, and that of the protocol. */
  private static final long SNAP = 0xAAAA03_00000C_2000L;

  private static final int SNAP_BYTES = 8;
  private static final int HEAD_BYTES = 4;
  private static final int LATEST_VERSION = 2;
  private static final int ITEM_HEAD_BYTES = 4;

  private static final int DEVICE = 0x0001;
  private static final int ADDRESSES = 0x0002;
  private static final int PORT = 0x0003;
  private static final int CAPABILITIES = 0x0004;
  private static final int PLATFORM = 0x0006;
  private static final int VOICE_VLAN = 0x000E;
  private static final int SYSTEM_NAME = 0x0014;
  private static final int MANAGEMENT_ADDRESSES = 0x0016;

  private static final int CAPABLE_ROUTER = 0x01;

  /** By either old standard, transparent or by source route. */
  private static final int CAPABLE_BRIDGE = 0x02 | 0x04;

  private static final int CAPABLE_SWITCH = 0x08;
  private static final int CAPABLE_PHONE = 0x80;

  /** A protocol is named by a number for network layers (ISO/IEC TR 9577), as IP is … */
  private static final int BY_NLPID = 1;

  private static final int NLPID_IPV4 = 0xCC;

  /** … or as a SNAP header with an Ethernet type would name it, as IPv6 is. */
  private static final int BY_SNAP = 2;

  private static final long SNAP_IPV6 = 0xAAAA03_000000_86DDL;

  private static final int VOICE_VLAN_BYTES = 3;
  private static final int LAST_VLAN = 4094;

  private final ByteBuffer window;
  private String device = "";
  private String systemName = "";
  private String port = "";
  private String platform = "";
  private final DeviceAddresses managed = new DeviceAddresses();
  private final DeviceAddresses addressed = new DeviceAddresses();
  private int capable;
  private OptionalInt voiceVlan = OptionalInt.empty();

  private CdpReader(ByteBuffer window) {
    this.window = window;
  }

  /**
   * Reads an Ethernet frame of which {@code length} octets were captured.
   *
   * @param frame big endian
   * @return empty for a frame that is none, or does not say whose it is
   */
  public static Optional<CdpNeighbour> read(ByteBuffer frame, int offset, int length) {
    int captured = offset + length;
    int at = offset + LENGTH_AT;
    if (at + 2 <= captured && u16(frame, at) == TAG) {
      at += TAG_BYTES;
    }
    int from = at + 2;
    if (from + SNAP_BYTES + HEAD_BYTES > captured || u16(frame, at) > LONGEST) {
      return Optional.empty();
    }
    // Short frames are filled up: what counts is what the length covers.
    int end = Math.min(captured, from + u16(frame, at));
    int version = frame.get(from + SNAP_BYTES);
    if (frame.getLong(from) != SNAP || version < 1 || version > LATEST_VERSION) {
      return Optional.empty();
    }
    return new CdpReader(frame).neighbour(from + SNAP_BYTES + HEAD_BYTES, end);
  }

  private Optional<CdpNeighbour> neighbour(int from, int end) {
    int at = from;
    while (at + ITEM_HEAD_BYTES <= end) {
      int length = u16(window, at + 2);
      if (length < ITEM_HEAD_BYTES || at + length > end) {
        break;
      }
      item(u16(window, at), at + ITEM_HEAD_BYTES, length - ITEM_HEAD_BYTES);
      at += length;
    }
    return device.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CdpNeighbour(
                device,
                systemName.isEmpty() ? withoutSerial(device) : systemName,
                port,
                platform,
                managed.and(addressed),
                (capable & CAPABLE_ROUTER) != 0,
                (capable & CAPABLE_SWITCH) != 0,
                (capable & CAPABLE_BRIDGE) != 0 && (capable & CAPABLE_SWITCH) == 0,
                (capable & CAPABLE_PHONE) != 0,
                voiceVlan));
  }

  private void item(int type, int at, int length) {
    switch (type) {
      case DEVICE -> device = DeviceText.of(window, at, length);
      case ADDRESSES -> addresses(at, length, addressed);
      case PORT -> port = DeviceText.of(window, at, length);
      case CAPABILITIES -> capable = length >= 4 ? window.getInt(at) : 0;
      case PLATFORM -> platform = DeviceText.of(window, at, length);
      case VOICE_VLAN -> voiceVlan(at, length);
      case SYSTEM_NAME -> systemName = DeviceText.of(window, at, length);
      case MANAGEMENT_ADDRESSES -> addresses(at, length, managed);
      default -> {
        // software, duplex, power and others: of no use here
      }
    }
  }

  /** NX-OS writes {@code name(serial number)}. */
  private static String withoutSerial(String device) {
    int bracket = device.indexOf('(');
    return bracket > 0 && device.endsWith(")") ? device.substring(0, bracket) : device;
  }

  /**
   * How many there are, and of each how its protocol is named, in how many octets, that name, the
   * length of the address, the address.
   */
  private void addresses(int from, int length, DeviceAddresses to) {
    int end = from + length;
    int count = length < 4 ? 0 : window.getInt(from);
    int at = from + 4;
    for (int i = 0; i < count && at + 2 <= end; i++) {
      int nameBytes = window.get(at + 1) & 0xFF;
      int sizeAt = at + 2 + nameBytes;
      if (sizeAt + 2 > end || sizeAt + 2 + u16(window, sizeAt) > end) {
        break;
      }
      address(at, nameBytes, sizeAt, to);
      at = sizeAt + 2 + u16(window, sizeAt);
    }
  }

  private void address(int at, int nameBytes, int sizeAt, DeviceAddresses to) {
    int size = u16(window, sizeAt);
    int named = window.get(at);
    if (named == BY_NLPID && nameBytes == 1 && size == 4) {
      if ((window.get(at + 2) & 0xFF) == NLPID_IPV4) {
        to.add(IpAddress.ofIpv4(window.getInt(sizeAt + 2)));
      }
    } else if (named == BY_SNAP && nameBytes == SNAP_BYTES && size == 16) {
      if (window.getLong(at + 2) == SNAP_IPV6) {
        to.add(new IpAddress(window.getLong(sizeAt + 2), window.getLong(sizeAt + 10)));
      }
    }
  }

  /** An octet that says for which appliance, always 1, and the VLAN. */
  private void voiceVlan(int at, int length) {
    int vlan = length == VOICE_VLAN_BYTES ? u16(window, at + 1) : 0;
    if (vlan > 0 && vlan <= LAST_VLAN) {
      voiceVlan = OptionalInt.of(vlan);
    }
  }

  private static int u16(ByteBuffer window, int at) {
    return window.getShort(at) & 0xFFFF;
  }
}
