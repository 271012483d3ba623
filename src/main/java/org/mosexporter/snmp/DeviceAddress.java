package org.mosexporter.snmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.snmp4j.smi.UdpAddress;

/** Where a device answers, as written: 10.1.0.1, router.example:1161, fd99::1 or [fd99::1]:1161. */
record DeviceAddress(String host, int port) {
  private static final int SNMP_PORT = 161;

  static DeviceAddress parse(String written) throws SnmpFault {
    String text = written.strip();
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close > 0 && close + 1 == text.length()) {
        return new DeviceAddress(text.substring(1, close), SNMP_PORT);
      }
      if (close > 0 && text.charAt(close + 1) == ':') {
        return new DeviceAddress(text.substring(1, close), port(text.substring(close + 2)));
      }
    }
    int colon = text.indexOf(':');
    if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
      return new DeviceAddress(text, SNMP_PORT);
    }
    return new DeviceAddress(text.substring(0, colon), port(text.substring(colon + 1)));
  }

  private static int port(String text) throws SnmpFault {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= 0xFFFF) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new SnmpFault(SnmpFault.Kind.OTHER, "no port: " + text);
  }

  /** Asks the name server when the host is a name. */
  UdpAddress resolve() throws SnmpFault {
    try {
      return new UdpAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, "unknown host: " + host);
    }
  }
}
