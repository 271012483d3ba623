package org.mosexporter.web;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's HTTP server (DESIGN §8). */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int MAX_CONNECTIONS = 256;
  private static final long IDLE_MS_WHEN_FULL = 1_000;
  private static final long LONGEST_REQUEST_MS = 60_000;
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_THREADS = 16;
  private static final int MIN_THREADS = 4;
  private static final long STOP_MS = 1_000;

  private final Server server;
  private final List<ServerConnector> connectors;

  private WebServer(Server server, List<ServerConnector> connectors) {
    this.server = server;
    this.connectors = List.copyOf(connectors);
  }

  /** Listens without TLS, and lets everybody in. */
  static WebServer open(List<String> listenAddresses, String telemetryPath, Backend backend)
      throws ListenException {
    return open(Listening.on(listenAddresses, telemetryPath), backend, new RefusedRequests());
  }

  /**
   * Listens and answers.
   *
   * @param refused counts those who are turned away
   * @throws ListenException when one of the addresses cannot be had; then none is listened on
   * @throws IllegalArgumentException when one of them is not host:port
   */
  public static WebServer open(Listening listening, Backend backend, RefusedRequests refused)
      throws ListenException {
    return open(listening, backend, refused, LONGEST_REQUEST_MS);
  }

  /** As {@link #open(Listening, Backend, RefusedRequests)}, for clients that may take so long. */
  static WebServer open(
      Listening listening, Backend backend, RefusedRequests refused, long longestRequestMs)
      throws ListenException {
    List<ListenAddress> addresses =
        listening.systemdSocket()
            ? List.of()
            : listening.addresses().stream().map(ListenAddress::parse).toList();
    Gate gate = new Gate(listening.protection(), refused, System::nanoTime);
    Server server = server();
    Routes routes = new Routes(backend, listening.telemetryPath());
    Front front = new Front(routes, gate, listening.externalUrl());
    SizeLimitHandler limit = new SizeLimitHandler(MAX_BODY_BYTES, -1);
    limit.setHandler(front);
    server.setHandler(limit);
    Connectors make = new Connectors(server, listening.protection());
    List<ServerConnector> connectors =
        listening.systemdSocket()
            ? List.of(make.inherited())
            : addresses.stream().map(make::on).toList();
    connectors.forEach(server::addConnector);
    server.addBean(new SlowClients(connectors, longestRequestMs));
    WebServer web = new WebServer(server, connectors);
    web.start(addresses);
    listening.control().ifPresent(path -> ControlSocket.open(server, path, make.plain()));
    return web;
  }

  private static Server server() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("web");
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(STOP_MS);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(MAX_CONNECTIONS, server);
    limit.setEndPointIdleTimeout(IDLE_MS_WHEN_FULL);
    server.addBean(limit);
    return server;
  }

  private void start(List<ListenAddress> addresses) throws ListenException {
    try {
      for (int i = 0; i < addresses.size(); i++) {
        open(connectors.get(i), addresses.get(i));
      }
      if (addresses.isEmpty()) {
        openInherited(connectors.getFirst());
      }
      server.start();
    } catch (ListenException busy) {
      close();
      throw busy;
    } catch (Exception other) {
      close();
      throw new ListenException("the web server does not start: " + other.getMessage(), other);
    }
  }

  private static void open(ServerConnector connector, ListenAddress address)
      throws ListenException {
    try {
      connector.open();
    } catch (IOException refused) {
      throw new ListenException(explained(address, refused), refused);
    }
  }

  private static void openInherited(ServerConnector connector) throws ListenException {
    try {
      if (!(System.inheritedChannel() instanceof ServerSocketChannel)) {
        throw new ListenException(
            "--web.systemd-socket: systemd passed no socket that listens; start mos-exporter by"
                + " its socket unit, which has one ListenStream",
            new IOException("standard input is no listening socket"));
      }
      connector.open();
    } catch (IOException refused) {
      throw new ListenException(
          "--web.systemd-socket: the socket cannot be used: " + refused.getMessage(), refused);
    }
  }

  private static String explained(ListenAddress address, IOException refused) {
    Throwable cause = refused.getCause() instanceof IOException inner ? inner : refused;
    String said = String.valueOf(cause.getMessage());
    if (cause instanceof BindException && said.contains("in use")) {
      return "port "
          + address.port()
          + " in use by another program; stop it, or choose another port with"
          + " --web.listen-address";
    }
    if (said.contains("Permission denied")) {
      return "port "
          + address.port()
          + " needs the capability CAP_NET_BIND_SERVICE; grant it, or choose a port above 1023"
          + " with --web.listen-address";
    }
    return "cannot listen on "
        + address.host().orElse("")
        + ":"
        + address.port()
        + " ("
        + said
        + "); check --web.listen-address";
  }

  /** The ports listened on, in the order of the listen addresses. */
  public List<Integer> ports() {
    return connectors.stream().map(ServerConnector::getLocalPort).toList();
  }

  /** Lets answers under way finish for a second, then cuts them. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (TimeoutException cut) {
      LOG.debug("a connection was cut", cut);
    } catch (Exception stopping) {
      throw new IllegalStateException("the web server does not stop", stopping);
    } finally {
      connectors.forEach(ServerConnector::close);
    }
  }
}
