package org.mosexporter.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.config.Config;
import org.mosexporter.config.MemoryPlan;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.CallFindings;
import org.mosexporter.diagnosis.Change;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.EffectiveConfig;
import org.mosexporter.load.TlsMaterial;
import org.mosexporter.metrics.BuildInfo;
import org.mosexporter.metrics.CaptureSamples;
import org.mosexporter.metrics.ConclusionSamples;
import org.mosexporter.metrics.Metrics;
import org.mosexporter.metrics.ReceiverSamples;
import org.mosexporter.metrics.SampleSink;
import org.mosexporter.metrics.SelfFamilies;
import org.mosexporter.metrics.SiteFamilies;
import org.mosexporter.metrics.WebhookSamples;
import org.mosexporter.network.RouterEvents;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.notify.ForwardCounters;
import org.mosexporter.notify.Webhooks;
import org.mosexporter.record.Baselines;
import org.mosexporter.record.CallArchive;
import org.mosexporter.record.ChangeLog;
import org.mosexporter.record.Erased;
import org.mosexporter.record.Person;
import org.mosexporter.record.RecentCalls;
import org.mosexporter.record.RecordStores;
import org.mosexporter.record.RecordWriter;
import org.mosexporter.web.Backend;
import org.mosexporter.web.FirstSteps;
import org.mosexporter.web.ListenException;
import org.mosexporter.web.Listening;
import org.mosexporter.web.RefusedRequests;
import org.mosexporter.web.WebServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All stages wired: what {@code run} and {@code demo} start. */
final class Daemon implements AutoCloseable, Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  /** Reads the configuration again. */
  @FunctionalInterface
  interface Reader {
    Config read() throws ConfigException;
  }

  private static final int CHANGES_SHOWN = 20;
  private static final int MOST_FINDINGS_OF_A_CALL = 10;

  private final InstantSource clock = InstantSource.system();
  private final Reader reader;
  private final PacketSourceFactory sources;
  private final Supplier<Optional<SSLContext>> certificate;
  private final PrivateNames names = PrivateNames.ofService();
  private final EventQueue events;
  private final DiagnosisStage diagnosis;
  private final RecentCalls calls = new RecentCalls();
  private final ChangeLog changes = ChangeLog.open(RecordStores.ownFolder());
  private final RefusedRequests refused = new RefusedRequests();
  private final Webhooks webhooks;
  private final WebServer web;
  private final Systemd systemd = Systemd.of(System.getenv());
  private final Watchdog watchdog;
  private final RecordStores records;
  private volatile Config config;
  private volatile Measurement measurement;
  private volatile Instant loadedAt;
  private volatile boolean lastLoadGood = true;
  private volatile boolean limitsLowered;

  /** Opens the packets' source that a configuration asks for. */
  @FunctionalInterface
  interface PacketSourceFactory {
    PacketSource open(Config config, org.mosexporter.call.Tracker tracker) throws CaptureException;
  }

  Daemon(Config config, Reader reader, PacketSourceFactory sources, Listening listen)
      throws CaptureException, ListenException {
    this(config, reader, sources, listen, DiagnosisStage.EVERY);
  }

  /**
   * Starts all.
   *
   * @param concludesEvery how often conclusions are drawn
   */
  Daemon(
      Config config,
      Reader reader,
      PacketSourceFactory sources,
      Listening listen,
      Duration concludesEvery)
      throws CaptureException, ListenException {
    this.reader = reader;
    this.sources = sources;
    certificate = () -> listen.protection().tls().map(TlsMaterial::context);
    loadedAt = clock.instant();
    this.config = fitted(config);
    limitsLowered = !this.config.equals(config);
    BuildInfo build = new BuildInfo(Version.number(), "", Runtime.version().toString());
    Metrics metrics = new Metrics(this.config, this, this::routers, this::samples, build, clock);
    Baselines usual = new Baselines(RecordStores.ownFolder());
    diagnosis = new DiagnosisStage(this.config, clock, concludesEvery, usual);
    webhooks = webhooks(this.config);
    diagnosis.tell(webhooks::onConclusions);
    CallEvents stages = new BothStages(new BothStages(metrics, calls), diagnosis);
    events = new EventQueue("metrics", new LocatedCalls(stages, call -> concluded(located(call))));
    records = new RecordStores(calls, this.config, clock);
    measurement = open(this.config);
    CallArchive archive =
        new CallArchive(
            calls, records, () -> this.config, name -> names.others(name, this.config.privacy()));
    Backend backend =
        new Backend(
            metrics,
            this,
            this::routers,
            () -> measurement.routerEvents(),
            diagnosis::last,
            this::samples,
            () -> measurement.receivers().reporters(),
            this::firstSteps,
            calls,
            archive,
            this::forget,
            archive,
            changes,
            new LocatedLiveCalls(() -> measurement.live(), call -> concluded(located(call))),
            call -> measurement.kept(call),
            () -> this.config,
            () -> EffectiveConfig.yaml(this.config),
            () -> measurement.ready(),
            () -> reload(metrics),
            build,
            clock);
    try {
      web = WebServer.open(listen, backend, refused);
    } catch (ListenException | RuntimeException busy) {
      measurement.close();
      events.close();
      diagnosis.close();
      webhooks.close();
      records.close();
      throw busy;
    }
    Signals.onHangUp(() -> reload(metrics));
    watchdog = Watchdog.start(systemd, () -> measurement.passes());
    LOG.info("ready on ports {}", web.ports());
    systemd.ready("pages and metrics on ports " + web.ports());
  }

  List<Integer> ports() {
    return web.ports();
  }

  /** What is seen, and what to do next where no call is. */
  FirstSteps firstSteps() {
    Measurement now = measurement;
    return FirstSteps.of(
        config, this, now.capture(), now.receivers().all(), now.receivers().reporters());
  }

  private Webhooks webhooks(Config wanted) {
    return Webhooks.start(
        wanted.notifications().webhooks(),
        RecordStores.ownFolder(),
        "mos-exporter/" + Version.number(),
        clock);
  }

  private Measurement open(Config wanted) throws CaptureException {
    return Measurement.start(
        wanted,
        names.names(wanted.privacy()),
        events,
        diagnosis::onPoll,
        tracker -> sources.open(wanted, tracker),
        certificate,
        clock);
  }

  /**
   * Takes the configuration as it is on disk now; whatever is wrong with it, the one in use stays.
   *
   * @return what is wrong; empty when the new one is in use
   */
  private synchronized Optional<String> reload(Metrics metrics) {
    systemd.reloading();
    Optional<String> wrong = take(metrics);
    systemd.ready(wrong.map(why -> "reload refused: " + why).orElse("configuration reloaded"));
    return wrong;
  }

  private Optional<String> take(Metrics metrics) {
    Config read;
    Config wanted;
    try {
      read = reader.read();
      wanted = fitted(read);
      if (changes(wanted)) {
        replace(wanted);
      }
    } catch (ConfigException | CaptureException refused) {
      lastLoadGood = false;
      LOG.error("reload refused, the configuration in use stays: {}", refused.getMessage());
      return Optional.of(String.valueOf(refused.getMessage()));
    }
    records.use(wanted);
    diagnosis.use(wanted);
    webhooks.use(wanted.notifications().webhooks());
    config = wanted;
    limitsLowered = !wanted.equals(read);
    metrics.reconfigure(wanted);
    loadedAt = clock.instant();
    lastLoadGood = true;
    LOG.info("configuration reloaded");
    return Optional.empty();
  }

  /** With limits that the heap can hold. */
  private Config fitted(Config wanted) {
    MemoryPlan plan = HeapLimits.plan(wanted);
    if (plan.isLowered()) {
      LOG.warn(HeapLimits.warning(plan));
    }
    return wanted.with(plan.inForce());
  }

  private boolean changes(Config wanted) {
    return !EffectiveConfig.yaml(wanted).equals(EffectiveConfig.yaml(config))
        || !wanted.snmp().equals(config.snmp()) // secrets are masked in the text
        || !wanted.receive().equals(config.receive())
        || !wanted.notifications().equals(config.notifications());
  }

  private void replace(Config wanted) throws CaptureException {
    measurement.close();
    try {
      measurement = open(wanted);
    } catch (CaptureException refused) {
      measurement = open(config);
      throw refused;
    }
  }

  /** Erases somebody's calls; of kept packets all, for messages name people in a dozen places. */
  private List<Erased> forget(String who) {
    List<Erased> erased =
        new ArrayList<>(records.erase(Person.of(who, names.others(who, config.privacy()))));
    measurement.giveUpKept().ifPresent(erased::add);
    return erased;
  }

  @Override
  public List<EndpointInfo> endpoints() {
    Measurement now = measurement;
    return now.located().of(now.snapshots().endpoints());
  }

  /** The same call with its phones. */
  private CallSummary located(CallSummary call) {
    Measurement now = measurement;
    List<EndpointInfo> all = new ArrayList<>(now.snapshots().endpoints());
    all.addAll(now.snapshots().foldedEndpoints());
    return now.located().of(call, all);
  }

  /** The same call with the findings that concern it, as they are now. */
  private CallSummary concluded(CallSummary call) {
    List<Finding> findings = CallFindings.of(call, diagnosis.last());
    return call.withFindings(
        findings.subList(0, Math.min(findings.size(), MOST_FINDINGS_OF_A_CALL)));
  }

  @Override
  public List<EndpointFigures> figures() {
    return measurement.snapshots().figures();
  }

  @Override
  public List<EndpointInfo> foldedEndpoints() {
    Measurement now = measurement;
    return now.located().of(now.snapshots().foldedEndpoints());
  }

  @Override
  public List<EndpointFigures> foldedFigures() {
    return measurement.snapshots().foldedFigures();
  }

  @Override
  public TrackerCounters counters() {
    return measurement.snapshots().counters();
  }

  private List<RouterSnapshot> routers() {
    return measurement.routers();
  }

  private void samples(SampleSink sink) {
    sink.sample(SelfFamilies.RELOAD_SUCCESSFUL, lastLoadGood ? 1 : 0);
    sink.sample(SelfFamilies.RELOAD_TIMESTAMP, loadedAt.toEpochMilli() / 1000.0);
    sink.sample(SelfFamilies.LIMITS_LOWERED, limitsLowered ? 1 : 0);
    new ConclusionSamples(diagnosis::last).samples(sink);
    new CaptureSamples(() -> measurement.capture()).samples(sink);
    new ReceiverSamples(() -> measurement.receivers()).samples(sink);
    new WebhookSamples(() -> webhooks).samples(sink);
    measurement.routerEvents().forEach(router -> samples(router, sink));
    measurement.forwarded().forEach(forwarded -> samples(forwarded, sink));
    changes.latest(CHANGES_SHOWN).forEach(change -> sample(change, sink));
    for (RefusedRequests.Reason reason : RefusedRequests.Reason.values()) {
      sink.sample(SelfFamilies.WEB_REFUSED, refused.of(reason), reason.label());
    }
    sink.sample(SelfFamilies.LATE_REPORTS, calls.late());
    Table.Gauge tables =
        (table, entries, evictions) -> {
          sink.sample(SelfFamilies.TABLE_ENTRIES, entries, table.label());
          sink.sample(SelfFamilies.TABLE_EVICTIONS, evictions, table.label());
        };
    calls.gauge(tables);
    measurement.gauge(tables);
    diagnosis.gauge(tables);
    records.writers().forEach(writer -> samples(writer, sink));
    sink.sample(SelfFamilies.QUEUE_DROPS, events.dropped(), "metrics");
    sink.sample(SelfFamilies.QUEUE_DROPS, measurement.droppedPolls(), "router_polls");
    sink.sample(SelfFamilies.QUEUE_DROPS, diagnosis.dropped(), "diagnosis");
  }

  private static void sample(Change change, SampleSink sink) {
    sink.sample(SiteFamilies.CHANGE_TIMESTAMP, change.atNs() * 1e-9, change.site(), change.id());
  }

  private static void samples(RouterEvents router, SampleSink sink) {
    router
        .counts()
        .forEach(
            (kind, count) ->
                sink.sample(
                    SelfFamilies.TRAPS, count, router.site(), router.router(), kind.label()));
  }

  private static void samples(RecordWriter writer, SampleSink sink) {
    sink.sample(SelfFamilies.RECORDS_UP, writer.up() ? 1 : 0, writer.store());
    sink.sample(SelfFamilies.RECORDS_WRITTEN, writer.written(), writer.store());
    sink.sample(SelfFamilies.RECORDS_FAILURES, writer.failures(), writer.store());
    sink.sample(SelfFamilies.RECORDS_LOST, writer.lost(), writer.store());
    sink.sample(SelfFamilies.RECORDS_REFUSED, writer.refused(), writer.store());
  }

  private static void samples(ForwardCounters forwarded, SampleSink sink) {
    sink.sample(SelfFamilies.FORWARDED, forwarded.sent(), "hep", forwarded.to());
    forwarded
        .failed()
        .forEach(
            (why, count) ->
                sink.sample(
                    SelfFamilies.FORWARD_FAILED, count, "hep", forwarded.to(), why.reason()));
  }

  @Override
  public void close() {
    systemd.stopping();
    watchdog.close();
    web.close();
    measurement.close();
    events.close();
    diagnosis.close();
    webhooks.close();
    records.close();
    LOG.info("stopped");
  }
}
