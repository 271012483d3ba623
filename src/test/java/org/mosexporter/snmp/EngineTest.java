package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.snmp.ReplayAgent.Engine;
import org.slf4j.LoggerFactory;
import org.snmp4j.smi.Counter64;

/** Restarts of version 3's engines (RFC 3414 §2.3): each is recovered from within two polls. */
class EngineTest {
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(DevicePoller.class);
  private ReplayAgent agent;
  private DevicePoller poller;

  @BeforeEach
  void starts() throws Exception {
    said.start();
    logger.addAppender(said);
    logger.setLevel(Level.INFO);
    agent = new ReplayAgent(SmallRouter.rows(), new Engine("first", 7));
    poller = poller(ReplayAgent.USER);
    for (int i = 0; i < 5 && !poller.poll().snapshot().up(); i++) {
      // Before it is compiled, the arithmetic of keys may take longer than is waited for.
    }
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(11));
    assertWhole(poller.poll(), 1);
  }

  @AfterEach
  void stops() throws Exception {
    logger.detachAppender(said);
    logger.setLevel(null);
    poller.close();
    agent.close();
  }

  private DevicePoller poller(Credentials credentials) {
    return new DevicePoller(
        new Device("gw1", "berlin", agent.address(), "c"),
        credentials,
        InstantSource.system(),
        800);
  }

  /** All of its tables, and nothing counted that was not dropped. */
  private static void assertWhole(DevicePoller.State state, long drops) {
    RouterSnapshot router = state.snapshot();
    assertEquals(Optional.empty(), state.problem());
    assertEquals(2, router.interfaces().size());
    assertEquals(2, router.classes().size());
    assertEquals(1, router.shapers().size());
    assertEquals(drops, router.classes().getFirst().droppedPackets().orElseThrow());
  }

  private long forgotten() {
    return said.list.stream()
        .filter(event -> event.getFormattedMessage().contains("its engine will be asked for anew"))
        .count();
  }

  @Test
  void oneBootMoreIsNothing() throws Exception {
    agent.restart(new Engine("first", 8));
    assertWhole(poller.poll(), 1);
    assertEquals(0, forgotten());
  }

  @Test
  void aNewEngineAtTheSameAddressIsFoundWithoutAShortTable() throws Exception {
    agent.restart(new Engine("second", 1));
    DevicePoller.State next = poller.poll();
    assertEquals(2, next.snapshot().classes().size());
    assertWhole(poller.poll(), 1);
  }

  @Test
  void fewerBootsAreBelievedAfterOnePollWithoutAnswer() throws Exception {
    agent.restart(new Engine("first", 2));
    DevicePoller.State silent = poller.poll();
    assertFalse(silent.snapshot().up());
    assertEquals(2, silent.snapshot().classes().size());
    assertWhole(poller.poll(), 1);
    assertEquals(1, forgotten());
  }

  @Test
  void anEngineIsNotForgottenAtEveryPoll() throws Exception {
    agent.restart(new Engine("first", 2));
    poller.poll();
    assertTrue(poller.poll().snapshot().up());
    agent.restart(new Engine("first", 1));
    poller.poll();
    assertFalse(poller.poll().snapshot().up());
    assertEquals(1, forgotten());
    poller.poll();
    poller.poll();
    assertTrue(poller.poll().snapshot().up());
  }

  @Test
  void aDeviceThatIsGoneIsForgottenOnce() {
    agent.fault((_, _) -> Optional.empty());
    for (int i = 0; i < 5; i++) {
      poller.poll();
    }
    assertEquals(1, forgotten());
    agent.behave();
    assertWhole(poller.poll(), 1);
  }

  @Test
  void aWrongKeyIsSaidAndNotShown() {
    Credentials.V3 user = ReplayAgent.USER;
    Secret wrong = new Secret("not-the-key-at-all");
    try (var forger =
        poller(new Credentials.V3(user.user(), user.auth(), wrong, user.privacy(), wrong))) {
      DevicePoller.State state = forger.poll();
      assertEquals(
          Optional.of("is there, but does not answer this user: check keys and protocols"),
          state.problem());
      assertFalse(state.toString().contains("not-the-key"), state.toString());
    }
    String log = said.list.stream().map(ILoggingEvent::getFormattedMessage).toList().toString();
    assertTrue(log.contains("does not answer this user"), log);
    assertFalse(log.contains("not-the-key") || log.contains("pass123"), log);
  }
}
