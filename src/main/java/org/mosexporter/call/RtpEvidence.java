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
 * <p>Eight packets are needed, and so long a time that arrivals, as uneven as they are, tell the
 * clock: to 10 % where payloads are as long as their payload type of RFC 3551 makes them, to 5 %
 * where the type is a dynamic one. There, what counts octets is no clock. Digits (RFC 4733) need
 * four packets of one event that grows as time passes.
 *
 * <p>Used by the tracker's thread; allocates nothing but the answer.
 */
final class RtpEvidence {
  private static final int NEEDED = 7; // pairs of neighbours
  private static final int NEEDED_EVENTS = 3;

  /** Sequence numbers between two packets that are still neighbours. */
  private static final int FARTHEST = 100;

  private static final int LEAST_STEP = 40;
  private static final int FIRST_DYNAMIC = 96;
  private static final double UNEVENNESS_STATIC = 0.1; // of the time that it was seen over
  private static final double UNEVENNESS_DYNAMIC = 0.05;

  /** Octets of headers that a counter of octets may count: RTP's, UDP's, IPv6's. */
  private static final int HEADERS = 60;

  private static final double NS_PER_SECOND = 1e9;

  /** Of an event: whose end it is; the rest of the word but the duration. */
  private static final int EVENT_END = 0x0080_0000;

  private static final int EVENT_RESERVED = 0x0040_0000;
  private static final int EVENT_WHICH = 0xFF3F_0000;
  private static final int EVENT_DURATION = 0xFFFF;
  private static final int LAST_DIGIT = 15;

  /** Clocks of the speech around them (RFC 4733 §2.1). */
  private static final int[] EVENT_CLOCKS_HZ = {8_000, 16_000, 48_000};

  private static final double EVENT_TOLERANCE = 0.3;

  private final int[] order = new int[RecentPackets.CAPACITY];
  private int count;

  // What the walk over neighbours found.
  private int step;
  private int pairs;

  /** Of these packets, those of an octet a tick or more: no codec needs as many, but a counter. */
  private int octetTicks;

  private int markers;
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
        ? media(type, "telephone-event", clockRateHz, 0)
        : null;
  }

  private boolean isSpeech(RecentPackets packets, int type) {
    step = commonStep(packets);
    if (step < LEAST_STEP) {
      return false;
    }
    walk(packets, type);
    boolean oftenMarked = 2 * markers > pairs; // frames of video
    return pairs >= NEEDED
        && !oftenMarked
        && (type >= FIRST_DYNAMIC ? hasClockOfSpeech(packets) : hasItsClock(packets));
  }

  private boolean hasItsClock(RecentPackets packets) {
    clockRateHz = PayloadSize.CLOCK_RATE_HZ;
    long runNs = packets.atNs(order[count - 1]) - packets.atNs(order[farthest]);
    return AudioClock.isPacket(step, clockRateHz)
        && unevennessNs(packets) <= UNEVENNESS_STATIC * runNs;
  }

  private boolean hasClockOfSpeech(RecentPackets packets) {
    int newest = order[count - 1];
    long runNs = packets.atNs(newest) - packets.firstNs();
    int runTicks = packets.timestamp(newest) - packets.firstTimestamp();
    if (runNs <= 0 || runTicks <= 0) {
      return false;
    }
    double ticksPerSecond = runTicks * NS_PER_SECOND / runNs;
    clockRateHz = AudioClock.rateHz(ticksPerSecond, step);
    boolean countsOctets = 2 * octetTicks > pairs;
    return clockRateHz > 0 && !countsOctets && unevennessNs(packets) <= UNEVENNESS_DYNAMIC * runNs;
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
        : new Media("", Map.of(), OptionalInt.empty(), OptionalInt.of(trailer));
  }

  private static Media media(int type, String name, int clockRateHz, int trailer) {
    Map<Integer, Encoding> encodings = Map.of(type, new Encoding(name, clockRateHz, 1));
    return new Media("", encodings, OptionalInt.empty(), OptionalInt.of(trailer));
  }

  /** Counts neighbours a step apart, from the newest packet back to the first that does not fit. */
  private void walk(RecentPackets packets, int type) {
    pairs = 0;
    octetTicks = 0;
    markers = 0;
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
        octetTicks += packets.payloadBytes(order[i]) + HEADERS >= step ? 1 : 0;
        markers += packets.marker(order[i]) ? 1 : 0;
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
    long overNs = 0;
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
        overNs += packets.atNs(order[i]) - packets.atNs(order[i - 1]);
      }
    }
    return grown == NEEDED_EVENTS && isEventClock(growth, overNs / NEEDED_EVENTS);
  }

  private boolean isEventClock(int growth, long everyNs) {
    for (int rateHz : EVENT_CLOCKS_HZ) {
      double drift = growth * NS_PER_SECOND / everyNs / rateHz - 1;
      if (AudioClock.isPacket(growth, rateHz) && Math.abs(drift) <= EVENT_TOLERANCE) {
        clockRateHz = rateHz;
        return true;
      }
    }
    return false;
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
