package org.mosexporter.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on loopback that answers as it was told to, and with 200 after that. */
public final class Hook implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch unread = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** What came. */
  public record Request(
      String method, String path, String body, Map<String, List<String>> headers) {
    /** Empty when it is not there. */
    public String header(String name) {
      return Optional.ofNullable(headers.get(name)).map(List::getFirst).orElse("");
    }
  }

  /**
   * Starts.
   *
   * @param answers a status, with Retry-After or Location behind it; {@code abort} to hang up,
   *     {@code endless} for a body that does not end
   */
  public Hook(String... answers) throws IOException {
    this.answers.addAll(List.of(answers));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Answers come when the latch is open. */
  CountDownLatch hold() {
    gate = new CountDownLatch(1);
    return gate;
  }

  /** What came next. */
  Request next() throws InterruptedException {
    return next(Duration.ofSeconds(20));
  }

  /** What comes next, within so long. */
  public Request next(Duration longest) throws InterruptedException {
    Request next = requests.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  /** Whether all that came was asked for. */
  public boolean isQuiet() {
    return requests.isEmpty();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            body,
            exchange.getRequestHeaders()));
    try {
      gate.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    String[] answer = Optional.ofNullable(answers.poll()).orElse("200").split(" ", 2);
    switch (answer[0]) {
      case "abort" -> exchange.close();
      case "endless" -> endless(exchange);
      default -> {
        int status = Integer.parseInt(answer[0]);
        if (answer.length > 1) {
          exchange.getResponseHeaders().set(status < 400 ? "Location" : "Retry-After", answer[1]);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
      }
    }
  }

  private void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] octets = new byte[65_536];
    try {
      while (unread.getCount() > 0) { // until nobody reads
        exchange.getResponseBody().write(octets);
      }
    } finally {
      unread.countDown();
    }
  }

  /** Whether an endless body was given up by who asked. */
  boolean isUnread() throws InterruptedException {
    return unread.await(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    gate.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
