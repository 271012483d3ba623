package org.mosexporter.snmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.network.PathProbe;
import org.snmp4j.smi.OID;

/**
 * CISCO-RTTMON-MIB: IP SLA operations and what the last run of each found. The figures stand until
 * the next run; when that fails to come, they are no longer said.
 */
final class CiscoRttmonMib {
  static final String NAME = "cisco_rttmon_mib";
  static final int ENTERPRISE = 9;

  private static final OID MIB = new OID("1.3.6.1.4.1.9.9.42.1");

  private static final OID CONTROL_ENTRY = new OID(MIB).append("2.1.1");
  private static final int TAG = 3;
  private static final int TYPE = 4;
  private static final int FREQUENCY_SECONDS = 6;
  private static final int STATUS = 9;
  private static final long ACTIVE = 1;
  private static final int JITTER = 9;
  private static final int ICMP_JITTER = 16;

  private static final OID ECHO_ENTRY = new OID(MIB).append("2.2.1");
  private static final int TARGET = 2;
  private static final int TYPE_OF_SERVICE = 9;
  private static final int CODEC = 27;
  private static final int PRECISION = 37;
  private static final long MICROSECONDS = 2;

  private static final OID LATEST_ENTRY = new OID(MIB).append("2.10.1");
  private static final int COMPLETION_TIME = 1;
  private static final int SENSE = 2;
  private static final int RUN_AT = 5;

  /** Completed in time, or too late for a threshold. */
  private static final List<Long> COMPLETED = List.of(1L, 3L);

  private static final long NOT_STARTED = 0;
  private static final int MOST_RUNS_MISSED = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** RttMonCodecType. */
  private static final List<String> CODECS = List.of("", "g711ulaw", "g711alaw", "g729a");

  /** RttMonRttType, from 1. */
  private static final List<String> TYPES =
      List.of(
          "echo",
          "path-echo",
          "file-io",
          "script",
          "udp-echo",
          "tcp-connect",
          "http",
          "dns",
          "jitter",
          "dlsw",
          "dhcp",
          "ftp",
          "voip",
          "rtp",
          "lsp-group",
          "icmp-jitter");

  private record Run(long at, Instant seenAt) {}

  private final Map<OID, Run> runs = new HashMap<>();

  /** Nothing when there are no operations. */
  Optional<List<PathProbe>> read(Session session, Instant now) throws SnmpFault {
    Columns control =
        TableWalk.seldom(session, CONTROL_ENTRY, TAG, TYPE, FREQUENCY_SECONDS, STATUS);
    if (!control.has(TYPE)) {
      runs.clear();
      return Optional.empty();
    }
    Columns echo = TableWalk.seldom(session, ECHO_ENTRY, TARGET, TYPE_OF_SERVICE, CODEC, PRECISION);
    Columns latest = TableWalk.read(session, LATEST_ENTRY, COMPLETION_TIME, SENSE, RUN_AT);
    JitterRuns udp = JitterRuns.NONE;
    JitterRuns icmp = JitterRuns.NONE;
    List<PathProbe> probes = new ArrayList<>();
    runs.keySet().retainAll(control.indexes(TYPE));
    for (OID index : control.indexes(TYPE)) {
      if (control.number(STATUS, index).orElse(ACTIVE) != ACTIVE || index.size() != 1) {
        continue;
      }
      if (control.is(TYPE, index, JITTER) && udp.isNone()) {
        udp = JitterRuns.readUdp(session);
      }
      if (control.is(TYPE, index, ICMP_JITTER) && icmp.isNone()) {
        icmp = JitterRuns.readIcmp(session);
      }
      probes.add(new Operation(index, control, echo, latest, udp, icmp).probe(now));
    }
    return Optional.of(probes);
  }

  private final class Operation {
    private final OID index;
    private final Columns control;
    private final Columns echo;
    private final Columns latest;
    private final JitterRuns udp;
    private final JitterRuns icmp;

    private Operation(
        OID index, Columns control, Columns echo, Columns latest, JitterRuns udp, JitterRuns icmp) {
      this.index = index;
      this.control = control;
      this.echo = echo;
      this.latest = latest;
      this.udp = udp;
      this.icmp = icmp;
    }

    private PathProbe probe(Instant now) {
      long sense = latest.number(SENSE, index).orElse(NOT_STARTED);
      boolean ran = sense != NOT_STARTED && isRecent(now);
      boolean completed = ran && COMPLETED.contains(sense);
      Optional<JitterRuns.Run> run = run();
      OptionalDouble roundTrip =
          run.isPresent()
              ? run.get().roundTripSeconds()
              : seconds(latest.number(COMPLETION_TIME, index));
      return new PathProbe(
          index.toString(),
          target(echo.octets(TARGET, index)),
          control.text(TAG, index),
          type(),
          dscp(),
          codec(),
          ran ? Optional.of(completed) : Optional.empty(),
          completed ? run.map(JitterRuns.Run::mos).orElse(NO_DOUBLE) : NO_DOUBLE,
          completed ? roundTrip : NO_DOUBLE,
          ran ? run.map(of -> of.output(completed)).orElse(NOTHING) : NOTHING,
          ran ? run.map(of -> of.input(completed)).orElse(NOTHING) : NOTHING,
          ran ? run.map(JitterRuns.Run::lostWithoutDirection).orElse(NO_LONG) : NO_LONG);
    }

    private Optional<JitterRuns.Run> run() {
      boolean microseconds = echo.is(PRECISION, index, MICROSECONDS);
      if (control.is(TYPE, index, JITTER)) {
        return udp.run(index, microseconds);
      }
      return control.is(TYPE, index, ICMP_JITTER)
          ? icmp.run(index, microseconds)
          : Optional.empty();
    }

    /** A run is known by the time at which it was; agents' clocks do not all agree with it. */
    private boolean isRecent(Instant now) {
      OptionalLong at = latest.number(RUN_AT, index);
      if (at.isEmpty()) {
        return true;
      }
      Run before = runs.get(index);
      if (before == null || before.at() != at.getAsLong()) {
        runs.put(index, new Run(at.getAsLong(), now));
        return true;
      }
      long frequencySeconds = control.number(FREQUENCY_SECONDS, index).orElse(60);
      Duration most = Duration.ofSeconds(MOST_RUNS_MISSED * frequencySeconds).plus(PATIENCE);
      return Duration.between(before.seenAt(), now).compareTo(most) <= 0;
    }

    private String type() {
      long type = control.number(TYPE, index).orElse(0);
      return type >= 1 && type <= TYPES.size() ? TYPES.get((int) type - 1) : "type-" + type;
    }

    private String codec() {
      long codec = echo.number(CODEC, index).orElse(0);
      return codec >= 0 && codec < CODECS.size() ? CODECS.get((int) codec) : "codec-" + codec;
    }

    /** The upper six bits of the octet (RFC 2474 §3). */
    private OptionalInt dscp() {
      long octet = echo.number(TYPE_OF_SERVICE, index).orElse(-1);
      return octet >= 0 && octet <= 255 ? OptionalInt.of((int) octet >> 2) : OptionalInt.empty();
    }
  }

  private static final OptionalDouble NO_DOUBLE = OptionalDouble.empty();
  private static final OptionalLong NO_LONG = OptionalLong.empty();
  private static final PathProbe.OneWay NOTHING = new PathProbe.OneWay(NO_LONG, NO_DOUBLE);

  private static OptionalDouble seconds(OptionalLong milliseconds) {
    return milliseconds.isPresent()
        ? OptionalDouble.of(milliseconds.getAsLong() / 1_000.0)
        : OptionalDouble.empty();
  }

  /** An address of either version; a name as it stands. */
  private static String target(byte[] octets) {
    try {
      return octets.length == 4 || octets.length == 16
          ? InetAddress.getByAddress(octets).getHostAddress()
          : Texts.of(octets);
    } catch (UnknownHostException _) {
      return "";
    }
  }
}
