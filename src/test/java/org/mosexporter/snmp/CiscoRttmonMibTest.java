package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.network.PathProbe;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** IP SLA operations of our own making: 7 is udp-jitter in microseconds, 8 an echo over IPv6. */
class CiscoRttmonMibTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final String MIB = "1.3.6.1.4.1.9.9.42.1.";

  private static final String OPERATIONS =
      """
      1.3.6.1.4.1.9.9.42.1.2.1.1.3.7|4|to-berlin
      1.3.6.1.4.1.9.9.42.1.2.1.1.4.7|2|9
      1.3.6.1.4.1.9.9.42.1.2.1.1.4.8|2|1
      1.3.6.1.4.1.9.9.42.1.2.1.1.4.9|2|1
      1.3.6.1.4.1.9.9.42.1.2.1.1.6.7|2|30
      1.3.6.1.4.1.9.9.42.1.2.1.1.9.7|2|1
      1.3.6.1.4.1.9.9.42.1.2.1.1.9.8|2|1
      1.3.6.1.4.1.9.9.42.1.2.1.1.9.9|2|2
      1.3.6.1.4.1.9.9.42.1.2.2.1.2.7|4x|c6336407
      1.3.6.1.4.1.9.9.42.1.2.2.1.2.8|4x|20010db8000000000000000000000008
      1.3.6.1.4.1.9.9.42.1.2.2.1.9.7|2|187
      1.3.6.1.4.1.9.9.42.1.2.2.1.27.7|2|3
      1.3.6.1.4.1.9.9.42.1.2.2.1.37.7|2|2
      1.3.6.1.4.1.9.9.42.1.2.10.1.1.8|66|17
      1.3.6.1.4.1.9.9.42.1.2.10.1.2.7|2|1
      1.3.6.1.4.1.9.9.42.1.2.10.1.2.8|2|3
      1.3.6.1.4.1.9.9.42.1.2.10.1.5.7|67|5000
      1.3.6.1.4.1.9.9.42.1.5.2.1.1.7|66|50
      1.3.6.1.4.1.9.9.42.1.5.2.1.2.7|66|1250000
      1.3.6.1.4.1.9.9.42.1.5.2.1.8.7|66|10
      1.3.6.1.4.1.9.9.42.1.5.2.1.9.7|66|3000
      1.3.6.1.4.1.9.9.42.1.5.2.1.13.7|66|20
      1.3.6.1.4.1.9.9.42.1.5.2.1.14.7|66|6000
      1.3.6.1.4.1.9.9.42.1.5.2.1.18.7|66|0
      1.3.6.1.4.1.9.9.42.1.5.2.1.23.7|66|0
      1.3.6.1.4.1.9.9.42.1.5.2.1.26.7|66|4
      1.3.6.1.4.1.9.9.42.1.5.2.1.27.7|66|2
      1.3.6.1.4.1.9.9.42.1.5.2.1.29.7|66|1
      1.3.6.1.4.1.9.9.42.1.5.2.1.42.7|66|407
      """;

  private final CiscoRttmonMib mib = new CiscoRttmonMib();
  private ReplayAgent agent;
  private Session session;

  @BeforeEach
  void startsAgent() throws Exception {
    agent = new ReplayAgent(Recording.parse(OPERATIONS));
    session = Sessions.open(agent.address(), ReplayAgent.PUBLIC);
  }

  @AfterEach
  void stopsAgent() throws Exception {
    session.close();
    agent.close();
  }

  private PathProbe read(String operation) throws Exception {
    return mib.read(session, NOW).orElseThrow().stream()
        .filter(probe -> probe.operation().equals(operation))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsARunInMicroseconds() throws Exception {
    assertEquals(
        new PathProbe(
            "7",
            "198.51.100.7",
            "to-berlin",
            "jitter",
            OptionalInt.of(46), // 187 = 46·4 + 3
            "g729a",
            Optional.of(true),
            OptionalDouble.of(4.07),
            OptionalDouble.of(0.025), // 1.25 s in 50 trips
            new PathProbe.OneWay(OptionalLong.of(4), OptionalDouble.of(0.0003)), // 9 ms in 30
            new PathProbe.OneWay(OptionalLong.of(2), OptionalDouble.of(0)),
            OptionalLong.of(1)),
        read("7"));
  }

  @Test
  void readsAnEchoThatWasOverItsThreshold() throws Exception {
    PathProbe echo = read("8");
    assertEquals("2001:db8:0:0:0:0:0:8", echo.target());
    assertEquals(Optional.of(true), echo.success());
    assertEquals(OptionalDouble.of(0.017), echo.roundTripSeconds());
    assertEquals(OptionalInt.empty(), echo.dscp());
  }

  @Test
  void leavesOutWhatDoesNotRun() throws Exception {
    assertEquals(2, mib.read(session, NOW).orElseThrow().size());
  }

  @Test
  void zeroAndOneAreNoMos() throws Exception {
    for (long none : new long[] {0, 1, 99, 501}) {
      agent.change(MIB + "5.2.1.42.7", new Gauge32(none));
      assertEquals(OptionalDouble.empty(), read("7").mos(), "MOS " + none);
    }
    agent.change(MIB + "5.2.1.42.7", new Gauge32(100));
    assertEquals(OptionalDouble.of(1), read("7").mos());
  }

  @Test
  void aRunWithoutAnswersHasLossesOnly() throws Exception {
    agent.change(MIB + "2.10.1.2.7", new Integer32(4));
    PathProbe timedOut = read("7");
    assertEquals(Optional.of(false), timedOut.success());
    assertEquals(OptionalDouble.empty(), timedOut.mos());
    assertEquals(OptionalDouble.empty(), timedOut.roundTripSeconds());
    assertEquals(OptionalLong.of(1), timedOut.lostWithoutDirection());
    assertEquals(OptionalDouble.empty(), timedOut.output().jitterSeconds());
    agent.change(MIB + "2.10.1.2.7", new Integer32(0));
    PathProbe notStarted = read("7");
    assertEquals(Optional.empty(), notStarted.success());
    assertEquals(OptionalLong.empty(), notStarted.lostWithoutDirection());
  }

  @Test
  void withoutOperationsThereIsNoModule() throws Exception {
    agent.remove(MIB + "2.1");
    assertEquals(Optional.empty(), mib.read(session, NOW));
  }

  @Test
  void aTargetThatIsNoAddressIsAText() throws Exception {
    agent.change(MIB + "2.2.1.2.7", new OctetString("a\nb"));
    assertEquals("a b", read("7").target());
  }
}
