package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/** A Unix socket that receives datagrams, as systemd opens one for its services. */
@SuppressWarnings("restricted")
final class NotifySocket implements AutoCloseable {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final int LONGEST = 4096;

  private static final MethodHandle SOCKET = handle("socket", INT, INT, INT, INT);
  private static final MethodHandle BIND = handle("bind", INT, INT, ValueLayout.ADDRESS, INT);
  private static final MethodHandle POLL = handle("poll", INT, ValueLayout.ADDRESS, LONG, INT);
  private static final MethodHandle RECV =
      handle("recv", LONG, INT, ValueLayout.ADDRESS, LONG, INT);
  private static final MethodHandle CLOSE = handle("close", INT, INT);

  private final int descriptor;

  private NotifySocket(int descriptor) {
    this.descriptor = descriptor;
  }

  private static MethodHandle handle(String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /** At a path, or at an abstract name that begins with @. */
  static NotifySocket at(String name) {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = (int) SOCKET.invokeExact(1, 2, 0); // AF_UNIX, SOCK_DGRAM
      byte[] path = name.replaceFirst("^@", "\0").getBytes(UTF_8);
      MemorySegment address = arena.allocate(2 + path.length, 2);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
      assertEquals(0, (int) BIND.invokeExact(descriptor, address, (int) address.byteSize()), name);
      return new NotifySocket(descriptor);
    } catch (Throwable failed) {
      throw new AssertionError(failed);
    }
  }

  String receive() {
    String datagram = receive(Duration.ofSeconds(20));
    assertTrue(!datagram.isEmpty(), "nothing came");
    return datagram;
  }

  /** The next datagram; empty when none comes. */
  String receive(Duration longest) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment polled = arena.allocate(8, 4); // struct pollfd
      polled.set(INT, 0, descriptor);
      polled.set(ValueLayout.JAVA_SHORT, 4, (short) 1); // POLLIN
      if ((int) POLL.invokeExact(polled, 1L, (int) longest.toMillis()) <= 0) {
        return "";
      }
      MemorySegment into = arena.allocate(LONGEST);
      long length = (long) RECV.invokeExact(descriptor, into, (long) LONGEST, 0);
      return new String(into.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), UTF_8);
    } catch (Throwable failed) {
      throw new AssertionError(failed);
    }
  }

  @Override
  public void close() {
    try {
      assertEquals(0, (int) CLOSE.invokeExact(descriptor));
    } catch (Throwable failed) {
      throw new AssertionError(failed);
    }
  }
}
