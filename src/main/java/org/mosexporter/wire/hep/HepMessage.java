package org.mosexporter.wire.hep;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;

/** One packet that a capture agent saw and sent on, or why what it sent is none. */
public sealed interface HepMessage {
  /**
   * A packet with what the agent knows of it.
   *
   * @param protocol of IP: 17 UDP, 6 TCP, 132 SCTP
   * @param source of the packet, not of the agent
   * @param atNs when the agent saw it, nanoseconds since 1970-01-01 UTC
   * @param payloadType what the payload is, see {@link PayloadType}; the number as sent
   * @param agentId empty where the version has none
   * @param agentName bounded; empty when not sent
   * @param correlationId the Call-ID, as far as the agent knows; bounded, empty when not sent
   * @param key what the agent shows to be let in; empty when it shows none
   * @param typeOfService of the IP header, whose upper six bits are the DSCP
   * @param payload a view of what was read, or its own memory if it came compressed
   */
  record Captured(
      int version,
      int protocol,
      IpAddress source,
      int sourcePort,
      IpAddress destination,
      int destinationPort,
      OptionalLong atNs,
      int payloadType,
      OptionalLong agentId,
      String agentName,
      String correlationId,
      Optional<HepKey> key,
      OptionalInt typeOfService,
      QualityChunks quality,
      ByteBuffer payload)
      implements HepMessage {}

  /**
   * What an agent concluded itself, in chunks of its own.
   *
   * @param mosHundredths 100–500 as sent
   * @param r 0–120 as sent
   */
  record QualityChunks(OptionalInt mosHundredths, OptionalInt r, OptionalLong jitter) {
    static final QualityChunks NONE =
        new QualityChunks(OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
  }

  /** The agent says that it is there. */
  record KeepAlive(Optional<HepKey> key) implements HepMessage {}

  /** Octets that are no message. */
  record Malformed(Fault fault) implements HepMessage {
    /** The fault as a metric label. */
    public String reason() {
      return fault.reason();
    }
  }

  /** All that can be wrong with a message. */
  enum Fault {
    TOO_SHORT("too_short"),
    /** Neither a binary version nor HEP3. */
    VERSION("version"),
    /** More announced than there is. */
    LENGTH("length"),
    CHUNK_LENGTH("chunk_length"),
    /** No address of a kind that is known. */
    ADDRESS("address"),
    NO_PAYLOAD("no_payload"),
    /** What is said to be compressed is not, or becomes too large. */
    COMPRESSION("compression");

    private final String reason;

    Fault(String reason) {
      this.reason = reason;
    }

    /** The fault as a metric label. */
    public String reason() {
      return reason;
    }
  }
}
