package org.mosexporter.wire.sip;

import java.util.Optional;

/** One SIP message (RFC 3261 §7), or why there is none. */
public sealed interface SipMessage {
  /**
   * A request (RFC 3261 §7.1).
   *
   * @param uri the Request-URI as sent, bounded
   * @param body empty unless its type is one that calls need: a session description, several parts,
   *     a quality report; texts and digits that people send each other are never kept
   */
  record Request(String method, String uri, SipHeaders headers, String body) implements SipMessage {
    /** What the request offers or answers. */
    public Optional<SessionDescription> sessionDescription() {
      return SessionDescription.parse(body);
    }

    /** What a phone reports of a call's quality, alone or as one of several parts. */
    public Optional<VqReport> qualityReport() {
      return Multipart.qualityReport(body).flatMap(VqReportReader::read);
    }

    /** Without parties, keys and body, so that it may be printed. */
    @Override
    public String toString() {
      return "Request[" + method + "]";
    }
  }

  /**
   * A response (RFC 3261 §7.2).
   *
   * @param status 100–699
   * @param reason the reason phrase, bounded
   * @param body as in a request
   */
  record Response(int status, String reason, SipHeaders headers, String body)
      implements SipMessage {
    /** What the response offers or answers. */
    public Optional<SessionDescription> sessionDescription() {
      return SessionDescription.parse(body);
    }

    /** Without parties, keys and body, so that it may be printed. */
    @Override
    public String toString() {
      return "Response[" + status + "]";
    }
  }

  /** Octets that are no SIP message. */
  record Malformed(Fault fault) implements SipMessage {
    /** The fault as a metric label. */
    public String reason() {
      return fault.reason();
    }
  }

  /** All that can be wrong with a message. */
  enum Fault {
    EMPTY("empty"),
    START_LINE("start_line"),
    VERSION("version"),
    STATUS("status"),
    /** No empty line. */
    HEADERS_UNFINISHED("headers_unfinished"),
    /** Not all of it was captured; none, when it is a message's fault, of what each must have. */
    TRUNCATED("truncated"),
    /** In a WebSocket that compresses its messages (RFC 7692). */
    COMPRESSED("compressed"),
    HEADERS_TOO_LARGE("headers_too_large"),
    BODY_TOO_LARGE("body_too_large"),
    CONTENT_LENGTH("content_length"),
    CALL_ID("call_id"),
    CSEQ("cseq"),
    FROM("from"),
    TO("to");

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
