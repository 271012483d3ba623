package org.mosexporter.snmp;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.network.PathProbe;
import org.snmp4j.smi.OID;

/**
 * The last runs of jitter operations: rttMonLatestJitterOperTable, and its like for ICMP, whose
 * first columns are the same.
 */
final class JitterRuns {
  static final JitterRuns NONE = new JitterRuns(new Columns(), false);

  private static final OID UDP_ENTRY = new OID("1.3.6.1.4.1.9.9.42.1.5.2.1");
  private static final OID ICMP_ENTRY = new OID("1.3.6.1.4.1.9.9.42.1.5.4.1");

  private static final int ROUND_TRIPS = 1;
  private static final int ROUND_TRIP_SUM = 2;
  private static final int POSITIVE_OUTPUT = 8;
  private static final int NEGATIVE_OUTPUT = 13;
  private static final int POSITIVE_INPUT = 18;
  private static final int NEGATIVE_INPUT = 23;

  private static final int LOST_OUTPUT = 26;
  private static final int LOST_INPUT = 27;
  private static final int MISSING_IN_ACTION = 29;
  private static final int MOS = 42;
  private static final int MEAN_JITTER_OUTPUT = 47;
  private static final int MEAN_JITTER_INPUT = 48;

  /** Of ICMP no direction is known. */
  private static final int ICMP_LOST = 26;

  /** In hundredths; 0 and 1 say that there is none. */
  private static final long LOWEST_MOS = 100;

  private static final long HIGHEST_MOS = 500;

  private final Columns rows;
  private final boolean udp;

  private JitterRuns(Columns rows, boolean udp) {
    this.rows = rows;
    this.udp = udp;
  }

  static JitterRuns readUdp(Session session) throws SnmpFault {
    Columns rows =
        TableWalk.read(
            session,
            UDP_ENTRY,
            ROUND_TRIPS,
            ROUND_TRIP_SUM,
            POSITIVE_OUTPUT,
            POSITIVE_OUTPUT + 1,
            NEGATIVE_OUTPUT,
            NEGATIVE_OUTPUT + 1,
            POSITIVE_INPUT,
            POSITIVE_INPUT + 1,
            NEGATIVE_INPUT,
            NEGATIVE_INPUT + 1,
            LOST_OUTPUT,
            LOST_INPUT,
            MISSING_IN_ACTION,
            MOS,
            MEAN_JITTER_OUTPUT,
            MEAN_JITTER_INPUT);
    return new JitterRuns(rows, true);
  }

  static JitterRuns readIcmp(Session session) throws SnmpFault {
    Columns rows =
        TableWalk.read(
            session,
            ICMP_ENTRY,
            ROUND_TRIPS,
            ROUND_TRIP_SUM,
            POSITIVE_OUTPUT,
            POSITIVE_OUTPUT + 1,
            NEGATIVE_OUTPUT,
            NEGATIVE_OUTPUT + 1,
            POSITIVE_INPUT,
            POSITIVE_INPUT + 1,
            NEGATIVE_INPUT,
            NEGATIVE_INPUT + 1,
            ICMP_LOST);
    return new JitterRuns(rows, false);
  }

  boolean isNone() {
    return this == NONE;
  }

  Optional<Run> run(OID index, boolean microseconds) {
    return rows.number(ROUND_TRIPS, index).isPresent()
        ? Optional.of(new Run(index, microseconds ? 1e6 : 1e3))
        : Optional.empty();
  }

  /** One operation's. */
  final class Run {
    private final OID index;
    private final double unitsPerSecond;

    private Run(OID index, double unitsPerSecond) {
      this.index = index;
      this.unitsPerSecond = unitsPerSecond;
    }

    OptionalDouble roundTripSeconds() {
      long answered = number(ROUND_TRIPS);
      OptionalLong sum = rows.number(ROUND_TRIP_SUM, index);
      return answered > 0 && sum.isPresent()
          ? OptionalDouble.of(sum.getAsLong() / unitsPerSecond / answered)
          : OptionalDouble.empty();
    }

    OptionalDouble mos() {
      long mos = number(MOS);
      return udp && mos >= LOWEST_MOS && mos <= HIGHEST_MOS
          ? OptionalDouble.of(mos / 100.0)
          : OptionalDouble.empty();
    }

    /**
     * @param completed without answers there is no jitter
     */
    PathProbe.OneWay output(boolean completed) {
      return new PathProbe.OneWay(
          lost(LOST_OUTPUT),
          completed
              ? jitter(POSITIVE_OUTPUT, NEGATIVE_OUTPUT, MEAN_JITTER_OUTPUT)
              : OptionalDouble.empty());
    }

    PathProbe.OneWay input(boolean completed) {
      return new PathProbe.OneWay(
          lost(LOST_INPUT),
          completed
              ? jitter(POSITIVE_INPUT, NEGATIVE_INPUT, MEAN_JITTER_INPUT)
              : OptionalDouble.empty());
    }

    OptionalLong lostWithoutDirection() {
      return rows.number(udp ? MISSING_IN_ACTION : ICMP_LOST, index);
    }

    private OptionalLong lost(int column) {
      return udp ? rows.number(column, index) : OptionalLong.empty();
    }

    /**
     * As the router averages: over the differences that are not zero. Its own average is rounded to
     * whole milliseconds, so it is taken only where there are no sums.
     */
    private OptionalDouble jitter(int positive, int negative, int mean) {
      OptionalLong more = rows.number(positive, index);
      OptionalLong fewer = rows.number(negative, index);
      if (more.isEmpty() || fewer.isEmpty()) {
        OptionalLong rounded = udp ? rows.number(mean, index) : OptionalLong.empty();
        return rounded.isPresent()
            ? OptionalDouble.of(rounded.getAsLong() / unitsPerSecond)
            : OptionalDouble.empty();
      }
      long differences = more.getAsLong() + fewer.getAsLong();
      if (differences == 0) {
        return number(ROUND_TRIPS) > 1 ? OptionalDouble.of(0) : OptionalDouble.empty();
      }
      double sum = number(positive + 1) + number(negative + 1);
      return OptionalDouble.of(sum / differences / unitsPerSecond);
    }

    private long number(int column) {
      return rows.number(column, index).orElse(0);
    }
  }
}
