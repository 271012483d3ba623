package org.mosexporter.capture;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * libpcap's compiler of tcpdump expressions (pcap-filter(7)), when that library is installed. No
 * packet goes through it.
 */
@SuppressWarnings("restricted")
final class NativePcap {
  /** Debian's name for it first, then everybody else's. */
  private static final List<String> NAMES = List.of("libpcap.so.0.8", "libpcap.so.1");

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  /** Of struct bpf_program: a count, padding, a pointer. */
  private static final long PROGRAM_BYTES = 16;

  private static final long PROGRAM_INSTRUCTIONS = 8;
  private static final int OPTIMIZE = 1;
  private static final int NETMASK_UNKNOWN = -1;

  /** Host names in it may have to be looked up; its optimizer may go astray. */
  private static final CompilerThread THREAD = new CompilerThread(20_000);

  private static final int LONGEST_MESSAGE = 1024;

  private final MethodHandle openDead;
  private final MethodHandle compile;
  private final MethodHandle error;
  private final MethodHandle freeCode;
  private final MethodHandle close;

  private NativePcap(SymbolLookup library) {
    openDead = handle(library, "pcap_open_dead", FunctionDescriptor.of(POINTER, INT, INT));
    compile =
        handle(
            library,
            "pcap_compile",
            FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, INT, INT));
    error = handle(library, "pcap_geterr", FunctionDescriptor.of(POINTER, POINTER));
    freeCode = handle(library, "pcap_freecode", FunctionDescriptor.ofVoid(POINTER));
    close = handle(library, "pcap_close", FunctionDescriptor.ofVoid(POINTER));
  }

  private static MethodHandle handle(
      SymbolLookup library, String name, FunctionDescriptor function) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), function);
  }

  /** Absent when the library is not installed. */
  static Optional<NativePcap> load() {
    return load(NAMES);
  }

  static Optional<NativePcap> load(List<String> names) {
    for (String name : names) {
      try {
        return Optional.of(new NativePcap(SymbolLookup.libraryLookup(name, Arena.global())));
      } catch (IllegalArgumentException notThere) {
        // the next name, then
      }
    }
    return Optional.empty();
  }

  /**
   * Compiles an expression.
   *
   * @param linkType DLT_ number (pcap-linktype(7))
   * @param snapLength octets to take of a packet that is wanted
   * @throws IllegalArgumentException with libpcap's own words about what is wrong with it
   */
  FilterProgram compile(String expression, int linkType, int snapLength) {
    return THREAD.run(() -> compileHere(expression, linkType, snapLength));
  }

  private FilterProgram compileHere(String expression, int linkType, int snapLength) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = (MemorySegment) openDead.invokeExact(linkType, snapLength);
      try {
        return compile(handle, arena.allocateFrom(expression), arena.allocate(PROGRAM_BYTES, 8));
      } finally {
        close.invokeExact(handle);
      }
    } catch (IllegalArgumentException wrong) {
      throw wrong;
    } catch (Throwable bug) {
      throw new IllegalStateException(bug);
    }
  }

  private FilterProgram compile(MemorySegment handle, MemorySegment text, MemorySegment program)
      throws Throwable {
    int result = (int) compile.invokeExact(handle, program, text, OPTIMIZE, NETMASK_UNKNOWN);
    if (result != 0) {
      MemorySegment message = (MemorySegment) error.invokeExact(handle);
      throw new IllegalArgumentException(message.reinterpret(LONGEST_MESSAGE).getString(0));
    }
    try {
      long bytes = (long) program.get(INT, 0) * FilterProgram.INSTRUCTION_BYTES;
      MemorySegment code = program.get(POINTER, PROGRAM_INSTRUCTIONS).reinterpret(bytes);
      return FilterProgram.of(code.asByteBuffer().order(ByteOrder.nativeOrder()));
    } finally {
      freeCode.invokeExact(program);
    }
  }
}
