package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.network.LinkHealth;
import org.mosexporter.network.PathProbe;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** IP SLA operations and health checks, as recorded in ../shared. */
class RecordedProbesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private static NavigableMap<OID, Variable> recorded(String name) throws Exception {
    return Recording.read(Shared.path().resolve("snmp/recordings").resolve(name));
  }

  private static List<PathProbe> read(String recording) throws Exception {
    try (var agent = new ReplayAgent(recorded(recording));
        var session = Sessions.open(agent.address(), ReplayAgent.PUBLIC)) {
      return new CiscoRttmonMib().read(session, NOW).orElseThrow();
    }
  }

  private static PathProbe find(List<PathProbe> probes, String operation) {
    return probes.stream()
        .filter(probe -> probe.operation().equals(operation))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsAJitterOperationThatComputesMos() throws Exception {
    assertEquals(
        List.of(
            new PathProbe(
                "100",
                "192.0.2.10",
                "HQ-VOICE",
                "jitter",
                OptionalInt.of(46),
                "g711alaw",
                Optional.of(true),
                OptionalDouble.of(3.41),
                OptionalDouble.of(23_000 / 1e3 / 969),
                new PathProbe.OneWay(OptionalLong.of(31), OptionalDouble.of(0.014)),
                new PathProbe.OneWay(OptionalLong.of(0), OptionalDouble.of(0.002)),
                OptionalLong.of(0))),
        read("SYNTHETIC-branch-router-t120.snmprec"));
    assertEquals(
        OptionalDouble.of(4.34), find(read("SYNTHETIC-branch-router-t0.snmprec"), "100").mos());
  }

  @Test
  void readsJitterOperationsOfAnAsr9010WithoutMos() throws Exception {
    List<PathProbe> probes = read("cisco-iosxr-asr9010-rttmon.snmprec.gz");

    assertEquals(11, probes.size());
    PathProbe jitter = find(probes, "300");
    assertEquals("194.53.124.32", jitter.target());
    assertEquals(OptionalInt.of(0), jitter.dscp());
    assertEquals(OptionalDouble.empty(), jitter.mos());
    assertEquals(0.104 / 100, jitter.roundTripSeconds().orElseThrow(), 1e-12);
    assertEquals(0.039 / 37, jitter.output().jitterSeconds().orElseThrow(), 1e-12);
    assertEquals(0.022 / 21, jitter.input().jitterSeconds().orElseThrow(), 1e-12);
    assertEquals(OptionalLong.of(0), jitter.output().lostPackets());
    assertEquals(OptionalDouble.of(0), find(probes, "11").output().jitterSeconds());
    PathProbe echo = find(probes, "1000");
    assertEquals("echo", echo.type());
    assertEquals("10.30.1.2", echo.target());
    assertEquals(OptionalDouble.of(0.003), echo.roundTripSeconds());
    assertEquals(OptionalLong.empty(), echo.output().lostPackets());
  }

  @Test
  void readsAnIcmpJitterOperationOfACatalyst9300() throws Exception {
    PathProbe probe = find(read("cisco-iosxe-c9300-rttmon.snmprec"), "200");

    assertEquals("icmp-jitter", probe.type());
    assertEquals("ICMP-JITTER", probe.tag());
    assertEquals("100.64.4.2", probe.target());
    assertEquals(OptionalDouble.of(0.015), probe.roundTripSeconds());
    assertEquals(OptionalDouble.of(0.001), probe.output().jitterSeconds());
    assertEquals(OptionalLong.of(0), probe.lostWithoutDirection());
    assertEquals(OptionalDouble.empty(), probe.mos());
  }

  @Test
  void readsAnEchoOperationOfACatalyst3560() throws Exception {
    PathProbe echo = find(read("cisco-ios-c3560-slas.snmprec"), "10");

    assertEquals("192.168.168.182", echo.target());
    assertEquals(OptionalDouble.of(0.016), echo.roundTripSeconds());
    assertEquals(Optional.of(true), echo.success());
    assertEquals(OptionalDouble.empty(), echo.mos());
  }

  @Test
  void aDeviceThatCouldProbeAndDoesNotHasNoOperations() throws Exception {
    try (var agent = new ReplayAgent(recorded("cisco-ios-c3560-lldpmed.snmprec"));
        var session = Sessions.open(agent.address(), ReplayAgent.PUBLIC)) {
      assertEquals(Optional.empty(), new CiscoRttmonMib().read(session, NOW));
    }
  }

  @Test
  void readsHealthChecksOfAFortigate() throws Exception {
    try (var agent = new ReplayAgent(recorded("fortigate-sdwan.snmprec"));
        var session = Sessions.open(agent.address(), ReplayAgent.PUBLIC)) {
      List<LinkHealth> links = FortinetMib.readHealth(session).orElseThrow();

      assertEquals(6, links.size());
      assertEquals(
          new LinkHealth(
              "Default_Office_365",
              "wan2",
              true,
              OptionalDouble.of(0.02503),
              OptionalDouble.of(0.004482),
              OptionalDouble.of(0.02)),
          links.get(1));
      assertEquals("PRIVATE-B", links.get(3).link());
      assertTrue(new FortinetMib().read(session, java.util.Map.of()).isEmpty());
    }
  }

  @Test
  void saysNothingMoreOfAnOperationThatStoppedRunning() throws Exception {
    try (var agent = new ReplayAgent(recorded("SYNTHETIC-branch-router-t120.snmprec"));
        var session = Sessions.open(agent.address(), ReplayAgent.PUBLIC)) {
      var mib = new CiscoRttmonMib();
      mib.read(session, NOW);
      // Its frequency is 60 s: three runs and a minute.
      Duration most = Duration.ofMinutes(4);
      assertEquals(
          OptionalDouble.of(3.41),
          mib.read(session, NOW.plus(most)).orElseThrow().getFirst().mos());
      PathProbe old = mib.read(session, NOW.plus(most).plusSeconds(1)).orElseThrow().getFirst();
      assertEquals(OptionalDouble.empty(), old.mos());
      assertEquals(Optional.empty(), old.success());
      assertEquals(OptionalLong.empty(), old.output().lostPackets());
      assertEquals("HQ-VOICE", old.tag());
      agent.change("1.3.6.1.4.1.9.9.42.1.2.10.1.5.100", new org.snmp4j.smi.TimeTicks(103_697_500));
      assertEquals(
          OptionalDouble.of(3.41),
          mib.read(session, NOW.plusSeconds(300)).orElseThrow().getFirst().mos());
    }
  }
}
