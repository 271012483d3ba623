package org.mosexporter.wire.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Addresses of a message, written anew: without display names, each user as it may be told (RFC
 * 3261 §20.10, §20.42).
 */
final class RedactedAddress {
  private static final int MAX_TRANSPORT_CHARS = 16;

  private final Disclosure names;
  private final RedactedParameters parameters;
  private final RedactedUri uri;

  RedactedAddress(Disclosure names) {
    this.names = names;
    parameters = new RedactedParameters(names);
    uri = new RedactedUri(names, parameters);
  }

  String uri(String given) {
    return uri.of(given);
  }

  /** Whom From, To, Contact and their like name: one, or several. */
  String parties(String value) {
    StringJoiner told = new StringJoiner(", ");
    elements(value).forEach(one -> told.add(party(one)));
    return told.toString();
  }

  private String party(String value) {
    if (value.equals("*")) {
      return value;
    }
    int open = Quoted.indexOf(value, '<', 0);
    open = open < 0 ? value.lastIndexOf('<') : open; // quotes that do not pair
    int close = value.indexOf(open < 0 ? ';' : '>', Math.max(0, open));
    int end = close < 0 ? value.length() : close;
    return "<"
        + uri.of(value.substring(open + 1, end))
        + ">"
        + parameters.of(value.substring(end), RedactedParameters.OF_ADDRESS);
  }

  /** The ways back: {@code SIP/2.0/UDP host:port;branch=…}. */
  String vias(String value) {
    StringJoiner told = new StringJoiner(", ");
    elements(value).forEach(one -> told.add(via(one)));
    return told.toString();
  }

  private String via(String via) {
    int semicolon = Quoted.indexOf(via, ';', 0);
    String head = semicolon < 0 ? via : via.substring(0, semicolon);
    String sentBy = head.substring(head.lastIndexOf('/') + 1).strip();
    int blank = sentBy.indexOf(' ');
    String transport = sentBy.substring(0, Math.max(0, blank));
    return "SIP/2.0/"
        + (Texts.isToken(transport, MAX_TRANSPORT_CHARS) ? transport : "UDP")
        + " "
        + RedactedUri.host(sentBy.substring(blank + 1).strip(), names.isOpen())
        + parameters.of(semicolon < 0 ? "" : via.substring(semicolon), RedactedParameters.OF_VIA);
  }

  /** What commas divide, outside quotes and brackets. */
  private static List<String> elements(String value) {
    List<String> elements = new ArrayList<>();
    int from = 0;
    int comma = Quoted.indexOf(value, ',', 0);
    while (comma >= 0) {
      String before = value.substring(from, comma);
      if (before.indexOf('<') < 0 || before.indexOf('>') >= 0) {
        elements.add(before.strip());
        from = comma + 1;
      }
      comma = Quoted.indexOf(value, ',', comma + 1);
    }
    elements.add(value.substring(from).strip());
    return elements;
  }
}
