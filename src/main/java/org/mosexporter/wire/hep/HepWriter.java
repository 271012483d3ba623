package org.mosexporter.wire.hep;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Secret;
import org.mosexporter.wire.Passage;

/** Writes messages of HEP version 3, as a capture agent sends them. */
public final class HepWriter {
  /** Longest message that is written. */
  public static final int MAX_BYTES = 8 * 1024;

  private static final byte[] MAGIC = {'H', 'E', 'P', '3'};
  private static final int LENGTH = 4;
  private static final byte IPV4 = 2;
  private static final byte IPV6 = 10;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private final long agentId;
  private final Optional<Secret> key;

  /**
   * For one agent.
   *
   * @param agentId 32 bits, by which the receiver tells agents apart
   */
  public HepWriter(long agentId, Optional<Secret> key) {
    this.agentId = agentId;
    this.key = key;
  }

  /**
   * Writes one message.
   *
   * @param protocol of IP: 17 UDP, 6 TCP
   * @param payloadType see {@link PayloadType}
   * @return empty when it would be longer than {@link #MAX_BYTES}
   */
  public Optional<ByteBuffer> write(
      Passage passage, int protocol, long atNs, int payloadType, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(MAX_BYTES);
    try {
      write(out, passage, protocol, atNs);
      chunk(out, 0xB, 1).put((byte) payloadType);
      chunk(out, 0xC, 4).putInt((int) agentId);
      key.ifPresent(secret -> text(out, 0xE, secret.value()));
      chunk(out, 0xF, payload.length).put(payload);
    } catch (BufferOverflowException tooLong) {
      return Optional.empty();
    }
    out.putShort(LENGTH, (short) out.position());
    return Optional.of(out.flip());
  }

  private static void write(ByteBuffer out, Passage passage, int protocol, long atNs) {
    boolean four = passage.source().isIpv4() && passage.destination().isIpv4();
    out.put(MAGIC).putShort((short) 0);
    chunk(out, 1, 1).put(four ? IPV4 : IPV6);
    chunk(out, 2, 1).put((byte) protocol);
    address(out, four ? 3 : 5, four, passage.source());
    address(out, four ? 4 : 6, four, passage.destination());
    chunk(out, 7, 2).putShort((short) passage.sourcePort());
    chunk(out, 8, 2).putShort((short) passage.destinationPort());
    chunk(out, 9, 4).putInt((int) Math.floorDiv(atNs, NS_PER_SECOND));
    chunk(out, 0xA, 4).putInt((int) (Math.floorMod(atNs, NS_PER_SECOND) / 1_000));
    if (!passage.callId().isEmpty()) {
      text(out, 0x11, passage.callId());
    }
    text(out, 0x13, passage.agent());
    passage.dscp().ifPresent(dscp -> chunk(out, 0x18, 1).put((byte) (dscp << 2)));
  }

  private static void address(ByteBuffer out, int type, boolean four, IpAddress address) {
    if (four) {
      chunk(out, type, 4).putInt((int) address.low());
    } else {
      chunk(out, type, 16).putLong(address.high()).putLong(address.low());
    }
  }

  private static void text(ByteBuffer out, int type, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    chunk(out, type, octets.length).put(octets);
  }

  private static ByteBuffer chunk(ByteBuffer out, int type, int bytes) {
    return out.putShort((short) 0)
        .putShort((short) type)
        .putShort((short) (HepChunks.HEADER_BYTES + bytes));
  }
}
