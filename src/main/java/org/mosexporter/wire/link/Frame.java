package org.mosexporter.wire.link;

/** What {@link FrameDecoder} made of a frame: a datagram or segment, or why there is none. */
public enum Frame {
  UDP(false, "udp", "none"),
  TCP(false, "tcp", "none"),
  NOT_IP(false, "link", "not_ip"),
  /** Of another protocol than UDP and TCP. */
  NOT_UDP(false, "ip", "not_udp"),
  /** Part of a larger datagram (RFC 791 §3.2, RFC 8200 §4.5) of which more is to come. */
  FRAGMENT(false, "ip", "fragment"),
  TRUNCATED_LINK(true, "link", "truncated"),
  /** More layers in each other, or IPv6 extension headers, than anybody sends. */
  TOO_DEEP(true, "link", "too_deep"),
  TRUNCATED_IP(true, "ip", "truncated"),
  BAD_IP_VERSION(true, "ip", "version"),
  /** A header shorter than the protocol's own, or longer than the packet. */
  BAD_IP_LENGTH(true, "ip", "length"),
  /** Part of a datagram whose parts overlap or do not fit together (RFC 5722). */
  BAD_FRAGMENT(true, "ip", "fragment"),
  TRUNCATED_UDP(true, "udp", "truncated"),
  /** Shorter than its header or longer than the IP payload (RFC 768). */
  BAD_UDP_LENGTH(true, "udp", "length"),
  TRUNCATED_TCP(true, "tcp", "truncated"),
  /** A header shorter than TCP's own or longer than the IP payload (RFC 9293 §3.1). */
  BAD_TCP_LENGTH(true, "tcp", "length");

  private final boolean malformed;
  private final String protocol;
  private final String reason;

  Frame(boolean malformed, String protocol, String reason) {
    this.malformed = malformed;
    this.protocol = protocol;
    this.reason = reason;
  }

  /** Whether the frame broke a rule; other people's traffic and fragments did not. */
  public boolean malformed() {
    return malformed;
  }

  /** Whether it ended before its headers did, as frames that the capture cut do. */
  public boolean isTruncated() {
    return switch (this) {
      case TRUNCATED_LINK, TRUNCATED_IP, TRUNCATED_UDP, TRUNCATED_TCP -> true;
      default -> false;
    };
  }

  /** The layer that the reason is about; fit for a metric label. */
  public String protocol() {
    return protocol;
  }

  /** The reason as a metric label. */
  public String reason() {
    return reason;
  }
}
