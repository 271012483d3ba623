package org.mosexporter.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as Linux shows them on a little-endian processor. */
class SocketDropsTest {
  private static final String IPV4 =
      """
         sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
       1234: 0100007F:138D 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 21 2 0000000000000000 77
       1235: 00000000:138D 00000000:0000 07 00000000:00034A40 00:00000000 00000000   997        0 22 2 0000000000000000 4711
       1236: 00000000:138E 00000000:0000 07 00000000:00000000 00:00000000 00000000   997        0 23 2 0000000000000000 5
      """;
  private static final String IPV6 =
      """
        sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
       1: 00000000000000000000000001000000:2364 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000  0 0 31 2 0000000000000000 9
      """;

  @TempDir private Path directory;

  private OptionalLong drops(String table, String address, int port) throws IOException {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      System.err.println("SKIPPED: these tables are those of little-endian kernels");
      Assumptions.abort("SKIPPED: a big-endian host");
    }
    Path file = Files.writeString(directory.resolve("udp"), table);
    return SocketDrops.of(new InetSocketAddress(InetAddress.ofLiteral(address), port), file);
  }

  @Test
  void findsTheSocketByItsAddressAndPort() throws IOException {
    assertEquals(OptionalLong.of(4711), drops(IPV4, "0.0.0.0", 5005));
    assertEquals(OptionalLong.of(77), drops(IPV4, "127.0.0.1", 5005));
    assertEquals(OptionalLong.of(9), drops(IPV6, "::1", 9060));
  }

  @Test
  void whatIsNotShownIsUnknown() throws IOException {
    assertEquals(OptionalLong.empty(), drops(IPV4, "127.0.0.2", 5005));
    assertEquals(OptionalLong.empty(), drops(IPV4.replace(" 77", " many"), "127.0.0.1", 5005));
    assertEquals(OptionalLong.empty(), drops("", "127.0.0.1", 5005));
    assertEquals(
        OptionalLong.empty(),
        SocketDrops.of(new InetSocketAddress(5005), directory.resolve("none")));
  }
}
