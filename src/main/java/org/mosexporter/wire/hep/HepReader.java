package org.mosexporter.wire.hep;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.hep.HepMessage.Captured;
import org.mosexporter.wire.hep.HepMessage.Fault;
import org.mosexporter.wire.hep.HepMessage.Malformed;
import org.mosexporter.wire.hep.HepMessage.QualityChunks;

/**
 * Reads one message of the Homer encapsulation protocol.
 *
 * <pre>
 * version 3: 0 "HEP3" or "EEP3"   4 length of all   6 chunks: vendor (2), type (2), length (2), value
 * versions 1 and 2: 0 version   1 length of the header   2 address family   3 protocol
 *                   4 ports   8 addresses; in 2 then seconds (4), microseconds (4), agent (2)
 * </pre>
 *
 * <p>Whatever the octets are, the result is a message or a reason.
 */
public final class HepReader {
  private static final int MAGIC_HEP3 = 0x4845_5033;
  private static final int MAGIC_EEP3 = 0x4545_5033;
  private static final int FAMILY_IPV4 = 2;
  private static final int FAMILY_IPV6 = 10;
  private static final int ADDRESSES_AT = 8;
  private static final int TIME_BYTES = 12;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private HepReader() {}

  /** Reads the message in [offset, offset + length). */
  public static HepMessage read(ByteBuffer window, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, window.limit());
    if (length < ADDRESSES_AT) {
      return new Malformed(Fault.TOO_SHORT);
    }
    int version = window.get(offset);
    if (version == 1 || version == 2) {
      return binary(window, offset, length, version);
    }
    int magic = window.getInt(offset);
    if (magic != MAGIC_HEP3 && magic != MAGIC_EEP3) {
      return new Malformed(Fault.VERSION);
    }
    int announced = window.getShort(offset + 4) & 0xFFFF;
    return announced > length || announced < HepChunks.HEADER_BYTES
        ? new Malformed(Fault.LENGTH)
        : new HepChunks().read(window, offset + HepChunks.HEADER_BYTES, offset + announced);
  }

  private static HepMessage binary(ByteBuffer window, int offset, int length, int version) {
    int family = window.get(offset + 2);
    if (family != FAMILY_IPV4 && family != FAMILY_IPV6) {
      return new Malformed(Fault.ADDRESS);
    }
    int addressBytes = family == FAMILY_IPV4 ? 4 : 16;
    int timeAt = offset + ADDRESSES_AT + 2 * addressBytes;
    int least = ADDRESSES_AT + 2 * addressBytes + (version == 2 ? TIME_BYTES : 0);
    int header = window.get(offset + 1) & 0xFF;
    if (header < least || header > length) {
      return new Malformed(Fault.LENGTH);
    }
    if (header == length) {
      return new Malformed(Fault.NO_PAYLOAD);
    }
    return new Captured(
        version,
        window.get(offset + 3) & 0xFF,
        address(window, offset + ADDRESSES_AT, addressBytes),
        window.getShort(offset + 4) & 0xFFFF,
        address(window, offset + ADDRESSES_AT + addressBytes, addressBytes),
        window.getShort(offset + 6) & 0xFFFF,
        version == 2 ? timeNs(window, timeAt) : OptionalLong.empty(),
        PayloadType.SIP,
        OptionalLong.empty(),
        "",
        "",
        Optional.empty(),
        OptionalInt.empty(),
        QualityChunks.NONE,
        window.slice(offset + header, length - header));
  }

  static IpAddress address(ByteBuffer window, int at, int bytes) {
    return bytes == 4
        ? IpAddress.ofIpv4(window.getInt(at))
        : new IpAddress(window.getLong(at), window.getLong(at + 8));
  }

  /** In the byte order of the sender's processor: that in which the microseconds are some. */
  private static OptionalLong timeNs(ByteBuffer window, int at) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer time = window.slice(at, 8).order(order);
      OptionalLong ns =
          timeNs(Integer.toUnsignedLong(time.getInt(0)), Integer.toUnsignedLong(time.getInt(4)));
      if (ns.isPresent()) {
        return ns;
      }
    }
    return OptionalLong.empty();
  }

  static OptionalLong timeNs(long seconds, long microseconds) {
    return microseconds < 1_000_000
        ? OptionalLong.of(seconds * NS_PER_SECOND + microseconds * 1_000)
        : OptionalLong.empty();
  }
}
