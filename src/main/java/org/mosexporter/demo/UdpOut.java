package org.mosexporter.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the packets over real sockets bound to their loopback addresses, so that a ring on {@code
 * lo} sees them. Used by one thread.
 *
 * <p>Destinations get a socket too, which nobody reads: without one the kernel would answer each
 * packet with "port unreachable".
 */
public final class UdpOut implements PacketOut {
  /** Most sockets open at once; the longest unused is closed for the next. */
  static final int MOST_SOCKETS = 256;

  private final UdpAddress collector;
  private final InetSocketAddress collectorAddress;
  private final Map<UdpAddress, Socket> sockets = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * Opens nothing yet.
   *
   * @param collector where the daemon itself listens: never bound here
   */
  public UdpOut(UdpAddress collector) {
    this.collector = collector;
    this.collectorAddress = collector.toSocketAddress();
  }

  @Override
  public void send(long atNs, UdpAddress from, UdpAddress to, int dscp, ByteBuffer payload)
      throws IOException {
    InetSocketAddress target = to.equals(collector) ? collectorAddress : socket(to).address;
    socket(from).send(payload, target, dscp);
  }

  private Socket socket(UdpAddress address) throws IOException {
    Socket open = sockets.get(address);
    if (open != null) {
      return open;
    }
    if (sockets.size() >= MOST_SOCKETS) {
      Iterator<Socket> longestUnused = sockets.values().iterator();
      longestUnused.next().close();
      longestUnused.remove();
    }
    Socket opened = Socket.open(address);
    sockets.put(address, opened);
    return opened;
  }

  @Override
  public void flush() {}

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets.values()) {
      socket.close();
    }
    sockets.clear();
  }

  /** A bound channel and the code point it was last told to use. */
  private static final class Socket {
    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private int dscp;

    private Socket(DatagramChannel channel, InetSocketAddress address) {
      this.channel = channel;
      this.address = address;
    }

    static Socket open(UdpAddress address) throws IOException {
      DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
      InetSocketAddress local = address.toSocketAddress();
      try {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1); // the least there is: never read
        channel.configureBlocking(false);
        channel.bind(local);
      } catch (IOException failed) {
        channel.close();
        throw new IOException("cannot use UDP " + address + ": " + failed.getMessage(), failed);
      }
      return new Socket(channel, local);
    }

    void send(ByteBuffer payload, InetSocketAddress to, int wanted) throws IOException {
      if (dscp != wanted) {
        channel.setOption(StandardSocketOptions.IP_TOS, wanted << 2);
        dscp = wanted;
      }
      channel.send(payload, to);
    }

    void close() throws IOException {
      channel.close();
    }
  }
}
