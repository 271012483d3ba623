package org.mosexporter.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mosexporter.config.Notifications;
import org.mosexporter.config.Notifications.Homer;
import org.mosexporter.config.Notifications.MinSeverity;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.config.Secret;

/**
 * Whom the branch's daemon tells what it sees: a ticket system by webhook, which at first has a
 * fault and later does not like every notification, and a Homer that takes copies of its
 * signalling.
 */
final class DemoDesk implements AutoCloseable {
  static final String TICKETS = "tickets";

  /** Of so many notifications one is refused; the first never is. */
  static final int REFUSED_EACH = 5;

  private static final int LONGEST_LINE = 8_192;
  private static final int PATIENCE_MS = 5_000;

  private final ServerSocket tickets;
  private final DatagramChannel homer;
  private int taken;

  private DemoDesk(ServerSocket tickets, DatagramChannel homer) {
    this.tickets = tickets;
    this.homer = homer;
  }

  /** Opens its ports on loopback. */
  static DemoDesk open() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerSocket tickets = new ServerSocket(0, 16, loopback);
    DatagramChannel homer = DatagramChannel.open();
    DemoDesk desk = new DemoDesk(tickets, homer);
    try {
      homer.setOption(StandardSocketOptions.SO_RCVBUF, 1); // the least there is: never read
      homer.bind(new InetSocketAddress(loopback, 0));
    } catch (IOException failed) {
      desk.close();
      throw failed;
    }
    Thread.ofPlatform().daemon().name("demo-tickets").start(desk::serve);
    return desk;
  }

  /** With which the daemon tells it. */
  Notifications notifications() throws IOException {
    String url = "http://" + DemoConfig.LOOPBACK + ":" + tickets.getLocalPort() + "/voice";
    int port = ((InetSocketAddress) homer.getLocalAddress()).getPort();
    return new Notifications(
        List.of(
            new Homer(DemoConfig.LOOPBACK, port, Notifications.DEFAULT_AGENT_ID, Optional.empty())),
        List.of(
            new Webhook(
                TICKETS,
                new Secret(url),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MinSeverity.INFO,
                Optional.empty())));
  }

  private void serve() {
    while (!tickets.isClosed()) {
      try (Socket connection = tickets.accept()) {
        connection.setSoTimeout(PATIENCE_MS);
        answer(connection);
      } catch (IOException _) {
        // The daemon will come again, as with a server that was restarted.
      }
    }
  }

  private void answer(Socket connection) throws IOException {
    InputStream in = new BufferedInputStream(connection.getInputStream());
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
    String status = status(taken++);
    connection
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(ISO_8859_1));
  }

  private static String status(int before) {
    if (before == 0) {
      return "500 Internal Server Error";
    }
    return before % REFUSED_EACH == 0 ? "422 Unprocessable Content" : "201 Created";
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("no request");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    try {
      tickets.close();
    } finally {
      homer.close();
    }
  }
}
