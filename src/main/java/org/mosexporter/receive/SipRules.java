package org.mosexporter.receive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.wire.sip.SipHeaders;
import org.mosexporter.wire.sip.SipMessage.Request;

/** Which requests a collector of voice quality reports takes (RFC 6035 §4, RFC 3903 §6). */
final class SipRules {
  private static final String PACKAGE = "vq-rtcpxr";
  private static final String TYPE = "application/vq-rtcpxr";
  private static final String ALLOW = "Allow: PUBLISH, NOTIFY, MESSAGE, OPTIONS";
  private static final String ACCEPT = "Accept: " + TYPE;
  private static final String ALLOW_EVENTS = "Allow-Events: " + PACKAGE;

  private static final Set<String> REPORTING_METHODS = Set.of("PUBLISH", "NOTIFY", "MESSAGE");

  private static final Set<String> KNOWN_METHODS =
      Set.of(
          "INVITE", "BYE", "CANCEL", "REGISTER", "SUBSCRIBE", "REFER", "INFO", "UPDATE", "PRACK");

  static Set<String> reasons() {
    return Set.of("method", "extension", "event", "content_type", "report");
  }

  static Set<String> kinds() {
    return Set.of("options", "no_report");
  }

  /** Judges it. */
  static SipVerdict judge(Request request) {
    String method = request.method();
    boolean reports = REPORTING_METHODS.contains(method);
    if (!reports && !method.equals("OPTIONS")) {
      return KNOWN_METHODS.contains(method)
          ? new SipVerdict.Refusal("405 Method Not Allowed", "method", List.of(ALLOW))
          : new SipVerdict.Refusal("501 Not Implemented", "method", List.of(ALLOW));
    }
    Optional<String> required = request.headers().first("require");
    if (required.isPresent()) {
      return new SipVerdict.Refusal("420 Bad Extension", "extension", unsupported(required.get()));
    }
    return reports
        ? reporting(request)
        : new SipVerdict.Nothing("options", List.of(ALLOW, ACCEPT, ALLOW_EVENTS));
  }

  /** Names of extensions, of which none is supported. */
  private static List<String> unsupported(String required) {
    return required.matches("[A-Za-z0-9.,_ -]{1,200}")
        ? List.of("Unsupported: " + required)
        : List.of();
  }

  private static SipVerdict reporting(Request request) {
    SipHeaders headers = request.headers();
    if (!isOurEvent(request)) {
      return new SipVerdict.Refusal("489 Bad Event", "event", List.of(ALLOW_EVENTS));
    }
    String type = headers.contentType();
    if (type.isEmpty()) {
      return withoutBody(request);
    }
    boolean encoded =
        headers.first("content-encoding").filter(e -> !e.equalsIgnoreCase("identity")).isPresent();
    boolean readable = type.equals(TYPE) || type.startsWith("multipart/");
    if (encoded || !readable) {
      return new SipVerdict.Refusal("415 Unsupported Media Type", "content_type", List.of(ACCEPT));
    }
    return request
        .qualityReport()
        .<SipVerdict>map(report -> new SipVerdict.Report(report, published(request)))
        .orElseGet(() -> new SipVerdict.Refusal("400 Bad Report", "report", List.of()));
  }

  /** A message has no event, and some phones forget to name theirs: the type of the body tells. */
  private static boolean isOurEvent(Request request) {
    String event = request.headers().first("event").orElse("");
    int semicolon = event.indexOf(';');
    String name = (semicolon < 0 ? event : event.substring(0, semicolon)).strip();
    return name.equalsIgnoreCase(PACKAGE)
        || (name.isEmpty()
            && (request.method().equals("MESSAGE")
                || request.headers().contentType().equals(TYPE)));
  }

  /** A publication may be refreshed or removed, and a subscription end, without a body. */
  private static SipVerdict withoutBody(Request request) {
    boolean refreshed = request.headers().first("sip-if-match").isPresent();
    return refreshed || request.method().equals("NOTIFY")
        ? new SipVerdict.Nothing("no_report", published(request))
        : new SipVerdict.Refusal("400 Bad Report", "report", List.of());
  }

  /** How long a publication holds (RFC 3903 §6): nothing is done when it ends. */
  private static List<String> published(Request request) {
    if (!request.method().equals("PUBLISH")) {
      return List.of();
    }
    long asked = request.headers().expiresSeconds().orElse(3600);
    return List.of("Expires: " + Math.min(asked, 3600));
  }

  private SipRules() {}
}
