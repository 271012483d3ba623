package org.mosexporter.call;

import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.Media;
import org.mosexporter.wire.sip.Encoding;

/**
 * Whether the packets of a flow that nobody announced are RTP, by what only speech does: sequence
 * numbers follow each other, the timestamp rises with them by one step, and it rises as fast as
 * time passes in one of the clocks of speech. Packets may be lost, overtaken or doubled, and pauses
 * lie between; those of other payload types (noise, digits) are left out.
 *
 * <p>A payload type of RFC 3551 whose payloads are as long as it says needs four packets. A dynamic
 * one shows neither: it needs eight, and so long a time that arrivals, as uneven as they are, tell
 * its clock to 10 %; then it must be one of speech to 5 %. So a counter that a game sends each 20
 * ms is none, whatever it counts. Digits (RFC 4733) need four packets of one event that grows.
 *
 * <p>Used by the tracker's thread; allocates nothing but the answer.
 */
final class RtpEvidence {
  private static final int NEEDED_STATIC = 3; // pairs of neighbours
  private static final int NEEDED_DYNAMIC = 7;
  private static final int NEEDED_EVENTS = 3;

  /** Sequence numbers between two packets that are still neighbours. */
  private static final int FARTHEST = 100;

  private static final int LEAST_STEP = 40;
  private static final int FIRST_DYNAMIC = 96;
  private static final double STATIC_TOLERANCE = 0.3;
  private static final double UNCERTAINTY = 0.1;

  /** Speech of one octet per tick is G.711 and G.722 by another number; else octets are counted. */
  private static final int EIGHT_BIT_CLOCK_HZ = 8_000;

  private static final int HEADERS = 32;
  private static final double NS_PER_SECOND = 1e9;

  /** Of an event: whose end it is; the rest of the word but the duration. */
  private static final int EVENT_END = 0x0080_0000;

  private static final int EVENT_RESERVED = 0x0040_0000;
  private static final int EVENT_WHICH = 0xFF3F_0000;
  private static final int EVENT_DURATION = 0xFFFF;
  private static final int LAST_DIGIT = 15;
  private static final int EVENT_CLOCK_HZ = 8_000;

  private final int[] order = new int[RecentPackets.CAPACITY];
  private int count;

  // What the walk over neighbours found.
  private int step;
  private int pairs;

  /** Of these packets, those about as many octets long as the timestamp rose. */
  private int stepLong;

  private long ticks;
  private long spanNs;
  private int trailer;

  /** The earliest packet that it came to, in {@link #order}. */
  private int farthest;

  private int clockRateHz;

  /** What the packets tell of the medium; null while they prove nothing. */
  @Nullable Media of(RecentPackets packets) {
    int type = packets.payloadType(packets.latest(0));
    sort(packets, type);
    if (isSpeech(packets, type)) {
      return speech(type);
    }
    return type >= FIRST_DYNAMIC && isEvent(packets)
        ? media(type, "telephone-event", EVENT_CLOCK_HZ, 0)
        : null;
  }

  private boolean isSpeech(RecentPackets packets, int type) {
    step = commonStep(packets);
    if (step < LEAST_STEP) {
      return false;
    }
    walk(packets, type);
    return type >= FIRST_DYNAMIC ? hasClockOfSpeech(packets) : hasItsClock(type);
  }

  private boolean hasItsClock(int type) {
    if (pairs < NEEDED_STATIC || spanNs <= 0) {
      return false;
    }
    double drift = ticks * NS_PER_SECOND / spanNs / PayloadSize.clockRateHz(type) - 1;
    return Math.abs(drift) <= STATIC_TOLERANCE;
  }

  private boolean hasClockOfSpeech(RecentPackets packets) {
    if (pairs < NEEDED_DYNAMIC) {
      return false;
    }
    int newest = order[count - 1];
    long runNs = packets.atNs(newest) - packets.firstNs();
    int runTicks = packets.timestamp(newest) - packets.firstTimestamp();
    if (runNs <= 0 || runTicks <= 0) {
      return false;
    }
    double ticksPerSecond = runTicks * NS_PER_SECOND / runNs;
    clockRateHz = AudioClock.rateHz(ticksPerSecond, step);
    boolean countsOctets = stepLong == pairs && clockRateHz > EIGHT_BIT_CLOCK_HZ;
    return clockRateHz > 0 && !countsOctets && 2 * unevennessNs(packets) <= UNCERTAINTY * runNs;
  }

  /** How much later than another one of the packets came, by its timestamp. */
  private double unevennessNs(RecentPackets packets) {
    double most = 0;
    double least = 0;
    int newest = order[count - 1];
    for (int i = farthest; i < count - 1; i++) {
      long waitedNs = packets.atNs(newest) - packets.atNs(order[i]);
      int passed = packets.timestamp(newest) - packets.timestamp(order[i]);
      double late = waitedNs - passed * NS_PER_SECOND / clockRateHz;
      most = Math.max(most, late);
      least = Math.min(least, late);
    }
    return most - least;
  }

  private Media speech(int type) {
    return type >= FIRST_DYNAMIC
        ? media(type, "", clockRateHz, 0)
        : new Media("", Map.of(), OptionalInt.empty(), trailer);
  }

  private static Media media(int type, String name, int clockRateHz, int trailer) {
    Map<Integer, Encoding> encodings = Map.of(type, new Encoding(name, clockRateHz, 1));
    return new Media("", encodings, OptionalInt.empty(), trailer);
  }

  /** Counts neighbours a step apart, from the newest packet back to the first that does not fit. */
  private void walk(RecentPackets packets, int type) {
    pairs = 0;
    stepLong = 0;
    ticks = 0;
    spanNs = 0;
    trailer = PayloadSize.NO_FIT;
    farthest = count - 1;
    boolean sized = type < FIRST_DYNAMIC;
    for (int i = count - 1; i > 0; i--) {
      int numbers = numbers(packets, i);
      int rise = rise(packets, i);
      boolean regular = numbers > 0 && rise == numbers * step;
      boolean pause = numbers > 0 ? rise > numbers * step : rise == 0;
      if (numbers > FARTHEST || !(regular || pause)) {
        return;
      }
      farthest = i - 1;
      if (regular && (!sized || fits(type, packets.payloadBytes(order[i])))) {
        pairs++;
        int beyond = packets.payloadBytes(order[i]) - step;
        stepLong += Math.abs(beyond) <= HEADERS ? 1 : 0;
        ticks += rise;
        spanNs += packets.atNs(order[i]) - packets.atNs(order[i - 1]);
      }
    }
  }

  /** Whether a payload is as long as its type makes it, with the trailer that the others have. */
  private boolean fits(int type, int payloadBytes) {
    int behind = PayloadSize.trailerOctets(type, step, payloadBytes);
    if (trailer == PayloadSize.NO_FIT) {
      trailer = behind;
    }
    return behind != PayloadSize.NO_FIT && behind == trailer;
  }

  /** The step that most packets take (Boyer and Moore's majority); 0 when there is none. */
  private int commonStep(RecentPackets packets) {
    int common = 0;
    int votes = 0;
    for (int i = count - 1; i > 0; i--) {
      int rise = numbers(packets, i) == 1 ? rise(packets, i) : 0;
      if (rise > 0 && votes == 0) {
        common = rise;
      }
      votes += rise <= 0 ? 0 : rise == common ? 1 : -1;
    }
    return common;
  }

  /**
   * Whether the latest packets tell of one event that goes on: the timestamp stands still, and the
   * duration rises by one step from packet to packet.
   */
  private boolean isEvent(RecentPackets packets) {
    int grown = 0;
    int growth = 0;
    for (int i = count - 1; i > 0 && grown < NEEDED_EVENTS; i--) {
      int now = packets.event(order[i]);
      int before = packets.event(order[i - 1]);
      int by = (now & EVENT_DURATION) - (before & EVENT_DURATION);
      boolean ended = (now & EVENT_END) != 0;
      boolean same =
          isDigit(now) && (now & EVENT_WHICH) == (before & EVENT_WHICH) && rise(packets, i) == 0;
      if (!same || by < 0 || (by > 0 && growth != 0 && by != growth && !ended)) {
        return false;
      }
      if (by >= LEAST_STEP && !ended) {
        growth = by;
        grown++;
      }
    }
    return grown == NEEDED_EVENTS;
  }

  private static boolean isDigit(int event) {
    return event != 0 && (event & EVENT_RESERVED) == 0 && event >>> 24 <= LAST_DIGIT;
  }

  /** Sequence numbers from the packet before to this one. */
  private int numbers(RecentPackets packets, int i) {
    return (short) (packets.sequence(order[i]) - packets.sequence(order[i - 1]));
  }

  /** Timestamp units from the packet before to this one. */
  private int rise(RecentPackets packets, int i) {
    return packets.timestamp(order[i]) - packets.timestamp(order[i - 1]);
  }

  /** Insertion sort by sequence number: packets come in order but for a few. */
  private void sort(RecentPackets packets, int type) {
    count = 0;
    for (int back = packets.remembered() - 1; back >= 0; back--) {
      int slot = packets.latest(back);
      if (packets.payloadType(slot) == type) {
        int at = count++;
        while (at > 0 && (short) (packets.sequence(order[at - 1]) - packets.sequence(slot)) > 0) {
          order[at] = order[at - 1];
          at--;
        }
        order[at] = slot;
      }
    }
  }
}
