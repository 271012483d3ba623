package org.mosexporter.receive;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Receive;
import org.mosexporter.config.Table;
import org.mosexporter.wire.ReportSink;

/** All listeners of a configuration, and the queue from them to the tracker. */
public final class Receivers implements AutoCloseable {
  private static final List<Cidr> ANYBODY = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));

  private final ReportQueue queue = new ReportQueue();
  private final Reporters reporters = new Reporters();
  private final Connections connections = new Connections();
  private final RecentRequests recent = new RecentRequests();
  private final List<ReportSource> all = new ArrayList<>();
  private final Receiver.Shared shared;

  /**
   * Not listening yet.
   *
   * @param known whose reports are heard where a listener names nobody: the configured networks and
   *     servers
   * @param certificate for listeners with TLS, asked at each connection
   */
  public Receivers(
      List<Cidr> known, Supplier<Optional<SSLContext>> certificate, InstantSource clock) {
    shared =
        new Receiver.Shared(List.copyOf(known), queue, reporters, connections, certificate, clock);
  }

  /** Opens every port. */
  public void listen(Receive wanted) {
    wanted.rtcp().forEach(each -> listen(Protocol.RTCP, each));
    wanted.hep().forEach(each -> listen(Protocol.HEP, each));
    wanted.sip().forEach(each -> listen(Protocol.SIP, each));
    wanted.cmr().forEach(this::watch);
  }

  /**
   * Opens ports for messages that are not for the tracker.
   *
   * @param decoder of each; it knows who is heard where a listener names nobody
   */
  public void listen(Protocol protocol, List<Listener> wanted, Supplier<Decoder> decoder) {
    for (Listener each : wanted) {
      List<Cidr> allow = each.allow().isEmpty() ? ANYBODY : each.allow();
      Listener open = new Listener(each.host(), each.port(), allow);
      all.add(Receiver.start(protocol, open, decoder.get(), shared));
    }
  }

  private void watch(String folder) {
    CmrFolder watched = new CmrFolder(Path.of(folder), queue, shared.clock());
    watched.start();
    all.add(watched);
  }

  private void listen(Protocol protocol, Listener listener) {
    Decoder decoder =
        switch (protocol) {
          case RTCP -> new RtcpDecoder();
          case HEP -> new HepDecoder(listener.key());
          case SIP -> new SipDecoder(recent);
          case SNMP, CMR -> throw new IllegalArgumentException("read elsewhere: " + protocol);
        };
    all.add(Receiver.start(protocol, listener, decoder, shared));
  }

  public List<ReportSource> all() {
    return List.copyOf(all);
  }

  /** Who sent something to a port, and when. */
  public List<Reporter> reporters() {
    return reporters.snapshot();
  }

  /**
   * Hands on what waits now, for the tracker's thread: what comes meanwhile has to wait for the
   * packets.
   *
   * @param untilNs up to when packets were read
   */
  public void drain(ReportSink sink, long untilNs) {
    int most = queue.waiting();
    for (int i = 0; i < most; i++) {
      queue.poll(report -> report.to(sink, untilNs));
    }
  }

  /** How the tables stand. */
  public void gauge(Table.Gauge gauge) {
    gauge.show(Table.REPORTS, queue.places(), 0);
    gauge.show(Table.REPORT_CONNECTIONS, connections.places(), connections.evictions());
    reporters.gauge(gauge);
    gauge.show(Table.RECENT_REQUESTS, recent.size(), recent.evictions());
  }

  @Override
  public void close() {
    all.forEach(ReportSource::close);
  }
}
