package org.mosexporter.wire.sip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What of a SIP message may be sent on to others: all of it but credentials and what they answer
 * (RFC 3261 §22), the subject, keys of media (RFC 4568, RFC 3830), passwords of ICE (RFC 8839
 * §5.4), and bodies that are neither session descriptions nor quality reports, in which texts and
 * digits stand. Octet by octet the rest stays as it was.
 */
public final class Forwardable {
  private static final Set<String> SECRET =
      Set.of(
          "authorization",
          "proxy-authorization",
          "authentication-info",
          "www-authenticate",
          "proxy-authenticate",
          "identity",
          "y",
          "subject",
          "s");

  private static final Set<String> LENGTHS = Set.of("content-length", "l");
  private static final Set<String> TYPES = Set.of("content-type", "c");
  private static final List<String> BODIES = List.of("application/sdp", "application/vq-rtcpxr");

  /** Lines of a session description behind whose colon or equals sign a secret stands. */
  private static final List<String> SECRETS =
      List.of("a=crypto:", "a=key-mgmt:", "a=ice-pwd:", "k=");

  private final StringBuilder head = new StringBuilder();
  private boolean dropping;
  private String type = "";

  private Forwardable() {}

  /**
   * A message as it may be sent on.
   *
   * @return empty when it has no end of its headers
   */
  public static Optional<byte[]> of(ByteBuffer window, int offset, int length) {
    byte[] octets = new byte[length];
    window.get(offset, octets);
    String text = new String(octets, ISO_8859_1);
    int end = endOfHead(text);
    return end < 0 ? Optional.empty() : Optional.of(new Forwardable().message(text, end));
  }

  /** Behind the first empty line. */
  private static int endOfHead(String text) {
    int crlf = text.indexOf("\r\n\r\n");
    int lf = text.indexOf("\n\n");
    if (crlf >= 0 && (lf < 0 || crlf < lf)) {
      return crlf + 4;
    }
    return lf < 0 ? -1 : lf + 2;
  }

  private byte[] message(String text, int end) {
    text.substring(0, end).lines().filter(line -> !line.isEmpty()).forEach(this::line);
    String body = BODIES.contains(type) ? withoutSecrets(text.substring(end)) : "";
    head.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    return head.toString().getBytes(ISO_8859_1);
  }

  private void line(String line) {
    boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
    if (!goesOn) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      dropping = SECRET.contains(name) || LENGTHS.contains(name);
      if (TYPES.contains(name)) {
        type = line.substring(colon + 1).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      }
    }
    if (!dropping) {
      head.append(line).append("\r\n");
    }
  }

  private static String withoutSecrets(String body) {
    StringBuilder kept = new StringBuilder(body.length());
    int at = 0;
    while (at < body.length()) {
      int feed = body.indexOf('\n', at);
      int next = feed < 0 ? body.length() : feed + 1;
      kept.append(withoutSecret(body.substring(at, next)));
      at = next;
    }
    return kept.toString();
  }

  private static String withoutSecret(String line) {
    String start = line.toLowerCase(Locale.ROOT);
    return SECRETS.stream()
        .filter(start::startsWith)
        .findFirst()
        .map(secret -> line.substring(0, secret.length()) + "removed\r\n")
        .orElse(line);
  }
}
