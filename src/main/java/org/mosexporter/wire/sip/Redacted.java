package org.mosexporter.wire.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A SIP message as it may be shown to others: not what was sent less what is secret, but written
 * anew of what is known to be harmless. Credentials, texts, digits, keys, display names, phrases
 * and headers that nobody knows are not in it, and people are named as {@link Disclosure} has them.
 */
public final class Redacted {
  private static final Set<String> PARTIES =
      Set.of(
          "from",
          "to",
          "contact",
          "route",
          "record-route",
          "p-asserted-identity",
          "p-preferred-identity",
          "remote-party-id",
          "diversion",
          "history-info",
          "refer-to",
          "referred-by");

  private static final Set<String> TOKENS =
      Set.of(
          "max-forwards",
          "expires",
          "min-expires",
          "session-expires",
          "min-se",
          "supported",
          "require",
          "proxy-require",
          "unsupported",
          "allow",
          "allow-events",
          "event",
          "accept",
          "rseq",
          "rack",
          "retry-after",
          "reason",
          "privacy",
          "p-early-media",
          "subscription-state");

  /** Makers' names and figures. */
  private static final Set<String> TEXTS =
      Set.of("user-agent", "server", "x-rtp-stat", "p-rtp-stat", "rtp-rxstat", "rtp-txstat");

  private static final Pattern TOKEN_LIST = Pattern.compile("[A-Za-z0-9 ,./_+*-]{1,1024}");

  /** How the names of headers are written where capitals alone do not do. */
  private static final Map<String, String> SPELT =
      Map.of(
          "call-id", "Call-ID", "cseq", "CSeq", "rseq", "RSeq", "rack", "RAck", "min-se", "Min-SE");

  private final Disclosure names;
  private final RedactedAddress addresses;
  private final StringBuilder text = new StringBuilder();

  private Redacted(Disclosure names) {
    this.names = names;
    addresses = new RedactedAddress(names);
  }

  /** Empty when it is no message. */
  public static Optional<byte[]> of(SipMessage message, Disclosure names) {
    Redacted redacted = new Redacted(names);
    return switch (message) {
      case SipMessage.Request request -> Optional.of(redacted.request(request));
      case SipMessage.Response response -> Optional.of(redacted.response(response));
      case SipMessage.Malformed _ -> Optional.empty();
    };
  }

  private byte[] request(SipMessage.Request request) {
    text.append(request.method()).append(' ').append(addresses.uri(request.uri()));
    text.append(" SIP/2.0\r\n");
    return rest(request.headers(), request.body());
  }

  private byte[] response(SipMessage.Response response) {
    text.append("SIP/2.0 ").append(response.status()).append(" \r\n");
    return rest(response.headers(), response.body());
  }

  private byte[] rest(SipHeaders headers, String body) {
    headers.forEach(this::field);
    add("cseq", headers.cseqNumber() + " " + headers.cseqMethod());
    Optional<String> description = Multipart.sessionDescription(body).map(RedactedDescription::of);
    description.ifPresent(_ -> text.append("Content-Type: application/sdp\r\n"));
    String content = description.orElse("");
    text.append("Content-Length: ").append(content.getBytes(UTF_8).length).append("\r\n\r\n");
    return text.append(content).toString().getBytes(UTF_8);
  }

  private void field(String name, String value) {
    if (name.equals("via")) {
      add(name, addresses.vias(value));
    } else if (name.equals("call-id")) {
      add(name, names.callId(Texts.bounded(value)));
    } else if (PARTIES.contains(name)) {
      add(name, addresses.parties(value));
    } else if (TEXTS.contains(name)) {
      add(name, Texts.bounded(value));
    } else if (TOKENS.contains(name)) {
      tokens(name, value);
    }
  }

  private void tokens(String name, String value) {
    int semicolon = value.indexOf(';');
    String tokens = semicolon < 0 ? value : value.substring(0, semicolon);
    if (TOKEN_LIST.matcher(tokens).matches()) {
      String more = semicolon < 0 ? "" : value.substring(semicolon);
      add(name, tokens + new RedactedParameters(names).of(more, RedactedParameters.OF_TOKENS));
    }
  }

  private void add(String name, String value) {
    text.append(SPELT.getOrDefault(name, spelt(name))).append(": ").append(value).append("\r\n");
  }

  private static String spelt(String name) {
    StringJoiner words = new StringJoiner("-");
    for (String word : name.split("-", -1)) {
      words.add(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return words.toString();
  }
}
