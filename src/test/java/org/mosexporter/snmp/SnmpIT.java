package org.mosexporter.snmp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.Shared;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Snmp.Auth;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.config.Snmp.Privacy;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.TrafficDirection;

/** Polls Debian's snmpd, which replays the synthetic branch router of ../shared on loopback. */
class SnmpIT {
  private static final String QUEUES = "WAN-SHAPE-20M/class-default/WAN-QUEUES";

  private static final Map<String, Credentials> CREDENTIALS =
      Map.of(
          "v2c",
          ReplayAgent.PUBLIC,
          "sha256",
          user("v3sha256", Auth.SHA_256, "authpass123", Privacy.AES_128),
          "sha512",
          user("v3sha512", Auth.SHA_512, "authpass123", Privacy.AES_256),
          "sha1",
          user("v3sha1", Auth.SHA_1, "authpass123", Privacy.AES_128),
          "sha1a256",
          user("v3sha1a256", Auth.SHA_1, "authpass123", Privacy.AES_256),
          "stranger",
          user("nobody", Auth.SHA_256, "authpass123", Privacy.AES_128),
          "auth",
          user("v3auth", Auth.SHA_256, "authpass123", Privacy.NONE),
          "wrong",
          user("v3sha256", Auth.SHA_256, "not-the-key", Privacy.AES_128));

  @TempDir private Path folder;

  private static Credentials user(String name, Auth auth, String key, Privacy privacy) {
    return new Credentials.V3(name, auth, new Secret(key), privacy, new Secret("privpass123"));
  }

  @BeforeAll
  static void needsSnmpd() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    boolean there =
        Stream.of("/usr/sbin/snmpd", "/usr/bin/snmpd", "/usr/local/sbin/snmpd")
            .anyMatch(file -> Files.isExecutable(Path.of(file)));
    if (!there) {
      System.err.println("SKIPPED: snmpd is not installed, so polling a real agent was not tested");
      assertFalse("true".equals(System.getenv("CI")), "snmpd is not installed");
    }
    assumeTrue(there, "SKIPPED: snmpd is not installed");
  }

  /** The replaying agent, and the file that switches its scene. */
  private final class Agent implements AutoCloseable {
    private final int port;
    private final Path trigger = folder.resolve("scene");
    private Process process;

    Agent(String scene, Map<String, String> environment) throws IOException {
      try (var free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      show(scene);
      process = start(environment);
    }

    private Process start(Map<String, String> environment) throws IOException {
      Path start = Shared.path().resolve("snmp/replay/start.sh");
      var builder =
          new ProcessBuilder(
              "bash",
              start.toString(),
              Integer.toString(port),
              folder.resolve("state").toString(),
              file("t0").toString());
      builder.environment().put("SNMPREC_RELOAD", trigger.toString());
      builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
      builder.environment().putAll(environment);
      return builder
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("output").toFile())
          .start();
    }

    void restart(Map<String, String> environment) throws IOException {
      stop();
      process = start(environment);
    }

    /** In one step, for the agent reads the file's new time first and its text then. */
    void show(String scene) throws IOException {
      Path next = Files.writeString(folder.resolve("scene.next"), file(scene).toString());
      Files.move(next, trigger, StandardCopyOption.ATOMIC_MOVE);
    }

    Device device(String credentials) {
      return new Device(credentials, "berlin", "127.0.0.1:" + port, credentials);
    }

    private Path file(String scene) {
      return Shared.path().resolve("snmp/recordings/SYNTHETIC-branch-router-" + scene + ".snmprec");
    }

    private void stop() {
      process.destroy();
      process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
      process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
      stop();
    }
  }

  @Test
  void countsABurstOverEveryVersionAndProtocol() throws Exception {
    try (var agent = new Agent("t0", Map.of());
        var poller = poller(agent, "v2c", "sha256", "sha512", "sha1", "sha1a256", "auth")) {
      poller.start();
      everywhere(poller, "packets at t0", 0);
      agent.show("t60");
      everywhere(poller, "packets at t60", 650 * 60);
      for (RouterSnapshot router : poller.snapshots()) {
        assertEquals(OptionalLong.of(0), find(router, "VOICE").droppedPackets(), router.router());
        assertEquals(
            OptionalLong.of(0), find(router, "SIGNALING").droppedPackets(), router.router());
      }
      agent.show("t120");
      everywhere(poller, "packets at t120", 650 * 120);
      assertBurst(poller);
      agent.show("reload");
      await()
          .until(
              () ->
                  poller.snapshots().stream()
                      .allMatch(router -> router.interfaces().getFirst().name().equals("Gi0/0/1")));
      assertBurst(poller);
    }
  }

  private static void assertBurst(SnmpPoller poller) {
    for (RouterSnapshot router : poller.snapshots()) {
      assertEquals(OptionalLong.of(312), find(router, "VOICE").droppedPackets(), router.router());
      assertEquals(
          OptionalLong.of(12), find(router, "SIGNALING").droppedPackets(), router.router());
    }
  }

  private static void everywhere(SnmpPoller poller, String what, long voicePackets) {
    await(what)
        .until(
            () ->
                poller.snapshots().stream()
                    .allMatch(
                        router ->
                            !router.classes().isEmpty()
                                && find(router, "VOICE").packets().orElse(-1) == voicePackets));
  }

  @Test
  void aWrongKeyIsSaidAndIsNotShown() throws Exception {
    try (var agent = new Agent("t0", Map.of())) {
      await().until(() -> SnmpPoller.check(config(agent, "v2c"), agent.device("v2c")).answered());
      RouterCheck check = SnmpPoller.check(config(agent, "wrong"), agent.device("wrong"));

      assertFalse(check.answered());
      assertEquals(
          Optional.of("is there, but does not answer this user: check keys and protocols"),
          check.problem());
      assertFalse(check.toString().contains("not-the-key"), check.toString());
      assertEquals(
          Optional.of("refused: unknown user"),
          SnmpPoller.check(config(agent, "stranger"), agent.device("stranger")).problem());
      assertEquals(
          "branch-rtr1", SnmpPoller.check(config(agent, "sha256"), agent.device("sha256")).name());
    }
  }

  /**
   * Another boot, another engine, and the first engine with fewer boots; at most two polls each.
   */
  @Test
  void findsADeviceAgainWithinTwoPollsHoweverItsEngineComesBack() throws Exception {
    Map<String, String> first = Map.of("ENGINEID", "0x80001f8804746573742d31");
    Map<String, String> second = Map.of("ENGINEID", "0x80001f8804746573742d32");
    try (var agent = new Agent("t0", first)) {
      answers(agent);
      try (var device =
          new DevicePoller(
              agent.device("sha256"), CREDENTIALS.get("sha256"), InstantSource.system(), 1_500)) {
        await("first answer").until(() -> device.poll().snapshot().up());
        agent.restart(first);
        foundWithinTwoPolls(agent, device);
        agent.restart(second);
        foundWithinTwoPolls(agent, device);
        for (int poll = 0; poll < 4; poll++) {
          device.poll(); // an engine is not forgotten at every poll
        }
        agent.restart(second);
        answers(agent);
        agent.restart(second);
        foundWithinTwoPolls(agent, device);
        agent.stop();
        forget(folder.resolve("state/persist"));
        agent.restart(second);
        foundWithinTwoPolls(agent, device);
      }
    }
  }

  private static void answers(Agent agent) {
    await().until(() -> SnmpPoller.check(config(agent, "v2c"), agent.device("v2c")).answered());
  }

  private static void foundWithinTwoPolls(Agent agent, DevicePoller device) {
    answers(agent);
    device.poll();
    RouterSnapshot router = device.poll().snapshot();
    assertTrue(router.up());
    assertFalse(router.modules().containsValue(false), router.modules().toString());
    assertEquals(OptionalLong.of(0), find(router, "VOICE").droppedPackets());
  }

  private static void forget(Path persistent) throws IOException {
    try (Stream<Path> files = Files.list(persistent)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  private static SnmpPoller poller(Agent agent, String... credentials) {
    return new SnmpPoller(config(agent, credentials), InstantSource.system());
  }

  private static Snmp config(Agent agent, String... credentials) {
    return new Snmp(
        Duration.ofMillis(500), CREDENTIALS, Stream.of(credentials).map(agent::device).toList());
  }

  private static ClassFigures find(RouterSnapshot router, String name) {
    List<ClassFigures> found =
        router.classes().stream()
            .filter(c -> c.networkInterface().equals("Gi0/0/1"))
            .filter(c -> c.direction() == TrafficDirection.OUTPUT)
            .filter(c -> c.policy().equals(QUEUES) && c.name().equals(name))
            .toList();
    assertEquals(1, found.size(), router.toString());
    return found.getFirst();
  }
}
