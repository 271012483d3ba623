package org.mosexporter.capture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.link.LinkType;

/** A packet socket with a mapped ring, bound to one interface (packet(7), TPACKET_V3). */
final class PacketSocket implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int ETH_P_ALL = 3;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_ADD_MEMBERSHIP = 1;
  private static final int PACKET_RX_RING = 5;
  private static final int PACKET_STATISTICS = 6;
  private static final int PACKET_VERSION = 10;
  private static final int PACKET_IGNORE_OUTGOING = 23;
  private static final int PACKET_MR_PROMISC = 1;
  private static final int TPACKET_V3 = 2;

  private static final int IFF_UP = 1;
  private static final int IFF_RUNNING = 0x40;

  private static final int ARPHRD_ETHER = 1;
  private static final int ARPHRD_RAWIP = 519;
  private static final int ARPHRD_LOOPBACK = 772;
  private static final int ARPHRD_NONE = 0xFFFE;

  private static final int SOCKADDR_LL_BYTES = 20;

  /** An Ethernet header with two tags; what is longer than MTU and this was merged on its way. */
  private static final int MOST_LINK_BYTES = 14 + 8;

  private static final long MOST_RING_BYTES = 1L << 30;
  private static final int MOST_BLOCK_BYTES = 1 << 20;
  private static final int LEAST_BLOCKS = 128;

  /** Must hold the longest frame, 64 KiB with segmentation offload, in most cases. */
  private static final int LEAST_BLOCK_BYTES = 64 << 10;

  /** Only a unit of account in version 3: frames lie close to each other. */
  private static final int FRAME_BYTES = 2048;

  /** A block that is not full goes to us after this, or at most twice this and a tick. */
  private static final int RETIRE_MS = 8;

  private final NativeCalls calls;
  private final String name;
  private final int index;
  private final int descriptor;
  private final Arena mapping = Arena.ofShared();
  private final LinkType linkType;
  private final boolean loopback;
  private final RingReader ring;

  /** What was counted since the last look (struct tpacket_stats_v3). */
  record Statistics(long drops, long freezes) {}

  /**
   * Opens the ring.
   *
   * @throws CaptureException with what to do about it
   */
  PacketSocket(NativeCalls calls, Capture capture, InterfaceFilter filter, int observationPoint)
      throws CaptureException {
    this.calls = calls;
    name = checkedName(capture.networkInterface());
    descriptor = calls.socket(AF_PACKET, SOCK_RAW, 0);
    if (descriptor < 0) {
      throw failed("open a packet socket", descriptor);
    }
    boolean open = false;
    try {
      index = index();
      int blockBytes = blockBytes(capture.ringBytes());
      ByteBuffer mapped = mapRing(capture.ringBytes(), blockBytes);
      int hardwareType = require("ask for its type", calls.hardwareType(descriptor, name));
      linkType = linkType(hardwareType);
      attach(filter.of(linkType));
      bind();
      loopback = hardwareType == ARPHRD_LOOPBACK;
      if (loopback) {
        // Not on other kernels than 4.20 and later; the reader leaves them out too.
        setOption(PACKET_IGNORE_OUTGOING, structure(1));
      }
      if (capture.promiscuous() && !loopback) {
        require("listen promiscuously", setOption(PACKET_ADD_MEMBERSHIP, membership()));
      }
      int longest = require("ask for its MTU", calls.mtu(descriptor, name)) + MOST_LINK_BYTES;
      ring = new RingReader(mapped, blockBytes, longest, observationPoint, loopback);
      open = true;
    } finally {
      if (!open) {
        close();
      }
    }
  }

  private static String checkedName(String name) throws CaptureException {
    if (!NativeCalls.isInterfaceName(name)) {
      throw new CaptureException(
          "'" + name + "' can be no interface's name; there are: " + String.join(", ", names()));
    }
    return name;
  }

  private int index() throws CaptureException {
    int found = calls.interfaceIndex(name);
    if (found <= 0) {
      throw CaptureException.absent(
          "interface " + name + " does not exist; there are: " + String.join(", ", names()));
    }
    return found;
  }

  /** Also those without an address, which a mirror port has not and NetworkInterface leaves out. */
  private static List<String> names() {
    try {
      return Files.readAllLines(Path.of("/proc/self/net/dev")).stream()
          .filter(line -> line.indexOf(':') > 0)
          .map(line -> line.substring(0, line.indexOf(':')).strip())
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      return List.of("(unknown)");
    }
  }

  /** At least two of them, so that the kernel fills one while we read the other. */
  static int blockBytes(long ringBytes) {
    // Many: a block goes to us after 8 ms however empty it is, so that many times 8 ms is what a
    // quiet ring outlasts while the JVM stands still.
    long share = Long.highestOneBit(Math.max(ringBytes / LEAST_BLOCKS, 1));
    return Math.clamp(share, LEAST_BLOCK_BYTES, MOST_BLOCK_BYTES);
  }

  private ByteBuffer mapRing(long ringBytes, int blockBytes) throws CaptureException {
    if (ringBytes > MOST_RING_BYTES) {
      throw new CaptureException(
          "the ring for " + name + " is to have " + ringBytes + " bytes; 1 GiB is the most");
    }
    require("use TPACKET_V3", setOption(PACKET_VERSION, structure(TPACKET_V3)));
    int blocks = Math.max(2, (int) (ringBytes / blockBytes));
    int frames = blocks * (blockBytes / FRAME_BYTES);
    ByteBuffer request = structure(blockBytes, blocks, FRAME_BYTES, frames, RETIRE_MS, 0, 0);
    require("have a ring", setOption(PACKET_RX_RING, request));
    long bytes = (long) blocks * blockBytes;
    ByteBuffer mapped = calls.map(descriptor, bytes, mapping);
    if (mapped.capacity() != bytes) {
      throw failed("map its ring", -NativeCalls.ENOMEM);
    }
    return mapped;
  }

  private void attach(FilterProgram filter) throws CaptureException {
    int count = filter.instructions().size();
    require("use the filter", calls.attachFilter(descriptor, filter.structure(), count));
  }

  /** Lets packets come. A socket without protocol had none so far, so none is from elsewhere. */
  private void bind() throws CaptureException {
    ByteBuffer address = NativeCalls.structure(SOCKADDR_LL_BYTES);
    address.putShort(0, (short) AF_PACKET).putInt(4, index);
    // In network order, whatever the machine's.
    address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) ETH_P_ALL);
    require("bind to it", calls.bind(descriptor, address));
  }

  private LinkType linkType(int hardwareType) throws CaptureException {
    return switch (hardwareType) {
      case ARPHRD_ETHER, ARPHRD_LOOPBACK -> LinkType.ETHERNET;
      case ARPHRD_NONE, ARPHRD_RAWIP -> LinkType.RAW_IP;
      default ->
          throw new CaptureException(
              "interface %s has hardware type %d, which cannot be captured; take the Ethernet interface below it"
                  .formatted(name, hardwareType));
    };
  }

  private ByteBuffer membership() {
    ByteBuffer request = NativeCalls.structure(16);
    return request.putInt(0, index).putShort(4, (short) PACKET_MR_PROMISC);
  }

  int descriptor() {
    return descriptor;
  }

  LinkType linkType() {
    return linkType;
  }

  /** What merges packets now; loopback has no wire that it could differ from. */
  Offload offload() {
    return loopback ? Offload.NONE : Offload.of(calls, descriptor, name);
  }

  RingReader ring() {
    return ring;
  }

  /** Whether the interface is still the one that was opened. */
  boolean isPresent() {
    return calls.interfaceIndex(name) == index;
  }

  /** Whether it is up and has a carrier. */
  boolean isUp() {
    int flags = calls.interfaceFlags(descriptor, name);
    int both = IFF_UP | IFF_RUNNING;
    return flags > 0 && (flags & both) == both;
  }

  /** The kernel's counters, which start again at 0 with each look. */
  Statistics statistics() {
    ByteBuffer counts = structure(0, 0, 0);
    int result = calls.option(descriptor, SOL_PACKET, PACKET_STATISTICS, counts);
    return result < 0
        ? new Statistics(0, 0)
        : new Statistics(
            Integer.toUnsignedLong(counts.getInt(4)), Integer.toUnsignedLong(counts.getInt(8)));
  }

  /** Takes the pending error off the socket, which otherwise ends each poll(2) at once. */
  int takeError() {
    ByteBuffer error = structure(0);
    calls.option(descriptor, SOL_SOCKET, SO_ERROR, error);
    return error.getInt(0);
  }

  private int setOption(int option, ByteBuffer value) {
    return calls.setOption(descriptor, SOL_PACKET, option, value);
  }

  private int require(String step, int result) throws CaptureException {
    if (result < 0) {
      throw failed(step, result);
    }
    return result;
  }

  private CaptureException failed(String step, int result) {
    if (result == -NativeCalls.ENODEV) {
      return CaptureException.absent("interface " + name + " went away while it was opened");
    }
    String advice =
        switch (-result) {
          case NativeCalls.EPERM ->
              "capturing on %s needs CAP_NET_RAW: run as root, or from a systemd unit with"
                  + " AmbientCapabilities=CAP_NET_RAW (setcap on java does not work)";
          case NativeCalls.ENOMEM -> "no memory for the ring of %s: set a smaller one";
          default -> "capturing on %s: cannot " + step + ": " + NativeCalls.text(-result);
        };
    return new CaptureException(advice.formatted(name));
  }

  private static ByteBuffer structure(int... values) {
    ByteBuffer structure = NativeCalls.structure(4 * values.length);
    structure.asIntBuffer().put(values);
    return structure;
  }

  @Override
  public void close() {
    mapping.close();
    calls.close(descriptor);
  }
}
