package org.mosexporter.web;

import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's HTTP server (DESIGN §8). */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int MAX_CONNECTIONS = 256;
  private static final int MAX_THREADS = 16;
  private static final int MIN_THREADS = 4;
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final long IDLE_MS = 30_000;
  private static final long STOP_MS = 1_000;
  private static final long STOP_IDLE_MS = 100;

  private final Server server;
  private final List<ServerConnector> connectors;

  private WebServer(Server server, List<ServerConnector> connectors) {
    this.server = server;
    this.connectors = List.copyOf(connectors);
  }

  /**
   * Listens and answers.
   *
   * @param listenAddresses such as :10199, 127.0.0.1:0 or [::1]:10199
   * @param telemetryPath where the metrics are, such as /metrics
   * @throws ListenException when one of the addresses cannot be had; then none is listened on
   * @throws IllegalArgumentException when one of them is not host:port
   */
  public static WebServer open(List<String> listenAddresses, String telemetryPath, Backend backend)
      throws ListenException {
    List<ListenAddress> addresses = listenAddresses.stream().map(ListenAddress::parse).toList();
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("web");
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setErrorHandler(new PlainErrors());
    server.setHandler(new Front(new Routes(backend, telemetryPath)));
    server.setStopTimeout(STOP_MS);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    List<ServerConnector> connectors = new ArrayList<>();
    for (ListenAddress address : addresses) {
      ServerConnector connector = connector(server, address);
      server.addConnector(connector);
      connectors.add(connector);
    }
    WebServer web = new WebServer(server, connectors);
    web.start(addresses);
    return web;
  }

  private static ServerConnector connector(Server server, ListenAddress address) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    address.host().ifPresent(connector::setHost);
    connector.setPort(address.port());
    connector.setIdleTimeout(IDLE_MS);
    connector.setShutdownIdleTimeout(STOP_IDLE_MS);
    return connector;
  }

  private void start(List<ListenAddress> addresses) throws ListenException {
    try {
      for (int i = 0; i < connectors.size(); i++) {
        open(connectors.get(i), addresses.get(i));
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
