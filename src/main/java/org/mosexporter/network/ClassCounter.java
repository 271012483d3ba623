package org.mosexporter.network;

/**
 * Something that is counted of a traffic class.
 *
 * @param detail what tells several of a kind apart: why packets were dropped, how the policer found
 *     them, what code point they bore; empty where there is but one
 */
public record ClassCounter(Kind kind, String detail) {
  /** Of drops where the device does not split them disjointly. */
  public static final String UNSPECIFIED = "unspecified";

  public static final ClassCounter PACKETS = new ClassCounter(Kind.PACKETS, "");
  public static final ClassCounter BYTES = new ClassCounter(Kind.BYTES, "");
  public static final ClassCounter DROPPED_PACKETS =
      new ClassCounter(Kind.DROPPED_PACKETS, UNSPECIFIED);
  public static final ClassCounter DROPPED_BYTES =
      new ClassCounter(Kind.DROPPED_BYTES, UNSPECIFIED);

  /** Of packets or of octets. */
  public enum Kind {
    /** Offered to the class, before the policy where the device tells; else what it let through. */
    PACKETS(false),
    BYTES(true),
    /** By reason; reasons are disjoint, so that their sum is all that the class lost. */
    DROPPED_PACKETS(false),
    DROPPED_BYTES(true),
    /** Of all drops, those of the queue. */
    QUEUE_DROPPED_PACKETS(false),
    QUEUE_DROPPED_BYTES(true),
    /** By what the policer found: conform, exceed, violate. */
    POLICED_PACKETS(false),
    POLICED_BYTES(true),
    /** By code point, before the queue was full. */
    WRED_RANDOM_DROPPED_PACKETS(false),
    /** By code point, because it was. */
    WRED_TAIL_DROPPED_PACKETS(false),
    /** By the code point that the router wrote into them. */
    MARKED_PACKETS(false),
    SHAPER_DELAYED_PACKETS(false),
    SHAPER_DELAYED_BYTES(true),
    /** By the shaper itself, not by queues under it. */
    SHAPER_DROPPED_PACKETS(false),
    SHAPER_DROPPED_BYTES(true);

    private final boolean octets;

    Kind(boolean octets) {
      this.octets = octets;
    }

    long mostOf(LinkCapacity capacity) {
      return octets ? capacity.octets() : capacity.packets();
    }
  }
}
