package org.mosexporter.capture;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The few calls of libc that a packet ring needs. A result below 0 is an error number, negated.
 *
 * <p>Not for two threads at once: the place for errno is shared. None of the handles is critical
 * (Linker.Option.critical), because a collection would wait for a blocking call.
 */
@SuppressWarnings("restricted")
final class NativeCalls {
  static final int EPERM = 1;
  static final int ENOMEM = 12;
  static final int ENODEV = 19;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED = 1;
  private static final int IFNAMSIZ = 16;
  private static final int IFREQ_BYTES = 40;
  private static final int SIOCGIFFLAGS = 0x8913;
  private static final int SIOCGIFMTU = 0x8921;
  private static final int SIOCGIFHWADDR = 0x8927;
  private static final int SIOCETHTOOL = 0x8946;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;

  private final MethodHandle socket = handle("socket", INT, INT, INT);
  private final MethodHandle close = handle("close", INT);
  private final MethodHandle bind = handle("bind", INT, POINTER, INT);
  private final MethodHandle getsockname = handle("getsockname", INT, POINTER, POINTER);
  private final MethodHandle setsockopt = handle("setsockopt", INT, INT, INT, POINTER, INT);
  private final MethodHandle getsockopt = handle("getsockopt", INT, INT, INT, POINTER, POINTER);
  private final MethodHandle poll = handle("poll", POINTER, LONG, INT);
  private final MethodHandle interfaceIndex = handle("if_nametoindex", POINTER);
  private final MethodHandle ioctl =
      handle(
          FunctionDescriptor.of(INT, INT, LONG, POINTER),
          "ioctl",
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private final MethodHandle mmap =
      handle(
          FunctionDescriptor.of(LONG, POINTER, LONG, INT, INT, INT, LONG),
          "mmap",
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle MUNMAP =
      handle(FunctionDescriptor.of(INT, POINTER, LONG), "munmap");
  private static final MethodHandle STRERROR =
      handle(FunctionDescriptor.of(POINTER, INT), "strerror");

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment errno = arena.allocate(ERRNO);
  private final MemorySegment lengthOf = arena.allocate(INT);
  private final MemorySegment request = arena.allocate(IFREQ_BYTES, 8);
  private final MemorySegment ethtool = arena.allocate(2 * INT.byteSize(), 8);
  private final MemorySegment program = arena.allocate(2 * POINTER.byteSize(), 8);

  private static MethodHandle handle(String name, MemoryLayout... arguments) {
    return handle(
        FunctionDescriptor.of(INT, arguments), name, Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle handle(
      FunctionDescriptor function, String name, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), function, options);
  }

  int socket(int domain, int type, int protocol) {
    try {
      return checked((int) socket.invokeExact(errno, domain, type, protocol));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  int close(int descriptor) {
    try {
      return checked((int) close.invokeExact(errno, descriptor));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  int bind(int descriptor, ByteBuffer address) {
    try {
      MemorySegment from = MemorySegment.ofBuffer(address);
      return checked((int) bind.invokeExact(errno, descriptor, from, address.capacity()));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  int socketName(int descriptor, ByteBuffer address) {
    try {
      lengthOf.set(INT, 0, address.capacity());
      MemorySegment into = MemorySegment.ofBuffer(address);
      return checked((int) getsockname.invokeExact(errno, descriptor, into, lengthOf));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  int setOption(int descriptor, int level, int option, ByteBuffer value) {
    try {
      MemorySegment from = MemorySegment.ofBuffer(value);
      int length = value.capacity();
      return checked((int) setsockopt.invokeExact(errno, descriptor, level, option, from, length));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  int option(int descriptor, int level, int option, ByteBuffer value) {
    try {
      lengthOf.set(INT, 0, value.capacity());
      MemorySegment into = MemorySegment.ofBuffer(value);
      return checked(
          (int) getsockopt.invokeExact(errno, descriptor, level, option, into, lengthOf));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** Waits for any of the descriptors (struct pollfd, poll(2)). */
  int poll(MemorySegment descriptors, int count, int timeoutMs) {
    try {
      return checked((int) poll.invokeExact(errno, descriptors, (long) count, timeoutMs));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** Index of a network interface; 0 or less when there is none of that name. */
  int interfaceIndex(String name) {
    try (Arena text = Arena.ofConfined()) {
      return checked((int) interfaceIndex.invokeExact(errno, text.allocateFrom(name)));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** The IFF_ bits of an interface (netdevice(7)). */
  int interfaceFlags(int descriptor, String name) {
    int result = ask(descriptor, SIOCGIFFLAGS, name);
    return result < 0 ? result : request.get(ValueLayout.JAVA_SHORT, IFNAMSIZ) & 0xFFFF;
  }

  /** The longest IP packet that an interface takes, in octets. */
  int mtu(int descriptor, String name) {
    int result = ask(descriptor, SIOCGIFMTU, name);
    return result < 0 ? result : request.get(INT, IFNAMSIZ);
  }

  /** The ARPHRD_ number of an interface: what its frames begin with. */
  int hardwareType(int descriptor, String name) {
    int result = ask(descriptor, SIOCGIFHWADDR, name);
    return result < 0 ? result : request.get(ValueLayout.JAVA_SHORT, IFNAMSIZ) & 0xFFFF;
  }

  /** What the driver answers to a question with one number (struct ethtool_value). */
  int ethtool(int descriptor, String name, int question) {
    ethtool.set(INT, 0, question);
    ethtool.set(INT, INT.byteSize(), 0);
    request.fill((byte) 0).setString(0, name);
    request.set(POINTER, IFNAMSIZ, ethtool);
    int result = ask(descriptor, SIOCETHTOOL);
    return result < 0 ? result : ethtool.get(INT, INT.byteSize()) & Integer.MAX_VALUE;
  }

  private int ask(int descriptor, int question, String name) {
    request.fill((byte) 0).setString(0, name);
    return ask(descriptor, question);
  }

  private int ask(int descriptor, int question) {
    try {
      return checked((int) ioctl.invokeExact(errno, descriptor, (long) question, request));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** Lets the kernel run a program on each packet of a socket (struct sock_fprog). */
  int attachFilter(int descriptor, ByteBuffer instructions, int count) {
    program.set(ValueLayout.JAVA_SHORT, 0, (short) count);
    program.set(POINTER, POINTER.byteSize(), MemorySegment.ofBuffer(instructions));
    try {
      return checked(
          (int)
              setsockopt.invokeExact(
                  errno,
                  descriptor,
                  SOL_SOCKET,
                  SO_ATTACH_FILTER,
                  program,
                  (int) program.byteSize()));
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** Whether the kernel could have an interface of that name at all. */
  static boolean isInterfaceName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.length() < IFNAMSIZ
        && name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '/');
  }

  /**
   * Maps a ring for as long as the arena lives; a buffer that is used later throws, it does not
   * crash.
   *
   * @return the mapping, or an empty buffer when the kernel refused
   */
  ByteBuffer map(int descriptor, long bytes, Arena during) {
    try {
      long address =
          (long)
              mmap.invokeExact(
                  errno, MemorySegment.NULL, bytes, PROT_READ_WRITE, MAP_SHARED, descriptor, 0L);
      if (address == -1) {
        return ByteBuffer.allocate(0);
      }
      return MemorySegment.ofAddress(address)
          .reinterpret(bytes, during, NativeCalls::unmap)
          .asByteBuffer();
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static void unmap(MemorySegment mapping) {
    try {
      int _ = (int) MUNMAP.invokeExact(mapping, mapping.byteSize());
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** What the system says about an error number. */
  static String text(int errorNumber) {
    try {
      MemorySegment text = (MemorySegment) STRERROR.invokeExact(errorNumber);
      return text.reinterpret(256).getString(0);
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** Off-heap memory for the structures that the calls take. */
  static ByteBuffer structure(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private int checked(int result) {
    return result >= 0 ? result : -(int) ERRNO_VALUE.get(errno, 0L);
  }
}
