package org.mosexporter.call;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A game whose datagrams begin as RTP's do: two bits of version, 16 that count datagrams, 32 that
 * count something else, 32 that name the session. Drawn at random: what it counts, how often it
 * sends, how long its datagrams are.
 */
final class Game {
  private static final int FEW = 3;
  private static final int OCTETS_APART = 20;
  private static final int STEPS = 20;
  private static final int OCTETS_PER_STEP = 8;
  private static final double[] TICKS_MS = {
    8,
    10,
    12,
    15,
    15.625,
    16,
    1000 / 60.0,
    20,
    25,
    30,
    31.25,
    33,
    1000 / 30.0,
    40,
    50,
    60,
    62.5,
    80,
    100
  };

  /** Units a second: milliseconds and their multiples, timers, powers of two, sounds, video. */
  private static final double[] RATES = {
    1, 10, 20, 30, 50, 60, 64, 100, 128, 250, 256, 300, 500, 1e3, 1024, 1200, 2e3, 4e3, 4096, 5e3,
    6e3, 6400, 7200, 8192, 9e3, 9600, 10e3, 11_025, 12_800, 14_400, 15_000, 16_384, 18e3, 19_200,
    20e3, 22_050, 25e3, 28_800, 30e3, 32_768, 36e3, 40e3, 44_100, 50e3, 60e3, 64e3, 65_536, 88_200,
    90e3, 96e3, 100e3, 1e6, 1_193_182, 10e6, 1e9
  };

  /** What the four octets are that RTP has its timestamp in. */
  enum Counted {
    /** A timer, as many units as ticks have passed. */
    TICKS,
    /** A timer, read when the datagram leaves. */
    NOW,
    /** What was sent so far, without headers. */
    OCTETS,
    /** What was sent so far, with the twelve octets before it. */
    DATAGRAMS,
    /** As sockets count: with UDP's and IP's headers. */
    FRAMES,
    /** Words of four octets. */
    WORDS,
    /** A float of seconds. */
    FLOAT,
    /** The upper half of a double. */
    DOUBLE,
    /** What was heard of the other side last; stands still now and then. */
    ACKNOWLEDGED,
    /** Two of 16 bits. */
    HALVES,
    /** Nothing. */
    SAME
  }

  /** How long datagrams are. */
  enum Length {
    SAME,
    ANY,
    FEW,
    STEPS
  }

  final Counted counted;
  final Length length;
  final double tickMs;
  final double rate;
  final int first;
  final int type;
  final int otherType;
  final int id;
  final int typicalLength;
  final int dropPercent;
  final long jitterNs;
  long sentOctets;
  long atNs;
  long number;

  Game(SplittableRandom random) {
    counted = Counted.values()[random.nextInt(Counted.values().length)];
    length = Length.values()[random.nextInt(Length.values().length)];
    tickMs = TICKS_MS[random.nextInt(TICKS_MS.length)];
    rate = RATES[random.nextInt(RATES.length)];
    first = random.nextInt(3) == 0 ? 128 + random.nextInt(64) : 128;
    type = random.nextInt(2) == 0 ? random.nextInt(256) : random.nextInt(20);
    otherType = random.nextInt(3) == 0 ? random.nextInt(256) : type;
    id = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt();
    boolean round = random.nextBoolean();
    typicalLength = round ? 40 * random.nextInt(1, 13) : random.nextInt(1, 600);
    dropPercent = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
    jitterNs = random.nextInt(11) * 1_000_000L;
  }

  @Override
  public String toString() {
    return counted
        + " "
        + length
        + " "
        + typicalLength
        + ", each "
        + tickMs
        + " ms, "
        + rate
        + " Hz, type "
        + type
        + "/"
        + otherType
        + ", jitter "
        + jitterNs
        + " drop "
        + dropPercent;
  }

  int write(OtherTraffic to) {
    int octets = payloadOctets(to.random);
    to.noise(12, 12 + octets);
    to.u8(0, first);
    to.u8(1, to.random.nextInt(4) == 0 ? otherType : type);
    to.u16(2, (int) number);
    to.u32(4, counter());
    to.u32(8, id);
    sentOctets += sent(octets);
    return 12 + octets;
  }

  private int payloadOctets(SplittableRandom random) {
    return switch (length) {
      case SAME -> typicalLength;
      case ANY -> 1 + random.nextInt(Math.min(1100, 2 * typicalLength));
      case FEW -> typicalLength + OCTETS_APART * random.nextInt(FEW);
      case STEPS -> typicalLength + (int) (number / 50 % STEPS) * OCTETS_PER_STEP;
    };
  }

  private long sent(int octets) {
    return switch (counted) {
      case DATAGRAMS -> octets + 12;
      case FRAMES -> octets + 40;
      default -> octets;
    };
  }

  private long counter() {
    double seconds = number * tickMs / 1000;
    return switch (counted) {
      case TICKS -> (long) (number * tickMs * rate / 1000);
      case NOW -> (long) (atNs / 1e9 * rate);
      case OCTETS, DATAGRAMS, FRAMES -> sentOctets;
      case WORDS -> sentOctets / 4;
      case FLOAT -> Float.floatToIntBits((float) seconds);
      case DOUBLE -> Double.doubleToLongBits(seconds) >>> 32;
      case ACKNOWLEDGED -> number - number % 3;
      case HALVES -> (number << 16) | (number & 0xFFFF);
      case SAME -> id;
    };
  }

  /** Till the next packet that is not dropped. */
  long spacingNs(SplittableRandom random) {
    do {
      number++;
    } while (random.nextInt(100) < dropPercent);
    long late = jitterNs == 0 ? 0 : random.nextLong(jitterNs);
    long nextNs = (long) (number * tickMs * 1e6) + late;
    long spacing = nextNs - atNs;
    atNs = nextNs;
    return spacing;
  }

  /**
   * Whether it is G.711 or G.722 to everybody who sees no more than headers and lengths: as many
   * octets are counted as are sent, 8,000 a second to 10 %.
   */
  boolean isAsG711() {
    return counted == Counted.OCTETS
        && IntStream.of(type, otherType).map(octet -> octet & 0x7F).anyMatch(Game::isG711)
        && lengths().mapToDouble(octets -> octets / tickMs).anyMatch(Game::isRateOfG711);
  }

  private IntStream lengths() {
    return switch (length) {
      case SAME, ANY -> IntStream.of(typicalLength);
      case FEW -> IntStream.range(0, FEW).map(i -> typicalLength + i * OCTETS_APART);
      case STEPS -> IntStream.range(0, STEPS).map(i -> typicalLength + i * OCTETS_PER_STEP);
    };
  }

  private static boolean isRateOfG711(double octetsPerMs) {
    return octetsPerMs > 7.1 && octetsPerMs < 8.9;
  }

  private static boolean isG711(int payloadType) {
    return payloadType == 0 || payloadType == 8 || payloadType == 9;
  }
}
