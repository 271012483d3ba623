package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.RouterSnapshot;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** What broken agents do, beyond what DevicePollerTest has: none of it becomes a figure. */
class FaultsTest {
  private static final long TIMEOUT_MS = 300;

  private ReplayAgent agent;
  private DevicePoller poller;

  @BeforeEach
  void starts() throws Exception {
    agent = new ReplayAgent(SmallRouter.rows());
    poller =
        new DevicePoller(
            new Device("gw1", "berlin", agent.address(), "c"),
            ReplayAgent.PUBLIC,
            InstantSource.system(),
            TIMEOUT_MS);
    poller.poll();
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(12));
    poller.poll();
  }

  @AfterEach
  void stops() throws Exception {
    poller.close();
    agent.close();
  }

  private static long drops(RouterSnapshot router) {
    return router.classes().stream()
        .filter(each -> each.name().equals("VOICE"))
        .findFirst()
        .orElseThrow()
        .droppedPackets()
        .orElseThrow();
  }

  private static boolean isBulk(PDU request) {
    return request.getType() == PDU.GETBULK;
  }

  /**
   * Later than the first patience, within the second: it answers the request and its repetition.
   */
  @Test
  void anAnswerThatComesAfterTheRepetitionIsTaken() {
    AtomicInteger late = new AtomicInteger();
    agent.fault(
        (request, answer) -> {
          if (isBulk(request) && late.incrementAndGet() == 1) {
            sleep(TIMEOUT_MS + 50);
          }
          return Optional.of(answer);
        });
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(13));
    DevicePoller.State state = poller.poll();
    assertEquals(Optional.empty(), state.problem());
    assertEquals(3, drops(state.snapshot()));
  }

  private static void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anAnswerToAnotherRequestIsNone() {
    agent.fault(
        (request, answer) -> {
          if (isBulk(request)) {
            answer.setRequestID(new Integer32(request.getRequestID().toInt() + 1));
          }
          return Optional.of(answer);
        });
    DevicePoller.State state = poller.poll();
    assertTrue(state.problem().isPresent());
    assertEquals(2, drops(state.snapshot()));
    agent.behave();
    assertEquals(2, drops(poller.poll().snapshot()));
  }

  @Test
  void tenRowsAtMostAreAsGoodAsAll() {
    var rows = new TreeMap<>(SmallRouter.rows());
    for (int port = 3; port <= 60; port++) {
      rows.put(new OID(SmallRouter.IF + "8." + port), new Integer32(1));
      rows.put(new OID(SmallRouter.IF + "13." + port), new Counter32(port));
      rows.put(new OID(SmallRouter.IF_X + "1." + port), new OctetString("p" + port));
    }
    agent.show(rows);
    agent.fault(
        (request, answer) -> {
          int most = request.getNonRepeaters() + 10 * (request.size() - request.getNonRepeaters());
          while (isBulk(request) && answer.size() > most) {
            answer.remove(answer.size() - 1);
          }
          return Optional.of(answer);
        });
    DevicePoller.State state = poller.poll();
    assertEquals(Optional.empty(), state.problem());
    assertEquals(60, state.snapshot().interfaces().size());
    assertEquals("p60", state.snapshot().interfaces().getLast().name());
  }

  /** A lie that cannot be told from the truth; but nothing is counted for it, then or after. */
  @Test
  void aTableThatEndsTooEarlyForOnePollCountsNothing() {
    agent.fault(
        (_, answer) -> {
          boolean over = false;
          for (int i = 0; i < answer.size(); i++) {
            over |= answer.get(i).getOid().startsWith(new OID(SmallRouter.QOS + "15"));
            if (over) {
              answer.set(i, new VariableBinding(answer.get(i).getOid(), Null.endOfMibView));
            }
          }
          return Optional.of(answer);
        });
    poller.poll();
    agent.behave();
    assertEquals(2, drops(poller.poll().snapshot()));
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(13));
    assertEquals(3, drops(poller.poll().snapshot()));
  }

  @Test
  void tooBigWithoutVariablesIsTooBig() {
    agent.fault(
        (request, answer) -> {
          if (isBulk(request) && answer.size() > 30) {
            answer.clear();
            answer.setType(PDU.RESPONSE);
            answer.setRequestID(request.getRequestID());
            answer.setErrorStatus(PDU.tooBig);
          }
          return Optional.of(answer);
        });
    DevicePoller.State state = poller.poll();
    assertEquals(Optional.empty(), state.problem());
    assertEquals(2, state.snapshot().classes().size());
  }

  @Test
  void anErrorInTheMiddleLeavesWhatWasKnown() {
    agent.fault(
        (request, answer) -> {
          if (isBulk(request)) {
            answer.setErrorStatus(PDU.genErr);
            answer.setErrorIndex(2);
          }
          return Optional.of(answer);
        });
    DevicePoller.State state = poller.poll();
    assertTrue(state.problem().orElseThrow().contains("error"));
    assertEquals(2, state.snapshot().interfaces().size());
    assertEquals(2, drops(state.snapshot()));
  }

  @Test
  void whoAnswersWithMoreThanEightMebibytesIsRefused() {
    OctetString large = new OctetString(new byte[40_000]);
    var rows = new TreeMap<>(SmallRouter.rows());
    for (int port = 3; port <= 300; port++) {
      rows.put(new OID(SmallRouter.IF + "2." + port), large);
      rows.put(new OID(SmallRouter.IF + "8." + port), new Integer32(1));
    }
    agent.show(rows);
    agent.fault(
        (request, answer) -> {
          while (isBulk(request) && answer.getBERLength() > 60_000) {
            answer.remove(answer.size() - 1);
          }
          return Optional.of(answer);
        });
    DevicePoller.State state = poller.poll();
    assertTrue(state.problem().orElseThrow().contains("8388608 octets"), state.problem()::toString);
    assertEquals(2, state.snapshot().interfaces().size());
  }

  /** Asked for less after a timeout, and again for more when it answers for long. */
  @Test
  void whatWasLostIsRememberedAndForgottenAgain() {
    BulkSize size = new BulkSize(BulkSize.MOST_BINDINGS);
    assertTrue(size.onTimeout(150));
    size.onAnswer();
    size.beginPoll();
    assertEquals(37, size.repetitions(1));
    assertTrue(size.onTimeout(37));
    size.beginPoll(); // no answer came: the device is silent, and not slow
    assertEquals(37, size.repetitions(1));
    for (int poll = 0; poll < 40; poll++) {
      size.beginPoll();
    }
    assertEquals(148, size.repetitions(1));
    assertTrue(size.onTooBig(148));
    for (int poll = 0; poll < 100; poll++) {
      size.beginPoll();
    }
    assertEquals(74, size.repetitions(1));
    assertFalse(size.onTooBig(1));
  }

  @Test
  void onlyReads() {
    assertEquals(Set.of(PDU.GET, PDU.GETBULK), agent.asked());
  }
}
