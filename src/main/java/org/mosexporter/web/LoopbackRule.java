package org.mosexporter.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Whether a request is one of a program on this machine, and not of a proxy or a foreign web page
 * through it (DESIGN §8).
 */
final class LoopbackRule {
  /** Beginnings of the headers by which proxies say for whom they ask. */
  private static final List<String> FORWARDING =
      List.of(
          "forwarded",
          "x-forwarded",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "true-client-ip",
          "cf-connecting-ip",
          "via");

  private static final String ONLY_HERE = "Only answered on this machine, asked as localhost: ";

  /** Why it is not; empty when it is. */
  static Optional<String> refuses(Ask ask) {
    if (!ask.isFromLoopback()) {
      return Optional.of(ONLY_HERE + "the request came over the network.");
    }
    if (FORWARDING.stream().anyMatch(ask::hasHeader)) {
      return Optional.of(ONLY_HERE + "the request came through a proxy.");
    }
    // A foreign page can make a browser resolve its own name to 127.0.0.1; the name then tells.
    if (!isLoopbackHost(hostOf(ask.header(HttpHeader.HOST)))
        || !isLoopbackHost(ask.authorityHost())) {
      return Optional.of(ONLY_HERE + "the Host header names another host.");
    }
    return Optional.empty();
  }

  /** Without the port. */
  private static String hostOf(String header) {
    int colon = header.lastIndexOf(':');
    return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
  }

  private static boolean isLoopbackHost(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String literal = bracketed ? host.substring(1, host.length() - 1) : host;
    try {
      return InetAddress.ofLiteral(literal).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  private LoopbackRule() {}
}
