package org.mosexporter.receive;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Listener;
import org.mosexporter.receive.ListenerState.Closed;
import org.mosexporter.receive.ListenerState.Listening;
import org.mosexporter.receive.ListenerState.Waiting;
import org.mosexporter.receive.RtcpListenerCounters.Drop;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.rtcp.RtcpHandler;
import org.mosexporter.wire.rtcp.RtcpReader;
import org.mosexporter.wire.rtcp.RtcpReader.Check;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP port to which phones send copies of their RTCP (Avaya's RTCPMON and its like).
 *
 * <p>It has a thread of its own, which checks each datagram before it goes on the tracker's queue.
 * A port that cannot be bound stops nobody: {@link #state} says why, and it is tried again.
 */
public final class RtcpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RtcpListener.class);

  /** A site's phones may report all at once; the kernel may grant less. */
  private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

  /** More than a frame holds: reports are not fragmented; what is longer is cut, and malformed. */
  static final int MOST_DATAGRAM_BYTES = 2_048;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Listener listener;
  private final List<Cidr> allow;
  private final Queue<? super ReceivedReport> queue;
  private final InstantSource clock;
  private final Duration retryAfter;
  private final RtcpCounts counts = new RtcpCounts();
  private final RtcpReader reader = new RtcpReader();
  private final RtcpHandler onlyChecking = new OnlyChecking();
  private final ByteBuffer datagram = ByteBuffer.allocateDirect(MOST_DATAGRAM_BYTES);
  private final Thread thread;
  private volatile ListenerState state = new Waiting("not started yet");
  private volatile boolean closing;

  /**
   * Starts to listen.
   *
   * @param known whose reports are heard when the listener names nobody: the configured networks
   *     and servers
   * @param queue bounded; what it refuses is counted
   */
  public static RtcpListener start(
      Listener listener,
      List<Cidr> known,
      Queue<? super ReceivedReport> queue,
      InstantSource clock) {
    return start(listener, known, queue, clock, RETRY_AFTER);
  }

  static RtcpListener start(
      Listener listener,
      List<Cidr> known,
      Queue<? super ReceivedReport> queue,
      InstantSource clock,
      Duration retryAfter) {
    RtcpListener started = new RtcpListener(listener, known, queue, clock, retryAfter);
    started.thread.start();
    return started;
  }

  private RtcpListener(
      Listener listener,
      List<Cidr> known,
      Queue<? super ReceivedReport> queue,
      InstantSource clock,
      Duration retryAfter) {
    this.listener = listener;
    this.allow = listener.allow().isEmpty() ? List.copyOf(known) : listener.allow();
    this.queue = queue;
    this.clock = clock;
    this.retryAfter = retryAfter;
    thread = Thread.ofPlatform().daemon().name("rtcp-" + listener.port()).unstarted(this::run);
  }

  public ListenerState state() {
    return state;
  }

  public RtcpListenerCounters counters() {
    return counts.snapshot();
  }

  private void run() {
    while (!closing) {
      try {
        listen();
      } catch (IOException failed) {
        waitAfter(failed);
      }
    }
    state = new Closed();
  }

  private void listen() throws IOException {
    InetAddress address = InetAddress.getByName(listener.host());
    // Of its own family: a socket of IPv6 would hear both on 0.0.0.0.
    ProtocolFamily family =
        address.getAddress().length == 4
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    try (DatagramChannel channel = DatagramChannel.open(family)) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      channel.bind(new InetSocketAddress(address, listener.port()));
      InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
      state = new Listening(bound, channel.getOption(StandardSocketOptions.SO_RCVBUF));
      LOG.info("rtcp: listening on {}", bound);
      while (!closing) {
        datagram.clear();
        if (channel.receive(datagram) instanceof InetSocketAddress sender) {
          take(sender, datagram.flip());
        }
      }
    }
  }

  private void take(InetSocketAddress from, ByteBuffer compound) {
    counts.received();
    IpAddress sender = IpAddress.of(from.getAddress());
    if (allow.stream().noneMatch(each -> each.contains(sender))) {
      counts.dropped(Drop.NOT_ALLOWED);
      return;
    }
    Check check = reader.read(compound, 0, compound.limit(), onlyChecking);
    if (check != Check.RTCP) {
      counts.malformed(check);
      return;
    }
    Instant now = clock.instant();
    long atNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    ByteBuffer copy = ByteBuffer.allocate(compound.limit()).put(compound).flip();
    Report report = new Report.CollectedRtcp(sender, from.getPort(), copy.asReadOnlyBuffer());
    if (queue.offer(new ReceivedReport(report, atNs))) {
      counts.handedOn(atNs);
    } else {
      counts.dropped(Drop.QUEUE_FULL);
    }
  }

  private void waitAfter(IOException failed) {
    if (closing) {
      return;
    }
    Waiting waiting = new Waiting(explained(failed));
    if (!waiting.equals(state)) {
      LOG.warn("rtcp: {}", waiting.why());
    }
    state = waiting;
    try {
      Thread.sleep(retryAfter);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private String explained(IOException failed) {
    String port = "port " + listener.port();
    String why =
        switch (failed) {
          case UnknownHostException _ -> listener.host() + " is no address of this host";
          case BindException busy when String.valueOf(busy.getMessage()).contains("in use") ->
              port + " in use by another program";
          case BindException _ ->
              "cannot listen on %s %s: %s".formatted(listener.host(), port, failed.getMessage());
          default -> port + ": " + failed.getMessage();
        };
    return why + "; tried again every " + retryAfter.toSeconds() + " s";
  }

  /** Ends the thread and frees the port. */
  @Override
  public void close() {
    closing = true;
    // Ends a waiting receive too: it closes the channel (InterruptibleChannel).
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
