package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service manager, as it is told how the daemon is (sd_notify(3)): a datagram each to the
 * socket that {@code NOTIFY_SOCKET} names. Without that name nobody is told. The JDK has no
 * datagrams of Unix sockets, so libc sends them.
 */
@SuppressWarnings("restricted")
final class Systemd {
  private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** Octets of sun_path (unix(7)). */
  private static final int LONGEST_PATH = 108;

  private final String socket;
  private final Optional<Duration> watchdog;

  private Systemd(String socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /** As systemd sets it for a service: NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID. */
  static Systemd of(Map<String, String> environment) {
    String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
    boolean usable = socket.startsWith("/") || socket.startsWith("@");
    if (!socket.isEmpty() && !usable) {
      LOG.warn("NOTIFY_SOCKET is neither a path nor an abstract name: systemd is not told");
    }
    return new Systemd(usable ? socket : "", usable ? watchdog(environment) : Optional.empty());
  }

  private static Optional<Duration> watchdog(Map<String, String> environment) {
    String microseconds = environment.getOrDefault("WATCHDOG_USEC", "");
    String who = environment.getOrDefault("WATCHDOG_PID", "");
    boolean forUs = who.isEmpty() || who.equals(Long.toString(ProcessHandle.current().pid()));
    return forUs && microseconds.matches("[1-9]\\d{0,17}")
        ? Optional.of(Duration.of(Long.parseLong(microseconds), ChronoUnit.MICROS))
        : Optional.empty();
  }

  /** How long systemd waits for {@link #alive}; empty when it does not. */
  Optional<Duration> watchdog() {
    return watchdog;
  }

  /**
   * It runs, and also: the reload is over.
   *
   * @param status one line that {@code systemctl status} shows
   */
  void ready(String status) {
    tell("READY=1\nSTATUS=" + status.replace('\n', ' '));
  }

  void reloading() {
    long microseconds = TimeUnit.NANOSECONDS.toMicros(System.nanoTime()); // CLOCK_MONOTONIC
    tell("RELOADING=1\nMONOTONIC_USEC=" + microseconds);
  }

  void stopping() {
    tell("STOPPING=1");
  }

  /** Puts the watchdog off. */
  void alive() {
    tell("WATCHDOG=1");
  }

  private void tell(String state) {
    if (socket.isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      byte[] path = socket.getBytes(UTF_8);
      byte[] message = state.getBytes(UTF_8);
      if (path.length > LONGEST_PATH) {
        LOG.warn("NOTIFY_SOCKET is longer than a socket's name can be: systemd is not told");
        return;
      }
      MemorySegment address = address(path, arena);
      if (Libc.send(arena.allocateFrom(ValueLayout.JAVA_BYTE, message), address)
          != message.length) {
        LOG.warn("systemd could not be told {}", state.lines().findFirst().orElse(""));
      }
    }
  }

  /** struct sockaddr_un; an abstract name begins with 0 in place of @. */
  private static MemorySegment address(byte[] path, Arena arena) {
    MemorySegment address = arena.allocate(Short.BYTES + path.length, Short.BYTES);
    address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
    MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, Short.BYTES, path.length);
    if (path[0] == '@') {
      address.set(ValueLayout.JAVA_BYTE, Short.BYTES, (byte) 0);
    }
    return address;
  }

  /** Looked up only where somebody is to be told. */
  private static final class Libc {
    private static final MethodHandle SOCKET =
        handle("socket", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle SENDTO =
        handle("sendto", FunctionDescriptor.of(LONG, INT, POINTER, LONG, INT, POINTER, INT));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(INT, INT));

    private static MethodHandle handle(String name, FunctionDescriptor function) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), function);
    }

    /** The octets that were sent; below 0: none. */
    static long send(MemorySegment message, MemorySegment address) {
      try {
        int descriptor = (int) SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
        if (descriptor < 0) {
          return descriptor;
        }
        long sent =
            (long)
                SENDTO.invokeExact(
                    descriptor,
                    message,
                    message.byteSize(),
                    MSG_NOSIGNAL,
                    address,
                    (int) address.byteSize());
        int _ = (int) CLOSE.invokeExact(descriptor);
        return sent;
      } catch (Throwable bug) {
        throw new IllegalStateException(bug);
      }
    }

    private Libc() {}
  }
}
