package org.mosexporter.snmp;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.LinkHealth;
import org.mosexporter.network.PathProbe;
import org.mosexporter.network.Poll;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.RouterHistory;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.SurroundingsRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * Polls one device. {@link #poll} is called by one thread; the {@link #state} is read by any, and
 * {@link #close} wakes a poll that waits.
 */
final class DevicePoller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DevicePoller.class);

  /** Its name may stand for another address by now. */
  private static final int SILENT_POLLS_UNTIL_NEW_SESSION = 3;

  private static final String IF_MIB = "if_mib";
  private static final String ETHER_LIKE_MIB = "etherlike_mib";

  private final Device device;
  private final Credentials credentials;
  private final InstantSource clock;
  private final long timeoutMs;
  private final RouterHistory history;
  private final Modules modules = new Modules();
  private final SurroundingsReader surroundings = new SurroundingsReader();
  private final ClassModules classModules;
  private final CiscoRttmonMib rttmon = new CiscoRttmonMib();

  private volatile BiConsumer<RouterSnapshot, PollWindows> listener = (_, _) -> {};
  private volatile Consumer<RouterEvent> eventListener = _ -> {};
  private volatile State state;
  private volatile boolean closed;
  private volatile @Nullable Session session;
  private final KnownEngine engine;
  private final TrapLog traps = new TrapLog(this::onEvent);
  private volatile Optional<Engine> authority = Optional.empty();
  private volatile Optional<IpAddress> address = Optional.empty();
  private int sessions;
  private int silentPolls;

  /** As the last poll read them; empty when it could not. */
  private volatile Map<OID, InterfaceReading> interfaces = Map.of();

  private OptionalLong upTimeTicks = OptionalLong.empty();

  /** With room of its own for what the device knows of others. */
  DevicePoller(Device device, Credentials credentials, InstantSource clock, long timeoutMs) {
    this(device, credentials, clock, timeoutMs, new SurroundingsRoom());
  }

  DevicePoller(
      Device device,
      Credentials credentials,
      InstantSource clock,
      long timeoutMs,
      SurroundingsRoom room) {
    this.device = device;
    this.credentials = credentials;
    this.clock = clock;
    this.timeoutMs = timeoutMs;
    this.classModules = new ClassModules(modules, device.classes());
    this.history = new RouterHistory(device.site(), device.name(), room);
    this.engine = new KnownEngine(credentials instanceof Credentials.V3);
    this.state = new State(history.snapshot(), "", "", Optional.empty());
  }

  /**
   * What is known after the last poll.
   *
   * @param name as the device says
   * @param description as the device says
   * @param problem what went wrong in the last poll
   */
  record State(RouterSnapshot snapshot, String name, String description, Optional<String> problem) {
    State with(RouterSnapshot other) {
      return new State(other, name, description, problem);
    }
  }

  State state() {
    return state;
  }

  /** From now on that hears what a poll found and what the classes did, on the polling thread. */
  void tell(BiConsumer<RouterSnapshot, PollWindows> hears) {
    listener = hears;
  }

  /** From now on that hears what the device tells by itself, on the thread that received it. */
  void tellEvents(Consumer<RouterEvent> hears) {
    eventListener = hears;
  }

  private void onEvent(RouterEvent event) {
    eventListener.accept(event);
  }

  /**
   * Who vouches for its traps (RFC 3414 §1.5.1).
   *
   * @param session another one forgot its boots
   */
  record Engine(OctetString id, int session) {}

  /** Nothing until it answered by version 3. */
  Optional<Engine> authority() {
    return authority;
  }

  Credentials credentials() {
    return credentials;
  }

  TrapLog traps() {
    return traps;
  }

  /** By ifIndex; empty when the last whole poll could not read them. */
  Map<OID, InterfaceReading> interfaces() {
    return interfaces;
  }

  /** Where it is asked; nothing while its name is unknown. */
  Optional<IpAddress> address() {
    return address;
  }

  /** Where it is asked, and what it told to be its own. */
  Set<IpAddress> addresses() {
    Set<IpAddress> all = new HashSet<>(state.snapshot().surroundings().addresses());
    all.removeIf(each -> each.toInetAddress().isLoopbackAddress()); // every router's own
    address.ifPresent(all::add);
    return all;
  }

  State poll() {
    long startNs = System.nanoTime();
    engine.beginPoll();
    State next;
    try {
      next = answered(startNs);
      silentPolls = 0;
      engine.onAnswer();
      rememberAuthority();
    } catch (SnmpFault fault) {
      next = silent(startNs, fault.text());
    } catch (RuntimeException e) {
      // A device must not be able to end its own polling, whatever it found to upset us with.
      log.error("router={} poll failed", device.name(), e);
      next = silent(startNs, e.getClass().getSimpleName());
    }
    tell(state, next);
    state = next;
    return next.snapshot().up() ? lookAround(next) : next;
  }

  /**
   * Polls the classes alone, on the interfaces that the last whole poll found. Without an answer
   * all stays as it was: a whole poll will tell.
   */
  State pollClasses() {
    long startNs = System.nanoTime();
    try {
      if (state.snapshot().up() && !interfaces.isEmpty()) {
        Session asked = session();
        asked.beginPoll(clock.instant());
        SystemMib.Facts system = SystemMib.read(asked);
        if (asked.kept().isEmpty()) {
          return poll(); // the device restarted or was configured
        }
        state = state.with(history.onPoll(readClasses(asked, system, startNs)));
        listener.accept(state.snapshot(), history.windows());
      }
    } catch (SnmpFault | RuntimeException e) {
      log.debug("router={} classes not read: {}", device.name(), e.getMessage());
    }
    return state;
  }

  private Poll readClasses(Session asked, SystemMib.Facts system, long startNs) {
    Map<String, Boolean> worked = new HashMap<>(state.snapshot().modules());
    modules.beginPoll();
    Map<String, Poll.Part<ClassReading>> classes = classModules.read(asked, system, interfaces);
    if (restartedMeanwhile(asked)) {
      classes = Map.of();
      modules.discard();
    }
    worked.putAll(modules.worked());
    return new Poll(
        nanosecondsSince1970(clock.instant()),
        state.snapshot().pollDurationSeconds().orElse((System.nanoTime() - startNs) / 1e9),
        system.upTimeTicks(),
        system.engineBoots(),
        worked,
        new Poll.Part.Unknown<>(),
        classes,
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>());
  }

  /** What changes slowly, and takes its time, comes after all that is counted. */
  private State lookAround(State polled) {
    Session asked = session;
    if (asked == null) {
      return polled;
    }
    try {
      state =
          surroundings
              .readIfDue(asked, interfaces, upTimeTicks, System.nanoTime())
              .map(reading -> polled.with(history.onSurroundings(reading)))
              .orElse(polled);
    } catch (RuntimeException e) {
      log.error("router={} its surroundings were not read", device.name(), e);
    }
    return state;
  }

  private State answered(long startNs) throws SnmpFault {
    Session asked = session();
    asked.beginPoll(clock.instant());
    SystemMib.Facts system = SystemMib.read(asked);
    Poll poll = read(asked, system, startNs);
    RouterSnapshot snapshot = history.onPoll(poll);
    listener.accept(snapshot, history.windows());
    return new State(snapshot, system.name(), system.description(), modules.problem());
  }

  private Poll read(Session asked, SystemMib.Facts system, long startNs) {
    modules.beginPoll();
    Map<OID, Boolean> halfDuplex = new HashMap<>();
    Map<OID, InterfaceReading> byIndex = new LinkedHashMap<>();
    modules.read(
        ETHER_LIKE_MIB,
        () -> {
          halfDuplex.putAll(EtherLikeMib.readHalfDuplex(asked));
          return present(List.copyOf(halfDuplex.keySet()));
        });
    Poll.Part<InterfaceReading> interfaces =
        modules.read(
            IF_MIB,
            () -> {
              byIndex.putAll(IfMib.read(asked, halfDuplex));
              return present(List.copyOf(byIndex.values()));
            });
    Map<String, Poll.Part<ClassReading>> classes = Map.of();
    if (interfaces instanceof Poll.Part.Whole<InterfaceReading>) {
      classes = classModules.read(asked, system, byIndex);
    } else {
      classModules.failed();
    }
    Poll.Part<PathProbe> probes =
        modules.readIfDue(
            CiscoRttmonMib.NAME,
            system.isOf(CiscoRttmonMib.ENTERPRISE),
            () -> rttmon.read(asked, clock.instant()));
    Poll.Part<LinkHealth> links =
        modules.readIfDue(
            FortinetMib.HEALTH,
            system.isOf(FortinetMib.ENTERPRISE),
            () -> FortinetMib.readHealth(asked));
    if (restartedMeanwhile(asked)) {
      interfaces = new Poll.Part.Unknown<>();
      classes = Map.of();
      probes = new Poll.Part.Unknown<>();
      links = new Poll.Part.Unknown<>();
      modules.discard();
    }
    this.interfaces = interfaces instanceof Poll.Part.Whole<InterfaceReading> ? byIndex : Map.of();
    upTimeTicks = system.upTimeTicks();
    return new Poll(
        nanosecondsSince1970(clock.instant()),
        (System.nanoTime() - startNs) / 1e9,
        system.upTimeTicks(),
        system.engineBoots(),
        modules.worked(),
        interfaces,
        classes,
        probes,
        links);
  }

  private static <T> Optional<List<T>> present(List<T> rows) {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows);
  }

  /** Rows read before and after a restart do not belong together, nor names and counters. */
  private static boolean restartedMeanwhile(Session asked) {
    try {
      return asked.restartedMeanwhile()
          || (asked.kept().readInThisPoll() && SystemMib.changedMeanwhile(asked));
    } catch (SnmpFault _) {
      return true;
    }
  }

  private State silent(long startNs, String problem) {
    silentPolls++;
    if (engine.isToBeForgotten()) {
      log.info("router={} does not answer: its engine will be asked for anew", device.name());
      closeSession();
    } else if (silentPolls % SILENT_POLLS_UNTIL_NEW_SESSION == 0) {
      closeSession();
    }
    RouterSnapshot snapshot = history.onSilence((System.nanoTime() - startNs) / 1e9);
    return new State(snapshot, state.name(), state.description(), Optional.of(problem));
  }

  private void tell(State before, State now) {
    if (closed || before.problem().equals(now.problem())) {
      return;
    }
    if (now.problem().isPresent()) {
      log.warn("router={} address={} {}", device.name(), device.address(), now.problem().get());
    } else {
      log.info("router={} answers again", device.name());
    }
  }

  private Session session() throws SnmpFault {
    Session open = session;
    if (open == null) {
      open = Sessions.open(device.address(), credentials, timeoutMs);
      session = open;
      sessions++;
      address = Optional.of(IpAddress.of(open.address()));
    }
    if (closed) {
      closeSession();
      throw new SnmpFault(SnmpFault.Kind.OTHER, "closed");
    }
    return open;
  }

  private void rememberAuthority() {
    Session open = session;
    if (open != null) {
      authority = open.engineId().map(id -> new Engine(id, sessions));
    }
  }

  private void closeSession() {
    Session open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }

  private static long nanosecondsSince1970(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  @Override
  public void close() {
    closed = true;
    closeSession();
  }
}
