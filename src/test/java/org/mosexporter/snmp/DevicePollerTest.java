package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Shaper;
import org.mosexporter.network.ShaperFigures;
import org.mosexporter.network.TrafficDirection;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

/** Polls an agent on loopback that behaves, and one that does not. */
class DevicePollerTest {
  private static final OID CM_STATS = new OID("1.3.6.1.4.1.9.9.166.1.15");

  private ReplayAgent agent;
  private DevicePoller poller;

  @BeforeEach
  void startsAgent() throws Exception {
    agent = new ReplayAgent(SmallRouter.rows());
    poller =
        new DevicePoller(
            new Device("gw1", "berlin", agent.address(), "c"),
            ReplayAgent.PUBLIC,
            InstantSource.system(),
            400);
  }

  @AfterEach
  void stopsAgent() throws Exception {
    poller.close();
    agent.close();
  }

  @Test
  void joinsLeavesAndParentsToNames() {
    RouterSnapshot snapshot = poller.poll().snapshot();

    assertTrue(snapshot.up());
    assertTrue(snapshot.lastSuccessNs().isPresent());
    assertEquals(
        Map.of("etherlike_mib", true, "if_mib", true, "cisco_class_based_qos_mib", true),
        snapshot.modules());
    Map<ClassCounter, Long> none =
        Map.of(
            ClassCounter.PACKETS, 0L,
            ClassCounter.BYTES, 0L,
            ClassCounter.DROPPED_PACKETS, 0L,
            ClassCounter.DROPPED_BYTES, 0L);
    assertEquals(
        List.of(
            new ClassFigures(
                "WAN",
                TrafficDirection.OUTPUT,
                "SHAPE/class-default/QUEUES",
                "VOICE",
                List.of("Match dscp ef (46)"),
                List.of(46),
                true,
                OptionalInt.empty(),
                OptionalLong.of(7),
                OptionalLong.of(64),
                Shaper.NONE,
                none),
            new ClassFigures(
                "WAN",
                TrafficDirection.OUTPUT,
                "SHAPE/class-default/QUEUES",
                "class-default",
                List.of("Match any"),
                List.of(),
                false,
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Shaper.NONE,
                none)),
        snapshot.classes());
    assertEquals(
        List.of(
            new ShaperFigures(
                "WAN",
                TrafficDirection.OUTPUT,
                "SHAPE",
                "class-default",
                new Shaper(OptionalLong.of(8_000_000), Optional.empty(), OptionalLong.empty()),
                none)),
        snapshot.shapers());
    assertEquals(Optional.of(true), snapshot.interfaces().getFirst().halfDuplex());
    assertEquals(Optional.of(false), snapshot.interfaces().getLast().halfDuplex());
  }

  @Test
  void countsWhatWasDroppedSinceTheFirstPoll() {
    poller.poll();
    drops(17);
    assertEquals(7, voiceDrops(poller.poll()));
    assertEquals(7, voiceDrops(poller.poll()));
    drops(18);
    assertEquals(8, voiceDrops(poller.poll()));
  }

  @Test
  void asksOnlyToRead() {
    poller.poll();
    assertEquals(Set.of(PDU.GET, PDU.GETBULK), agent.asked());
  }

  @Test
  void asksForLessWhenTheAnswerIsTooBigAndRemembersIt() {
    AtomicInteger refused = new AtomicInteger();
    agent.fault(
        (request, answer) -> {
          if (answer.size() <= 8) {
            return Optional.of(answer);
          }
          refused.incrementAndGet();
          PDU tooBig = new PDU();
          tooBig.setType(PDU.RESPONSE);
          tooBig.setRequestID(request.getRequestID());
          tooBig.setErrorStatus(PDU.tooBig);
          return Optional.of(tooBig);
        });
    DevicePoller.State first = poller.poll();
    assertTrue(refused.get() > 0);
    refused.set(0);
    drops(17);
    DevicePoller.State second = poller.poll();

    assertEquals(Optional.empty(), first.problem());
    assertEquals(7, voiceDrops(second));
    assertEquals(0, refused.get());
  }

  @Test
  void asksForSingleValuesWhenNothingElseFits() {
    agent.fault(
        (request, answer) -> {
          if (request.getType() == PDU.GET || answer.size() <= 1) {
            return Optional.of(answer);
          }
          PDU tooBig = new PDU();
          tooBig.setType(PDU.RESPONSE);
          tooBig.setRequestID(request.getRequestID());
          tooBig.setErrorStatus(PDU.tooBig);
          return Optional.of(tooBig);
        });
    assertEquals(2, poller.poll().snapshot().classes().size());
  }

  @Test
  void goesOnWhenAnAnswerIsCutShort() {
    agent.fault(
        (request, answer) -> {
          while (request.getType() == PDU.GETBULK && answer.size() > 4) {
            answer.remove(answer.size() - 1);
          }
          return Optional.of(answer);
        });
    DevicePoller.State state = poller.poll();

    assertEquals(Optional.empty(), state.problem());
    assertEquals(2, state.snapshot().classes().size());
    assertEquals(1, state.snapshot().shapers().size());
  }

  @Test
  void keepsWhatWasKnownWhenAWalkFails() {
    poller.poll();
    drops(17);
    poller.poll();
    agent.fault(
        (request, answer) -> asksUnder(request, CM_STATS) ? error(answer) : Optional.of(answer));
    DevicePoller.State failed = poller.poll();
    agent.behave();
    drops(20);
    DevicePoller.State after = poller.poll();

    assertEquals(7, voiceDrops(failed));
    assertEquals(2, failed.snapshot().classes().size());
    assertEquals(
        Map.of("etherlike_mib", true, "if_mib", true, "cisco_class_based_qos_mib", false),
        failed.snapshot().modules());
    assertTrue(failed.problem().orElseThrow().contains("cisco_class_based_qos_mib"));
    assertEquals(10, voiceDrops(after));
  }

  @Test
  void doesNotBelieveThatAllClassesVanished() {
    poller.poll();
    drops(17);
    RouterSnapshot before = poller.poll().snapshot();
    agent.remove("1.3.6.1.4.1.9.9.166");
    RouterSnapshot empty = poller.poll().snapshot();

    assertEquals(before.classes(), empty.classes());
    assertEquals(false, empty.modules().get("cisco_class_based_qos_mib"));
    assertEquals(before.lastSuccessNs(), empty.lastSuccessNs());
    for (int i = 0; i < 10; i++) {
      empty = poller.poll().snapshot();
    }
    assertEquals(List.of(), empty.classes());
    assertFalse(empty.modules().containsKey("cisco_class_based_qos_mib"));
  }

  @Test
  void isDownWhenTheDeviceIsSilentAndUpAgainLater() {
    poller.poll();
    drops(17);
    RouterSnapshot before = poller.poll().snapshot();
    agent.fault((_, _) -> Optional.empty());
    DevicePoller.State silent = poller.poll();
    for (int i = 0; i < 3; i++) {
      poller.poll();
    }
    agent.behave();
    drops(19);
    DevicePoller.State again = poller.poll();

    assertFalse(silent.snapshot().up());
    assertEquals(Optional.of("no answer"), silent.problem());
    assertEquals(before.classes(), silent.snapshot().classes());
    assertEquals(before.lastSuccessNs(), silent.snapshot().lastSuccessNs());
    assertTrue(silent.snapshot().pollDurationSeconds().isPresent());
    assertTrue(again.snapshot().up());
    assertEquals(9, voiceDrops(again));
  }

  @Test
  void waitsOnceForADeviceThatFallsSilentInTheMiddle() {
    poller.poll();
    agent.fault(
        (request, answer) ->
            request.getType() == PDU.GETBULK ? Optional.empty() : Optional.of(answer));
    int before = agent.requests();
    DevicePoller.State state = poller.poll();

    assertEquals(
        Map.of("etherlike_mib", true, "if_mib", false, "cisco_class_based_qos_mib", false),
        with(state.snapshot().modules()));
    // Two GETs, and one GETBULK that was made smaller twice, each sent twice.
    assertTrue(agent.requests() - before <= 8, "asked " + (agent.requests() - before));
  }

  /** A module that is not asked because an earlier one failed may be missing from the list. */
  private static Map<String, Boolean> with(Map<String, Boolean> modules) {
    Map<String, Boolean> all = new java.util.HashMap<>(modules);
    all.putIfAbsent("cisco_class_based_qos_mib", false);
    return all;
  }

  @Test
  void survivesALostRequest() {
    AtomicInteger count = new AtomicInteger();
    agent.fault(
        (_, answer) -> count.incrementAndGet() == 4 ? Optional.empty() : Optional.of(answer));
    assertEquals(Optional.empty(), poller.poll().problem());
  }

  @Test
  void refusesAnswersThatDoNotIncrease() {
    agent.fault(
        (request, answer) -> {
          if (request.getType() == PDU.GETBULK) {
            for (int i = 0; i < answer.size(); i++) {
              answer.set(i, answer.get(i % request.size()));
            }
          }
          return Optional.of(answer);
        });
    DevicePoller.State state = poller.poll();
    assertTrue(state.problem().orElseThrow().contains("do not increase"), state.toString());
    assertEquals(List.of(), state.snapshot().interfaces());
  }

  @Test
  void refusesAnEmptyAnswer() {
    agent.fault(
        (request, answer) -> {
          if (request.getType() == PDU.GETBULK) {
            answer.clear();
            answer.setType(PDU.RESPONSE);
            answer.setRequestID(request.getRequestID());
          }
          return Optional.of(answer);
        });
    assertTrue(poller.poll().problem().orElseThrow().contains("nothing"));
  }

  @Test
  void passesOverHolesInATable() {
    agent.fault(
        (_, answer) -> {
          for (int i = 0; i < answer.size(); i++) {
            if (answer.get(i).getOid().equals(new OID(SmallRouter.VOICE_DROPS))) {
              answer.set(i, new VariableBinding(answer.get(i).getOid(), Null.noSuchInstance));
            }
          }
          return Optional.of(answer);
        });
    RouterSnapshot snapshot = poller.poll().snapshot();

    assertEquals(OptionalLong.empty(), voice(snapshot).droppedPackets());
    assertEquals(OptionalLong.of(0), voice(snapshot).droppedBytes());
  }

  @Test
  void endsATableThatNeverEnds() {
    AtomicInteger next = new AtomicInteger();
    agent.fault(
        (request, answer) -> {
          if (request.getType() == PDU.GETBULK) {
            for (int i = 1; i < answer.size(); i++) {
              int asked = 1 + (i - 1) % (request.size() - 1);
              OID at = request.get(asked).getOid();
              OID column = at.subOID(0, at.startsWith(new OID("1.3.6.1.2.1.2")) ? 10 : 11);
              answer.set(
                  i,
                  new VariableBinding(
                      new OID(column).append(next.incrementAndGet()), new Integer32(1)));
            }
          }
          return Optional.of(answer);
        });
    DevicePoller.State state = poller.poll();
    assertTrue(state.problem().orElseThrow().contains("more than 100000 values"), state.toString());
  }

  @Test
  void countsNothingOverARestart() {
    poller.poll();
    drops(17);
    poller.poll();
    agent.change(SmallRouter.UP_TIME, new TimeTicks(10));
    drops(1_000);
    assertEquals(7, voiceDrops(poller.poll()));
    drops(1_001);
    assertEquals(8, voiceDrops(poller.poll()));
    agent.change(SmallRouter.ENGINE_BOOTS, new Integer32(4));
    drops(2_000);
    assertEquals(8, voiceDrops(poller.poll()));
  }

  @Test
  void discardsAPollInWhichTheDeviceRestarted() {
    poller.poll();
    drops(17);
    AtomicInteger answers = new AtomicInteger();
    agent.fault(
        (_, answer) -> {
          if (answers.incrementAndGet() > 2) {
            tellsUpTime(answer, 1);
          }
          return Optional.of(answer);
        });
    var restarted = poller.poll();

    assertEquals(0, voiceDrops(restarted));
    assertEquals(
        java.util.Set.of(false), java.util.Set.copyOf(restarted.snapshot().modules().values()));
  }

  private static void tellsUpTime(PDU answer, long ticks) {
    for (int i = 0; i < answer.size(); i++) {
      if (answer.get(i).getOid().equals(new OID(SmallRouter.UP_TIME))) {
        answer.set(i, new VariableBinding(answer.get(i).getOid(), new TimeTicks(ticks)));
      }
    }
  }

  @Test
  void cutsAndCleansTextsOfTheAgent() {
    agent.change("1.3.6.1.2.1.31.1.1.1.18.1", new OctetString("up\nlevel=error \u001b[31mlink"));
    agent.change("1.3.6.1.2.1.31.1.1.1.1.2", new OctetString("x".repeat(5_000)));
    var interfaces = poller.poll().snapshot().interfaces();

    assertEquals("up level=error [31mlink", interfaces.getFirst().alias());
    assertEquals("x".repeat(128), interfaces.getLast().name());
  }

  @Test
  void namesPortsApartThatTheAgentCallsAlike() {
    agent.change("1.3.6.1.2.1.31.1.1.1.1.1", new OctetString("port"));
    agent.change("1.3.6.1.2.1.31.1.1.1.1.2", new OctetString("port"));
    var interfaces = poller.poll().snapshot().interfaces();

    assertEquals(List.of("port #1", "port #2"), interfaces.stream().map(i -> i.name()).toList());
  }

  @Test
  void toleratesAPolicyWhoseParentsGoInACircle() {
    agent.change("1.3.6.1.4.1.9.9.166.1.5.1.1.4.18.1", new Integer32(200));
    DevicePoller.State state = poller.poll();
    assertEquals(Optional.empty(), state.problem());
    assertEquals(List.of(), state.snapshot().classes());
  }

  private static boolean asksUnder(PDU request, OID root) {
    return request.getVariableBindings().stream().anyMatch(b -> b.getOid().startsWith(root));
  }

  private static Optional<PDU> error(PDU answer) {
    answer.setErrorStatus(PDU.genErr);
    answer.setErrorIndex(1);
    return Optional.of(answer);
  }

  private void drops(long count) {
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(count));
  }

  private static long voiceDrops(DevicePoller.State state) {
    return voice(state.snapshot()).droppedPackets().orElseThrow();
  }

  private static ClassFigures voice(RouterSnapshot snapshot) {
    return snapshot.classes().stream()
        .filter(c -> c.name().equals("VOICE"))
        .findFirst()
        .orElseThrow();
  }
}
