package org.mosexporter.receive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.mosexporter.receive.ListenerState.Listening;

/** Connections, each with messages one behind the other. Its listener's thread accepts them. */
class TcpPort implements Port {
  /** Why a connection ends, or never begins. */
  static final Set<String> REASONS =
      Set.of(
          Connection.TIMEOUT,
          Connection.FRAMING,
          Connection.TLS,
          Connection.TOO_MANY,
          Connection.NOTHING_OF_USE,
          Connection.NO_ROOM);

  private static final int BACKLOG = 128;
  private static final long LOOK_EVERY_MS = TimeUnit.SECONDS.toMillis(1);

  private final Framing framing;
  private final Intake intake;
  private final Connections connections;
  private final int places;

  TcpPort(Framing framing, Intake intake, Connections connections, int places) {
    this.framing = framing;
    this.intake = intake;
    this.connections = connections;
    this.places = places;
  }

  /** What is needed before anybody can be greeted. */
  void prepare() throws IOException {}

  /** Plain: what was accepted is what is spoken on. */
  Socket greet(Socket socket) throws IOException {
    return socket;
  }

  @Override
  public void serve(InetSocketAddress address, Consumer<Listening> opened) throws IOException {
    prepare();
    Thread reaper = Thread.ofVirtual().unstarted(this::expire);
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(address, BACKLOG);
      reaper.start();
      opened.accept(
          new Listening((InetSocketAddress) server.getLocalAddress(), OptionalInt.empty()));
      while (!Thread.currentThread().isInterrupted()) {
        accept(server.accept().socket());
      }
    } finally {
      reaper.interrupt();
      connections.close(this);
    }
  }

  private void accept(Socket socket) throws IOException {
    Connection connection = new Connection(this, socket, framing, intake, this::greet, places);
    boolean heard = intake.hears(connection.sender());
    if (heard && connections.add(connection)) {
      Thread.ofVirtual().name("report-connection").start(connection);
    } else {
      intake.refuse(connection.sender(), heard ? Connection.TOO_MANY : ReceiverCounts.NOT_ALLOWED);
      connection.close();
    }
  }

  private void expire() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY_MS);
        connections.expire(System.nanoTime());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  boolean grow(int bytes) {
    return connections.grow(bytes);
  }

  void ended(Connection connection) {
    connections.remove(connection);
  }
}
