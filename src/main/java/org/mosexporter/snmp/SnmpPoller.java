package org.mosexporter.snmp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.RouterSnapshot;

/**
 * Polls every configured router and switch on a schedule of its own, by SNMPv2c or SNMPv3, asking
 * only GET and GETBULK.
 *
 * <p>Each device has a virtual thread and a session: one that does not answer delays nobody.
 * Results are read from any thread.
 */
public final class SnmpPoller implements AutoCloseable {
  private static final long TIMEOUT_MS = 2_000;

  /**
   * Up to a twentieth is added: devices are not all asked in the same instant, nor do they stay in
   * step.
   */
  private static final int JITTER_DIVISOR = 20;

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Duration interval;
  private final List<DevicePoller> devices = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @throws IllegalArgumentException when a device names credentials that there are not
   */
  public SnmpPoller(Snmp config, InstantSource clock) {
    this(config, clock, TIMEOUT_MS);
  }

  SnmpPoller(Snmp config, InstantSource clock, long timeoutMs) {
    interval = config.interval();
    for (Device device : config.devices()) {
      devices.add(new DevicePoller(device, credentials(config, device), clock, timeoutMs));
    }
  }

  /** Begins to poll; once. */
  public void start() {
    for (DevicePoller device : devices) {
      threads.add(Thread.ofVirtual().name("snmp").start(() -> pollForEver(device)));
    }
  }

  /** Every configured device as last known, in the order of the configuration. */
  public List<RouterSnapshot> snapshots() {
    return devices.stream().map(device -> device.state().snapshot()).toList();
  }

  /** What went wrong in the last poll, by the device's configured name; for people to read. */
  public Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    for (DevicePoller device : devices) {
      DevicePoller.State state = device.state();
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

  private void pollForEver(DevicePoller device) {
    try {
      Thread.sleep(random(interval.compareTo(SOON) < 0 ? interval : SOON));
      long dueNs = System.nanoTime();
      while (!Thread.currentThread().isInterrupted()) {
        device.poll();
        dueNs += interval.toNanos() + random(interval.dividedBy(JITTER_DIVISOR)).toNanos();
        dueNs = Math.max(dueNs, System.nanoTime());
        Thread.sleep(Duration.ofNanos(dueNs - System.nanoTime()));
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private static Duration random(Duration most) {
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(most.toNanos() + 1));
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
    devices.forEach(DevicePoller::close);
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
