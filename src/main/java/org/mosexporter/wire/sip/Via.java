package org.mosexporter.wire.sip;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;

/**
 * The topmost Via of a request: by whom it was sent, and how its answer is to find back (RFC 3261
 * §18.2, §20.42).
 *
 * @param field the whole field that it stands in, others behind it too
 * @param end where it ends in the field
 * @param host of sent-by: an address, or a name
 * @param port of sent-by; absent means the protocol's own
 * @param asksForPort it has {@code rport} (RFC 3581 §3)
 */
public record Via(String field, int end, String host, OptionalInt port, boolean asksForPort) {
  private static final int MAX_PORT = 65535;
  private static final int SIP_PORT = 5060;

  /** Of the first field; empty when it is none. */
  public static Optional<Via> top(List<String> fields) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    String field = fields.getFirst();
    int comma = Quoted.indexOf(field, ',', 0);
    int end = comma < 0 ? field.length() : comma;
    String top = field.substring(0, end);
    int semicolon = Quoted.indexOf(top, ';', 0);
    String sentBy = sentBy(semicolon < 0 ? top : top.substring(0, semicolon));
    if (sentBy.isEmpty()) {
      return Optional.empty();
    }
    int colon = colon(sentBy);
    String host = colon < 0 ? sentBy : sentBy.substring(0, colon).strip();
    return Optional.of(new Via(field, end, host, port(sentBy), hasParameter(top, "rport")));
  }

  /** What stands behind {@code SIP/2.0/UDP}; empty when that does not stand there. */
  private static String sentBy(String text) {
    String protocol = text.strip();
    int slash = protocol.lastIndexOf('/');
    boolean sip = protocol.regionMatches(true, 0, "SIP", 0, 3) && slash > 0;
    String transport = sip ? protocol.substring(slash + 1).strip() : "";
    int blank = transport.indexOf(' ');
    return blank < 0 ? "" : transport.substring(blank + 1).strip();
  }

  private static OptionalInt port(String sentBy) {
    int colon = colon(sentBy);
    if (colon < 0) {
      return OptionalInt.empty();
    }
    OptionalLong port = Texts.number(sentBy.substring(colon + 1).strip(), MAX_PORT);
    return port.isEmpty() || port.getAsLong() == 0
        ? OptionalInt.empty()
        : OptionalInt.of((int) port.getAsLong());
  }

  /** Before the port; −1 when there is none. */
  private static int colon(String sentBy) {
    int colon = sentBy.lastIndexOf(':');
    return colon < sentBy.indexOf(']') ? -1 : colon;
  }

  private static boolean hasParameter(String via, String name) {
    int at = Quoted.indexOf(via, ';', 0);
    while (at >= 0) {
      int next = Quoted.indexOf(via, ';', at + 1);
      if (isParameter(via.substring(at + 1, next < 0 ? via.length() : next), name)) {
        return true;
      }
      at = next;
    }
    return false;
  }

  private static boolean isParameter(String parameter, String name) {
    int equals = parameter.indexOf('=');
    String its = equals < 0 ? parameter : parameter.substring(0, equals);
    return its.strip().equalsIgnoreCase(name);
  }

  /**
   * To which port of the address that a datagram came from its answer goes (RFC 3261 §18.2.2, RFC
   * 3581 §4): where it came from when that was asked for, or when a NAT was on the way, through
   * which nothing else leads; else where sent-by says.
   */
  public int answerPort(IpAddress from, int fromPort) {
    boolean translated = isAddress(host) && !host.equals(bracketed(from));
    return asksForPort || translated ? fromPort : port.orElse(SIP_PORT);
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static String bracketed(IpAddress address) {
    return address.isIpv4() ? address.toString() : "[" + address + "]";
  }

  /** The field with where the request really came from, whatever it said of that itself. */
  public String receivedFrom(IpAddress address, int fromPort) {
    String top = field.substring(0, end);
    int at = Quoted.indexOf(top, ';', 0);
    StringBuilder answered = new StringBuilder(at < 0 ? top : top.substring(0, at));
    while (at >= 0) {
      int next = Quoted.indexOf(top, ';', at + 1);
      String parameter = top.substring(at + 1, next < 0 ? top.length() : next);
      if (!isParameter(parameter, "received") && !isParameter(parameter, "rport")) {
        answered.append(';').append(parameter);
      }
      at = next;
    }
    answered.append(";received=").append(address);
    if (asksForPort) {
      answered.append(";rport=").append(fromPort);
    }
    return answered.append(field, end, field.length()).toString();
  }
}
