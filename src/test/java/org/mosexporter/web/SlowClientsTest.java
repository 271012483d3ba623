package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosexporter.record.RecentCalls;

/** Who sends or takes one octet at a time is cut off, though never idle; others are not. */
@Timeout(60)
class SlowClientsTest {
  private static final long LONGEST_MS = 1_000;
  private static final String ASK = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String HEALTHY = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private WebServer web;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void listen() throws ListenException {
    web =
        WebServer.open(
            Listening.on(List.of("127.0.0.1:0"), "/metrics"),
            OwnServer.backend(new RecentCalls()),
            new RefusedRequests(),
            LONGEST_MS);
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    web.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(2_048);
    socket.setSoTimeout(100);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), web.ports().getFirst()));
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Milliseconds until the server has had enough of a client that does this over and over. */
  private static long endured(Socket socket, Action each) throws Exception {
    long begun = System.nanoTime();
    while (true) {
      try {
        each.on(socket);
        if (isCut(socket)) {
          break;
        }
      } catch (SocketException cut) {
        break;
      }
      Thread.sleep(20);
    }
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }

  /** Something that a client does. */
  private interface Action {
    void on(Socket socket) throws IOException;
  }

  private static boolean isCut(Socket socket) throws IOException {
    try {
      return socket.getInputStream().available() == 0 && socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    }
  }

  @Test
  void whoSendsOneOctetAtATimeIsCutOff() throws Exception {
    Socket socket = connect();
    send(socket, "GET /metrics HTTP/1.1\r\nHost: ");

    long ms = endured(socket, client -> send(client, "a"));

    assertTrue(ms >= LONGEST_MS / 2 && ms < 5 * LONGEST_MS, ms + " ms");
  }

  /** One request after another, and none of their answers is taken but octet by octet. */
  @Test
  void whoTakesOneOctetAtATimeIsCutOff() throws Exception {
    Socket socket = connect();
    socket.setSoTimeout(10_000);
    send(socket, ASK.repeat(100));
    InputStream in = socket.getInputStream();
    long begun = System.nanoTime();
    long taken = 0;
    try {
      while (in.read() >= 0) {
        taken++;
        // Much faster than that is no slow client; what the buffers between us hold comes at the
        // end.
        if (System.nanoTime() - begun < 4 * LONGEST_MS * 1_000_000) {
          Thread.sleep(20);
        }
      }
    } catch (SocketException reset) {
      // cut off, too
    }

    long whole = answerOctets();
    assertTrue(taken < 100 * whole, taken + " octets of 100 answers of " + whole);
  }

  private int answerOctets() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.ports().getFirst())) {
      send(socket, ASK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      return socket.getInputStream().readAllBytes().length;
    }
  }

  /** Three times as long as any one answer may take. */
  @Test
  void whoAsksAgainAndAgainMayStay() throws Exception {
    Socket socket = connect();
    socket.setSoTimeout(5_000);
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < 3 * LONGEST_MS * 1_000_000) {
      send(socket, HEALTHY.replace("GET", "HEAD"));
      assertTrue(head(socket).startsWith("HTTP/1.1 200 OK"), "cut off");
      Thread.sleep(LONGEST_MS / 4);
    }
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = socket.getInputStream().read();
      if (octet < 0) {
        break;
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  /** Twenty of them hold every thread there is; others are answered when these are cut off. */
  @Test
  void othersAreAnsweredThoughManyAreSlow() throws Exception {
    for (int i = 0; i < 20; i++) {
      send(connect(), ASK.repeat(100));
    }
    Thread.sleep(100);
    Socket socket = connect();
    socket.setSoTimeout((int) (10 * LONGEST_MS));
    send(socket, HEALTHY);

    assertEquals('H', socket.getInputStream().read());
  }
}
