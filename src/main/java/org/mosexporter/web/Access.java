package org.mosexporter.web;

import static org.eclipse.jetty.http.HttpHeader.CONTENT_TYPE;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Who may ask what (DESIGN §8). Whoever gave a user's password or a client certificate that was
 * verified may ask everything. Everybody else may see what {@code /metrics} shows, and a program on
 * this machine may see and write the rest.
 */
final class Access {
  /** What a path needs. */
  enum Need {
    /** Nothing: what {@code /metrics} shows anyway, health, pages without calls. */
    OPEN,
    /** It tells of calls, people or the configuration. */
    PRIVATE,
    /** It changes something. */
    WRITE
  }

  /** Why a request is not answered. */
  record Refusal(int status, String why) {}

  private static final String JSON = "application/json";

  /** Empty when the request may have what it asks. */
  static Optional<Refusal> refusal(Need need, Ask ask) {
    return switch (need) {
      case OPEN -> Optional.empty();
      case PRIVATE -> unknown(ask);
      case WRITE -> unknown(ask).or(() -> foreign(ask)).or(() -> notJson(ask));
    };
  }

  /** Whether who asks may see calls. */
  static boolean mayRead(Ask ask) {
    return refusal(Need.PRIVATE, ask).isEmpty();
  }

  private static Optional<Refusal> unknown(Ask ask) {
    return ask.authenticated()
        ? Optional.empty()
        : LoopbackRule.refuses(ask).map(why -> new Refusal(HttpStatus.FORBIDDEN_403, why));
  }

  /** A browser sends what it knows of its user with whatever any page makes it send. */
  private static Optional<Refusal> foreign(Ask ask) {
    String origin = ask.header(HttpHeader.ORIGIN);
    String host = ask.header(HttpHeader.HOST);
    boolean own =
        origin.isEmpty()
            || origin.equalsIgnoreCase("http://" + host)
            || origin.equalsIgnoreCase("https://" + host)
            || origin.equalsIgnoreCase(ask.externalOrigin());
    boolean sentByAnotherSite =
        ask.headers().getField("Sec-Fetch-Site") != null
            && !ask.headers().get("Sec-Fetch-Site").matches("same-origin|none");
    return own && !sentByAnotherSite
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                HttpStatus.FORBIDDEN_403, "Refused: the Origin header names another site."));
  }

  /** What a form of a foreign page can send is none of these. */
  private static Optional<Refusal> notJson(Ask ask) {
    String type = ask.header(CONTENT_TYPE).toLowerCase(Locale.ROOT);
    boolean isJson = type.equals(JSON) || type.startsWith(JSON + ";");
    boolean isNothing = type.isEmpty() && !hasBody(ask);
    return isJson || isNothing
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                "A body must be application/json; a reload needs none."));
  }

  private static boolean hasBody(Ask ask) {
    String length = ask.header(HttpHeader.CONTENT_LENGTH);
    return !ask.header(HttpHeader.TRANSFER_ENCODING).isEmpty()
        || !(length.isEmpty() || length.equals("0"));
  }

  private Access() {}
}
