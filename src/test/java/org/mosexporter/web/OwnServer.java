package org.mosexporter.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.mosexporter.call.LiveCalls;
import org.mosexporter.call.Snapshots;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.SampleConclusions;
import org.mosexporter.metrics.Office;
import org.mosexporter.record.CallArchive;
import org.mosexporter.record.CallHistory;
import org.mosexporter.record.ChangeLog;
import org.mosexporter.record.Erased;
import org.mosexporter.record.RecentCalls;
import org.mosexporter.record.RecentHistory;

/** A web server with the office behind it, asked byte by byte. */
public final class OwnServer implements AutoCloseable {
  /** An answer as it came. */
  record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private final WebServer web;

  /** With these phones, and nobody calling. */
  public OwnServer(Snapshots tracker) {
    this(backend(new RecentCalls(), tracker));
  }

  OwnServer() {
    this(backend(new RecentCalls()));
  }

  OwnServer(Backend backend) {
    try {
      web = WebServer.open(List.of("127.0.0.1:0"), "/metrics", backend);
    } catch (ListenException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  static Backend backend(RecentCalls calls) {
    return backend(calls, Office.snapshots());
  }

  static Backend backend(RecentCalls calls, Snapshots tracker) {
    return backend(calls, tracker, Office::config);
  }

  static Backend backend(RecentCalls calls, Snapshots tracker, Supplier<Config> config) {
    return backend(
        calls,
        tracker,
        NoLiveCalls.INSTANCE,
        config,
        new RecentHistory(calls, config),
        ChangeLog.open(Optional.empty()));
  }

  /** Of a daemon that was just installed. */
  static Backend backend(Snapshots tracker, Supplier<FirstSteps> firstSteps) {
    RecentCalls calls = new RecentCalls();
    return backend(
        calls,
        tracker,
        NoLiveCalls.INSTANCE,
        Office::config,
        new RecentHistory(calls, Office::config),
        ChangeLog.open(Optional.empty()),
        SampleConclusions.ALL,
        firstSteps);
  }

  static Backend backend(RecentCalls calls, LiveCalls live) {
    return backend(
        calls,
        Office.snapshots(),
        live,
        Office::config,
        new RecentHistory(calls, Office::config),
        ChangeLog.open(Optional.empty()));
  }

  static Backend backend(
      RecentCalls calls,
      Snapshots tracker,
      Supplier<Config> config,
      CallHistory history,
      ChangeLog changes) {
    return backend(calls, tracker, NoLiveCalls.INSTANCE, config, history, changes);
  }

  /** Of whose calls that is concluded. */
  static Backend backend(RecentCalls calls, Conclusions conclusions) {
    return backend(
        calls,
        Office.snapshots(),
        NoLiveCalls.INSTANCE,
        Office::config,
        new RecentHistory(calls, Office::config),
        ChangeLog.open(Optional.empty()),
        conclusions);
  }

  private static Backend backend(
      RecentCalls calls,
      Snapshots tracker,
      LiveCalls live,
      Supplier<Config> config,
      CallHistory history,
      ChangeLog changes) {
    return backend(calls, tracker, live, config, history, changes, SampleConclusions.ALL);
  }

  private static Backend backend(
      RecentCalls calls,
      Snapshots tracker,
      LiveCalls live,
      Supplier<Config> config,
      CallHistory history,
      ChangeLog changes,
      Conclusions conclusions) {
    return backend(
        calls, tracker, live, config, history, changes, conclusions, () -> FirstSteps.NONE);
  }

  private static Backend backend(
      RecentCalls calls,
      Snapshots tracker,
      LiveCalls live,
      Supplier<Config> config,
      CallHistory history,
      ChangeLog changes,
      Conclusions conclusions,
      Supplier<FirstSteps> firstSteps) {
    return new Backend(
        Office.metrics(),
        tracker,
        Office::routers,
        List::of,
        () -> conclusions,
        Office.SELF,
        List::of,
        firstSteps,
        calls,
        CallArchive.inMemory(calls, config),
        who -> List.of(new Erased("memory", "", who.length(), "")),
        history,
        changes,
        live,
        _ -> Optional.empty(),
        config,
        () -> "site: berlin\n",
        () -> true,
        Optional::empty,
        Office.BUILD,
        Office.CLOCK);
  }

  public int port() {
    return web.ports().getFirst();
  }

  /** Asked as {@code METHOD PATH; Header: value; …}; a Host of the request's replaces ours. */
  Answer ask(String request) throws IOException {
    return ask(request, "");
  }

  Answer ask(String request, String body) throws IOException {
    String[] parts = request.split("; ");
    StringBuilder text = new StringBuilder(parts[0]).append(" HTTP/1.0\r\n");
    boolean hasHost = false;
    for (int i = 1; i < parts.length; i++) {
      text.append(parts[i]).append("\r\n");
      hasHost |= parts[i].startsWith("Host:");
    }
    text.append(hasHost ? "" : "Host: localhost\r\n");
    if (!body.isEmpty()) {
      text.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length);
      text.append("\r\n");
    }
    return parse(raw(text + "\r\n" + body));
  }

  /** All that comes back. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Answer parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    String[] head = answer.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < head.length; i++) {
      String[] field = head[i].split(": ", 2);
      headers.put(field[0].toLowerCase(Locale.ROOT), field.length > 1 ? field[1] : "");
    }
    return new Answer(Integer.parseInt(head[0].split(" ")[1]), headers, answer.substring(end + 4));
  }

  @Override
  public void close() {
    web.close();
  }
}
