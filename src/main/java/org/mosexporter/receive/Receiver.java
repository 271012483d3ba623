package org.mosexporter.receive;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Listener.Transport;
import org.mosexporter.receive.ListenerState.Closed;
import org.mosexporter.receive.ListenerState.Listening;
import org.mosexporter.receive.ListenerState.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port on which reports arrive, with a thread of its own.
 *
 * <p>A port that cannot be had stops nobody: {@link #state} says why, and it is tried again.
 */
public final class Receiver implements ReportSource {
  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Protocol protocol;
  private final Listener listener;
  private final Intake intake;
  private final Port port;
  private final Duration retryAfter;
  private final Thread thread;
  private volatile ListenerState state = new Waiting("not started yet");
  private volatile boolean closing;

  /** What all listeners of a configuration share. */
  record Shared(
      List<Cidr> known,
      ReportQueue queue,
      Reporters reporters,
      Connections connections,
      Supplier<Optional<SSLContext>> certificate,
      InstantSource clock) {}

  /** Starts to listen. */
  static Receiver start(Protocol protocol, Listener listener, Decoder decoder, Shared shared) {
    return start(protocol, listener, decoder, shared, RETRY_AFTER);
  }

  static Receiver start(
      Protocol protocol, Listener listener, Decoder decoder, Shared shared, Duration retryAfter) {
    Receiver started = new Receiver(protocol, listener, decoder, shared, retryAfter);
    started.thread.start();
    return started;
  }

  private Receiver(
      Protocol protocol, Listener listener, Decoder decoder, Shared shared, Duration retryAfter) {
    this.protocol = protocol;
    this.listener = listener;
    this.retryAfter = retryAfter;
    List<Cidr> allow = listener.allow().isEmpty() ? shared.known() : listener.allow();
    Set<String> more = listener.transport() == Transport.UDP ? Set.of() : TcpPort.REASONS;
    intake = new Intake(protocol, allow, decoder, more, shared);
    port = port(shared);
    String name = protocol.label() + "-" + listener.port();
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  private Port port(Shared shared) {
    Framing framing = protocol == Protocol.HEP ? Framing.HEP : Framing.SIP;
    return switch (listener.transport()) {
      case UDP -> new UdpPort(intake);
      case TCP -> new TcpPort(framing, intake, shared.connections(), 1);
      case TLS -> new TlsPort(framing, intake, shared.connections(), shared.certificate());
    };
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public String address() {
    return listener.transport() == Transport.UDP ? listener.address() : listener.address() + "/tcp";
  }

  @Override
  public ListenerState state() {
    return state;
  }

  @Override
  public ReceiverCounters counters() {
    return intake.counts().snapshot();
  }

  @Override
  public OptionalLong socketDrops() {
    return state instanceof Listening(InetSocketAddress address, var _)
            && listener.transport() == Transport.UDP
        ? SocketDrops.of(address)
        : OptionalLong.empty();
  }

  private void run() {
    while (!closing) {
      try {
        InetAddress address = InetAddress.getByName(listener.host());
        port.serve(new InetSocketAddress(address, listener.port()), this::opened);
      } catch (IOException failed) {
        waitAfter(failed);
      }
    }
    state = new Closed();
  }

  private void opened(Listening listening) {
    state = listening;
    LOG.info("{}: listening on {}", protocol.label(), listening.address());
  }

  private void waitAfter(IOException failed) {
    if (closing) {
      return;
    }
    Waiting waiting = new Waiting(explained(failed));
    if (!waiting.equals(state)) {
      LOG.warn("{}: {}", protocol.label(), waiting.why());
    }
    state = waiting;
    try {
      Thread.sleep(retryAfter);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private String explained(IOException failed) {
    String where = "port " + listener.port();
    String why =
        switch (failed) {
          case UnknownHostException _ -> listener.host() + " is no address of this host";
          case BindException busy when String.valueOf(busy.getMessage()).contains("in use") ->
              where + " in use by another program";
          case BindException _ ->
              "cannot listen on %s %s: %s".formatted(listener.host(), where, failed.getMessage());
          default -> where + ": " + failed.getMessage();
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
