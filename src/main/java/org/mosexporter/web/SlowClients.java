package org.mosexporter.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which nothing is finished for a minute: of those who send a request, or
 * take an answer, one octet at a time, and so never let a connection be idle.
 */
final class SlowClients extends AbstractLifeCycle {
  private final List<ServerConnector> connectors;
  private final long longestMs;
  private Map<EndPoint, Progress> before = new HashMap<>();
  private volatile Scheduler.Task task = () -> true;

  /** How many answers a connection had finished, and since when. */
  private record Progress(long answers, long sinceNs) {}

  SlowClients(List<ServerConnector> connectors, long longestMs) {
    this.connectors = List.copyOf(connectors);
    this.longestMs = longestMs;
  }

  @Override
  protected void doStart() {
    again();
  }

  @Override
  protected void doStop() {
    task.cancel();
  }

  private void again() {
    Scheduler scheduler = connectors.getFirst().getScheduler();
    task = scheduler.schedule(this::sweep, Math.max(1, longestMs / 6), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    Map<EndPoint, Progress> after = new HashMap<>();
    for (ServerConnector connector : connectors) {
      for (EndPoint each : connector.getConnectedEndPoints()) {
        long answers = answers(each.getConnection());
        Progress last = before.get(each);
        Progress progress =
            last == null || last.answers != answers ? new Progress(answers, now) : last;
        after.put(each, progress);
        if (now - progress.sinceNs > TimeUnit.MILLISECONDS.toNanos(longestMs)) {
          each.close();
        }
      }
    }
    before = after;
    if (isRunning()) {
      again();
    }
  }

  private static long answers(Connection connection) {
    return connection instanceof SslConnection tls
        ? answers(tls.getSslEndPoint().getConnection())
        : connection == null ? 0 : connection.getMessagesOut();
  }
}
