package org.mosexporter.receive;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Reads how many datagrams the kernel dropped at a socket, mostly because its buffer was full: the
 * last column of {@code /proc/self/net/udp} and {@code udp6}; a service may have no /proc/net.
 */
final class SocketDrops {
  private static final Path IPV4 = Path.of("/proc/self/net/udp");
  private static final Path IPV6 = Path.of("/proc/self/net/udp6");

  private static final int LOCAL_ADDRESS = 1;
  private static final int DROPS = 12;

  static OptionalLong of(InetSocketAddress local) {
    return of(local, local.getAddress() instanceof Inet4Address ? IPV4 : IPV6);
  }

  static OptionalLong of(InetSocketAddress local, Path table) {
    String wanted = written(local);
    try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length > DROPS && columns[LOCAL_ADDRESS].equals(wanted)) {
          return OptionalLong.of(Long.parseLong(columns[DROPS]));
        }
      }
    } catch (IOException | NumberFormatException notTold) {
      // another kernel, or none that shows it
    }
    return OptionalLong.empty();
  }

  /** Words in the order of the processor, each as a hexadecimal number. */
  private static String written(InetSocketAddress local) {
    ByteBuffer address =
        ByteBuffer.wrap(local.getAddress().getAddress()).order(ByteOrder.nativeOrder());
    StringBuilder text = new StringBuilder();
    while (address.hasRemaining()) {
      text.append(String.format(Locale.ROOT, "%08X", address.getInt()));
    }
    return text.append(String.format(Locale.ROOT, ":%04X", local.getPort())).toString();
  }

  private SocketDrops() {}
}
