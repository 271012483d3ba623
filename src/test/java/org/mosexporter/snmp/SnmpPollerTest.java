package org.mosexporter.snmp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.RouterSnapshot;

class SnmpPollerTest {
  private static Snmp config(Device... devices) {
    return new Snmp(Duration.ofMillis(50), Map.of("c", ReplayAgent.PUBLIC), List.of(devices));
  }

  @Test
  void aDeadDeviceIsDownAndDelaysNobody() throws Exception {
    try (var agent = new ReplayAgent(SmallRouter.rows());
        var dead = new DatagramSocket();
        var poller =
            new SnmpPoller(
                config(
                    new Device("dead", "berlin", "127.0.0.1:" + dead.getLocalPort(), "c"),
                    new Device("gw1", "berlin", agent.address(), "c")),
                InstantSource.system())) {
      assertFalse(poller.snapshots().getLast().up());
      poller.start();
      await().until(() -> poller.snapshots().getLast().up());
      OptionalLong first = poller.snapshots().getLast().lastSuccessNs();
      // The dead one is still waited for while the other is polled again and again.
      await().until(() -> !poller.snapshots().getLast().lastSuccessNs().equals(first));
      assertFalse(poller.snapshots().getFirst().up());
      await().until(() -> poller.problems().equals(Map.of("dead", "no answer")));
    }
  }

  /** Each second is an interval: were one waited for, the others would come too late. */
  @Test
  void oneDeadAndOneSlowOfFiftyDelayNobody() throws Exception {
    try (var agent = new ReplayAgent(SmallRouter.rows());
        var slow = new ReplayAgent(SmallRouter.rows());
        var dead = new DatagramSocket()) {
      slow.fault(
          (_, answer) -> {
            LockSupport.parkNanos(300_000_000);
            return Optional.of(answer);
          });
      List<Device> devices = new ArrayList<>();
      devices.add(new Device("dead", "berlin", "127.0.0.1:" + dead.getLocalPort(), "c"));
      devices.add(new Device("slow", "berlin", slow.address(), "c"));
      for (int i = 0; i < 48; i++) {
        devices.add(new Device("gw" + i, "berlin", agent.address(), "c"));
      }
      Snmp config =
          new Snmp(Duration.ofSeconds(1), Map.of("c", ReplayAgent.PUBLIC), List.copyOf(devices));
      try (var poller = new SnmpPoller(config, InstantSource.system())) {
        poller.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> up(poller) >= 48);
        long before = System.nanoTime();
        List<OptionalLong> seen =
            poller.snapshots().stream().map(RouterSnapshot::lastSuccessNs).toList();
        await().until(() -> polledSince(poller, seen) >= 48);
        assertTrue(System.nanoTime() - before < 5_000_000_000L);
        assertFalse(poller.snapshots().getFirst().up());
      }
    }
  }

  private static long up(SnmpPoller poller) {
    return poller.snapshots().stream().filter(RouterSnapshot::up).count();
  }

  private static long polledSince(SnmpPoller poller, List<OptionalLong> seen) {
    List<RouterSnapshot> now = poller.snapshots();
    return IntStream.range(2, seen.size())
        .filter(i -> !now.get(i).lastSuccessNs().equals(seen.get(i)))
        .count();
  }

  @Test
  void asksNobodyAfterItIsClosed() throws Exception {
    try (var agent = new ReplayAgent(SmallRouter.rows())) {
      var poller =
          new SnmpPoller(
              config(new Device("gw1", "berlin", agent.address(), "c")), InstantSource.system());
      poller.start();
      await().until(() -> poller.snapshots().getFirst().up());
      poller.close();
      // What was under way at the close may still reach the agent; after that there is silence.
      var seen = new AtomicInteger(-1);
      await()
          .during(Duration.ofMillis(500))
          .until(() -> seen.getAndSet(agent.requests()) == agent.requests());
    }
  }

  @Test
  void checksOneDeviceNow() throws Exception {
    try (var agent = new ReplayAgent(SmallRouter.rows())) {
      Device device = new Device("gw1", "berlin", agent.address(), "c");
      RouterCheck check = SnmpPoller.check(config(device), device);

      assertTrue(check.answered());
      assertEquals("small", check.name());
      assertEquals("A small router", check.description());
      assertEquals(3, check.modules().size());
    }
  }

  @Test
  void saysWhichCredentialsAreMissing() {
    Device device = new Device("gw1", "berlin", "127.0.0.1", "other");
    Snmp config = config(device);

    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new SnmpPoller(config, InstantSource.system()));
    assertEquals("device gw1: no credentials named other", refused.getMessage());
    assertFalse(SnmpPoller.check(config, device).answered());
  }
}
