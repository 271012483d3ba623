package org.mosexporter.snmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.config.Table;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.RouterEvents;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.SurroundingsRoom;
import org.mosexporter.receive.Decoder;
import org.snmp4j.mp.MPv3;
import org.snmp4j.smi.OctetString;

/**
 * Polls every configured router and switch on a schedule of its own, by SNMPv2c or SNMPv3, asking
 * only GET and GETBULK.
 *
 * <p>Each device has a virtual thread and a session: one that does not answer delays nobody.
 * Results are read from any thread.
 */
public final class SnmpPoller implements AutoCloseable {
  private static final long TIMEOUT_MS = 2_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Watch> watches = new ArrayList<>();
  private final Collection<Credentials> credentials;
  private final InstantSource clock;
  private final SurroundingsRoom room = new SurroundingsRoom();

  /**
   * @throws IllegalArgumentException when a device names credentials that there are not
   */
  public SnmpPoller(Snmp config, InstantSource clock) {
    this(config, clock, TIMEOUT_MS);
  }

  SnmpPoller(Snmp config, InstantSource clock, long timeoutMs) {
    this.credentials = config.credentials().values();
    this.clock = clock;
    for (Device device : config.devices()) {
      var poller = new DevicePoller(device, credentials(config, device), clock, timeoutMs, room);
      watches.add(new Watch(poller, config.interval()));
    }
  }

  /**
   * From now on that hears what a poll found, and what classes did since the one before, on the
   * device's own thread.
   */
  public void tell(BiConsumer<RouterSnapshot, PollWindows> listener) {
    watches.forEach(watch -> watch.device.tell(listener));
  }

  /** From now on that hears what routers tell by themselves, by name, on the receiving thread. */
  public void tellEvents(BiConsumer<String, RouterEvent> listener) {
    for (Watch watch : watches) {
      String router = watch.device.state().snapshot().router();
      watch.device.tellEvents(event -> listener.accept(router, event));
    }
  }

  /** Begins to poll; once. */
  public void start() {
    watches.forEach(Watch::start);
  }

  /**
   * Polls the traffic classes of a router every ten seconds from now on, for so long; one that is
   * not configured is passed over. From any thread.
   */
  public void attend(String router, Duration howLong) {
    for (Watch watch : watches) {
      if (watch.device.state().snapshot().router().equals(router)) {
        watch.attend(howLong);
      }
    }
  }

  /** How full the room is for what devices know of their surroundings. */
  public void gauge(Table.Gauge gauge) {
    room.gauge(gauge);
  }

  /** Every configured device as last known, in the order of the configuration. */
  public List<RouterSnapshot> snapshots() {
    return watches.stream().map(watch -> watch.device.state().snapshot()).toList();
  }

  /** What each told by itself, in the order of the configuration. */
  public List<RouterEvents> events() {
    return watches.stream().map(Watch::events).toList();
  }

  /** Reads traps and informs of the devices; one for each port. */
  public Decoder traps() {
    return new TrapDecoder(
        new DevicesByAddress(pollers(), System::nanoTime), credentials, ourEngine(), boots());
  }

  private List<DevicePoller> pollers() {
    return watches.stream().map(watch -> watch.device).toList();
  }

  /** The same at each start on this machine. */
  private static OctetString ourEngine() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      host = "mos-exporter";
    }
    return new OctetString(MPv3.createLocalEngineID(new OctetString(host)));
  }

  /** More at each start: seconds since 2026-01-01. */
  private int boots() {
    return Math.clamp(clock.instant().getEpochSecond() - 1_767_225_600L, 1, Integer.MAX_VALUE);
  }

  /** What went wrong in the last poll, by the device's configured name; for people to read. */
  public Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    for (Watch watch : watches) {
      DevicePoller.State state = watch.device.state();
      state.problem().ifPresent(problem -> problems.put(state.snapshot().router(), problem));
    }
    return problems;
  }

  /** Polls one device once, now. */
  public static RouterCheck check(Snmp config, Device device) {
    Credentials credentials = config.credentials().get(device.credentials());
    if (credentials == null) {
      return new RouterCheck(false, "", "", Map.of(), Optional.of(noCredentials(device)));
    }
    try (var poller = new DevicePoller(device, credentials, InstantSource.system(), TIMEOUT_MS)) {
      DevicePoller.State state = poller.poll();
      return new RouterCheck(
          state.snapshot().up(),
          state.name(),
          state.description(),
          state.snapshot().modules(),
          state.problem());
    }
  }

  /** One device, and the thread that polls it. */
  private static final class Watch implements Runnable {
    private final DevicePoller device;
    private final PollSchedule schedule;
    private final Thread thread;

    Watch(DevicePoller device, Duration interval) {
      this.device = device;
      this.schedule = new PollSchedule(interval, Watch::random, System.nanoTime());
      this.thread = Thread.ofVirtual().name("snmp").unstarted(this);
    }

    private static long random(long most) {
      return ThreadLocalRandom.current().nextLong(most + 1);
    }

    RouterEvents events() {
      RouterSnapshot router = device.state().snapshot();
      TrapLog log = device.traps();
      return new RouterEvents(router.site(), router.router(), log.counts(), log.latest());
    }

    void start() {
      thread.start();
    }

    void attend(Duration howLong) {
      schedule.attend(System.nanoTime() + howLong.toNanos());
      LockSupport.unpark(thread);
    }

    @Override
    public void run() {
      while (!thread.isInterrupted()) {
        long nowNs = System.nanoTime();
        long waitNs = schedule.waitNs(nowNs);
        if (waitNs > 0) {
          LockSupport.parkNanos(waitNs);
        } else if (schedule.isWholeDue(nowNs)) {
          device.poll();
          schedule.onWholePoll(nowNs, System.nanoTime());
        } else {
          device.pollClasses();
          schedule.onClassesPoll(nowNs);
        }
      }
    }

    void close() {
      device.close();
      thread.interrupt();
    }

    void join() throws InterruptedException {
      thread.join(PATIENCE);
    }
  }

  private static Credentials credentials(Snmp config, Device device) {
    Credentials credentials = config.credentials().get(device.credentials());
    if (credentials == null) {
      throw new IllegalArgumentException(noCredentials(device));
    }
    return credentials;
  }

  private static String noCredentials(Device device) {
    return "device " + device.name() + ": no credentials named " + device.credentials();
  }

  /** Ends all polls. */
  @Override
  public void close() {
    watches.forEach(Watch::close);
    try {
      for (Watch watch : watches) {
        watch.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
