package org.mosexporter.wire.hep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.hep.HepMessage.Captured;
import org.mosexporter.wire.hep.HepMessage.Fault;
import org.mosexporter.wire.hep.HepMessage.KeepAlive;
import org.mosexporter.wire.hep.HepMessage.Malformed;
import org.mosexporter.wire.hep.HepMessage.QualityChunks;

/**
 * Collects the chunks of a message of version 3, in whatever order; those of vendors are skipped.
 */
final class HepChunks {
  static final int HEADER_BYTES = 6;

  private static final int PROTOCOL = 2;
  private static final int SOURCE_IPV4 = 3;
  private static final int DESTINATION_IPV4 = 4;
  private static final int SOURCE_IPV6 = 5;
  private static final int DESTINATION_IPV6 = 6;
  private static final int SOURCE_PORT = 7;
  private static final int DESTINATION_PORT = 8;
  private static final int SECONDS = 9;
  private static final int MICROSECONDS = 0xA;
  private static final int PAYLOAD_TYPE = 0xB;
  private static final int AGENT_ID = 0xC;
  private static final int KEEP_ALIVE = 0xD;
  private static final int KEY = 0xE;
  private static final int PAYLOAD = 0xF;
  private static final int COMPRESSED_PAYLOAD = 0x10;
  private static final int CORRELATION_ID = 0x11;
  private static final int AGENT_NAME = 0x13;
  private static final int TYPE_OF_SERVICE = 0x18;
  private static final int MOS = 0x20;
  private static final int R = 0x21;
  private static final int JITTER = 0x23;

  private static final int UDP = 17;

  /** What Kamailio numbers IDP may be: it is UDP. */
  private static final int IDP = 22;

  private static final int MAX_CHARS = 256;
  private static final int NOT_SENT = -1;

  private int protocol = UDP;
  private @Nullable IpAddress source;
  private @Nullable IpAddress destination;
  private int sourcePort;
  private int destinationPort;
  private long seconds = NOT_SENT;
  private long microseconds;
  private int payloadType;
  private long agentId = NOT_SENT;
  private boolean keepAlive;
  private @Nullable HepKey key;
  private @Nullable ByteBuffer payload;
  private String correlationId = "";
  private String agentName = "";
  private int typeOfService = NOT_SENT;
  private int mosHundredths = NOT_SENT;
  private int r = NOT_SENT;
  private long jitter = NOT_SENT;
  private boolean compressionFailed;

  HepMessage read(ByteBuffer window, int from, int end) {
    int at = from;
    while (at < end) {
      int size = at + HEADER_BYTES > end ? 0 : window.getShort(at + 4) & 0xFFFF;
      if (size < HEADER_BYTES || at + size > end) {
        return new Malformed(Fault.CHUNK_LENGTH);
      }
      boolean generic = window.getShort(at) == 0;
      if (generic) {
        chunk(
            window.getShort(at + 2) & 0xFFFF, window.slice(at + HEADER_BYTES, size - HEADER_BYTES));
      }
      at += size;
    }
    return message();
  }

  private void chunk(int type, ByteBuffer value) {
    switch (type) {
      case SOURCE_IPV4, SOURCE_IPV6 -> source = address(type == SOURCE_IPV4 ? 4 : 16, value);
      case DESTINATION_IPV4, DESTINATION_IPV6 ->
          destination = address(type == DESTINATION_IPV4 ? 4 : 16, value);
      case KEY -> key = new HepKey(octets(value));
      case PAYLOAD -> payload = value;
      case COMPRESSED_PAYLOAD -> inflate(value);
      case CORRELATION_ID -> correlationId = text(value);
      case AGENT_NAME -> agentName = text(value);
      case KEEP_ALIVE -> keepAlive = true;
      default -> {
        long number = number(value);
        if (number != NOT_SENT) {
          number(type, number);
        }
      }
    }
  }

  private void number(int type, long value) {
    switch (type) {
      case PROTOCOL -> protocol = value == IDP ? UDP : (int) value;
      case SOURCE_PORT -> sourcePort = (int) value;
      case DESTINATION_PORT -> destinationPort = (int) value;
      case SECONDS -> seconds = value;
      case MICROSECONDS -> microseconds = value;
      case PAYLOAD_TYPE -> payloadType = (int) value;
      case AGENT_ID -> agentId = value;
      case TYPE_OF_SERVICE -> typeOfService = value <= 0xFF ? (int) value : NOT_SENT;
      case MOS -> mosHundredths = (int) value;
      case R -> r = (int) value;
      case JITTER -> jitter = value;
      default -> {} // of no interest
    }
  }

  /** Unsigned, of one, two or four octets, whichever the sender takes for the type. */
  private static long number(ByteBuffer value) {
    return switch (value.remaining()) {
      case 1 -> value.get(0) & 0xFF;
      case 2 -> value.getShort(0) & 0xFFFF;
      case 4 -> Integer.toUnsignedLong(value.getInt(0));
      default -> NOT_SENT;
    };
  }

  private static @Nullable IpAddress address(int bytes, ByteBuffer value) {
    return value.remaining() == bytes ? HepReader.address(value, 0, bytes) : null;
  }

  private static byte[] octets(ByteBuffer value) {
    byte[] octets = new byte[value.remaining()];
    value.get(0, octets);
    return octets;
  }

  private static String text(ByteBuffer value) {
    String text = new String(octets(value), StandardCharsets.UTF_8);
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .limit(MAX_CHARS)
        .forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }

  private void inflate(ByteBuffer value) {
    Optional<ByteBuffer> inflated = Inflation.of(value);
    compressionFailed = inflated.isEmpty();
    payload = inflated.orElse(null);
  }

  private HepMessage message() {
    Optional<HepKey> shown = Optional.ofNullable(key);
    if (compressionFailed) {
      return new Malformed(Fault.COMPRESSION);
    }
    if (payload == null) {
      return keepAlive ? new KeepAlive(shown) : new Malformed(Fault.NO_PAYLOAD);
    }
    if (source == null || destination == null) {
      return new Malformed(Fault.ADDRESS);
    }
    return new Captured(
        3,
        protocol,
        source,
        sourcePort & 0xFFFF,
        destination,
        destinationPort & 0xFFFF,
        seconds == NOT_SENT ? OptionalLong.empty() : HepReader.timeNs(seconds, microseconds),
        payloadType,
        sent(agentId),
        agentName,
        correlationId,
        shown,
        sent(typeOfService),
        new QualityChunks(sent(mosHundredths), sent(r), sent(jitter)),
        payload);
  }

  private static OptionalInt sent(int value) {
    return value == NOT_SENT ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static OptionalLong sent(long value) {
    return value == NOT_SENT ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
