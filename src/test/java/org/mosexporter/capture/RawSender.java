package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Sends Ethernet frames as they are given (packet(7)). */
@SuppressWarnings("restricted")
final class RawSender implements AutoCloseable {
  private static final String MACS = "020000000002020000000001";

  private static final MethodHandle SEND =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("send"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT));

  private final NativeCalls calls = new NativeCalls();
  private final int descriptor;

  RawSender(String networkInterface) {
    descriptor = calls.socket(17, 3, 0);
    ByteBuffer address = NativeCalls.structure(20);
    address.putShort(0, (short) 17).putInt(4, calls.interfaceIndex(networkInterface));
    address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) 3);
    assertTrue(calls.bind(descriptor, address) >= 0);
  }

  /**
   * Sends one.
   *
   * @param hex from its Ethernet type on
   */
  void send(String hex) {
    byte[] octets = HexFormat.of().parseHex(MACS + hex.replaceAll("\\s", ""));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment frame = arena.allocateFrom(ValueLayout.JAVA_BYTE, octets);
      assertEquals(octets.length, (long) SEND.invokeExact(descriptor, frame, frame.byteSize(), 0));
    } catch (Throwable bug) {
      throw new AssertionError(bug);
    }
  }

  @Override
  public void close() {
    calls.close(descriptor);
  }
}
