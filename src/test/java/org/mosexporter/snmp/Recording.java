package org.mosexporter.snmp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/** A device's answers as lines OID|TAG|VALUE; an x after the tag means that the value is hex. */
final class Recording {
  private static final int OCTET_STRING = 4;

  static NavigableMap<OID, Variable> read(Path file) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      return parse(Files.readString(file, ISO_8859_1));
    }
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return parse(new String(in.readAllBytes(), ISO_8859_1));
    }
  }

  static NavigableMap<OID, Variable> parse(String lines) {
    NavigableMap<OID, Variable> rows = new TreeMap<>();
    for (String line : lines.lines().toList()) {
      String[] parts = line.split("\\|", 3);
      if (parts.length == 3 && !line.startsWith("#")) {
        boolean hex = parts[1].endsWith("x");
        int tag = Integer.parseInt(hex ? parts[1].substring(0, parts[1].length() - 1) : parts[1]);
        byte[] octets = hex ? HexFormat.of().parseHex(parts[2]) : parts[2].getBytes(ISO_8859_1);
        if (octets.length > 0 || tag == OCTET_STRING) { // some recorders lost a number's digits
          rows.put(new OID(parts[0]), value(tag, new String(octets, ISO_8859_1), octets));
        }
      }
    }
    return rows;
  }

  private static Variable value(int tag, String text, byte[] octets) {
    return switch (tag) {
      case 2 -> new Integer32(Integer.parseInt(text));
      case 6 -> new OID(text);
      case 64 -> octets.length == 4 ? new IpAddress(octets) : new IpAddress(text);
      case 65 -> new Counter32(Long.parseLong(text));
      case 66 -> new Gauge32(Long.parseLong(text));
      case 67 -> new TimeTicks(Long.parseLong(text));
      case 70 -> new Counter64(Long.parseUnsignedLong(text));
      default -> new OctetString(octets);
    };
  }

  private Recording() {}
}
