package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score.LostR;

/**
 * An interval in 16 octets. From the highest bit: start (24 bits, tenths of a second after the
 * base), time (14, tenths), scale (2), MOS-LQ and MOS-CQ (12 each, thousandths above 1); then
 * points of R lost by codec, loss, discard and delay (10, 11, 11, 10; tenths), loss ratio (10,
 * thousandths), jitter (12, tenths of a millisecond). All bits of a field set: not known. Without a
 * MOS-LQ the codec's field has the reason.
 */
@SuppressWarnings("EnumOrdinal") // what is packed is never stored
final class PackedInterval {
  private static final int START = 24;
  private static final int TIME = 14;
  private static final int SCALE = 2;
  private static final int MOS = 12;
  private static final long UNKNOWN_MOS = (1L << MOS) - 1;
  private static final int CODEC = 10;
  private static final int LOSS = 11;
  private static final int DELAY = 10;
  private static final int RATIO = 10;
  private static final int JITTER = 12;
  private static final long TENTH_NS = 100_000_000;
  private static final Scale[] SCALES = Scale.values();
  private static final Unscored[] REASONS = Unscored.values();
  static final long LONGEST = (1L << TIME) - 1;

  static long time(long baseNs, IntervalSeries.Part part) {
    long start = clamp(Math.floorDiv(part.startNs() - baseNs + TENTH_NS / 2, TENTH_NS), START);
    long time = clamp(Math.round(part.seconds() * 10), TIME);
    Optional<IntervalSeries.Scored> score = part.scored();
    long word = (start << TIME) | time;
    word = (word << SCALE) | score.map(its -> its.scale().ordinal()).orElse(0);
    word =
        word << MOS
            | field(
                score.isEmpty(),
                score.map(IntervalSeries.Scored::mosLq).orElse(1.0) - 1,
                1000,
                MOS);
    OptionalDouble mosCq = score.map(IntervalSeries.Scored::mosCq).orElse(OptionalDouble.empty());
    return (word << MOS) | field(mosCq.isEmpty(), mosCq.orElse(1) - 1, 1000, MOS);
  }

  static long figures(IntervalSeries.Part part) {
    LostR lost = part.scored().map(IntervalSeries.Scored::lostR).orElse(null);
    long word =
        lost == null
            ? part.unscored().orElseThrow().ordinal()
            : field(false, lost.codec(), 10, CODEC);
    word = (word << LOSS) | field(lost == null, lost == null ? 0 : lost.loss(), 10, LOSS);
    word = (word << LOSS) | field(lost == null, lost == null ? 0 : lost.discard(), 10, LOSS);
    OptionalDouble delay = lost == null ? OptionalDouble.empty() : lost.delay();
    word = (word << DELAY) | field(delay.isEmpty(), delay.orElse(0), 10, DELAY);
    OptionalDouble ratio = part.lossRatio();
    word = (word << RATIO) | field(ratio.isEmpty(), ratio.orElse(0), 1000, RATIO);
    OptionalDouble jitter = part.jitterSeconds();
    return (word << JITTER) | field(jitter.isEmpty(), jitter.orElse(0), 10_000, JITTER);
  }

  /** All bits are left for what is not known. */
  private static long field(boolean unknown, double value, double perUnit, int bits) {
    return unknown ? (1L << bits) - 1 : clamp(Math.round(value * perUnit), bits);
  }

  private static long clamp(long value, int bits) {
    return Math.clamp(value, 0, (1L << bits) - 2);
  }

  /** In tenths of a second. */
  static long timeOf(long time) {
    return (time >>> (SCALE + 2 * MOS)) & LONGEST;
  }

  /** The same figures for a longer time from an earlier start. */
  static long with(long time, long earliest, long tenths) {
    int below = SCALE + 2 * MOS;
    long figures = time & ((1L << below) - 1);
    long start = earliest >>> (below + TIME);
    return (((start << TIME) | Math.min(tenths, LONGEST)) << below) | figures;
  }

  static boolean isScored(long time) {
    return mosLq(time) != UNKNOWN_MOS;
  }

  /** In thousandths above 1; what has no score is above all that have. */
  static long mosLq(long time) {
    return (time >>> MOS) & UNKNOWN_MOS;
  }

  /** Whether neither has a score, for the same reason. */
  static boolean sameReason(long time, long figures, long otherTime, long otherFigures) {
    int above = 64 - CODEC;
    return !isScored(time) && !isScored(otherTime) && figures >>> above == otherFigures >>> above;
  }

  static IntervalSeries.Part unpack(long baseNs, long time, long figures) {
    long startNs = baseNs + (time >>> (64 - START)) * TENTH_NS;
    int reason = (int) (figures >>> (64 - CODEC));
    return new IntervalSeries.Part(
        startNs,
        timeOf(time) / 10.0,
        isScored(time) ? Optional.of(scored(time, figures)) : Optional.empty(),
        isScored(time) ? Optional.empty() : Optional.of(REASONS[reason]),
        known(figures >>> JITTER, RATIO, 1000),
        known(figures, JITTER, 10_000));
  }

  private static IntervalSeries.Scored scored(long time, long figures) {
    OptionalDouble mosCq = known(time, MOS, 1000);
    LostR lost =
        new LostR(
            value(figures, JITTER + RATIO + DELAY + 2 * LOSS, CODEC),
            value(figures, JITTER + RATIO + DELAY + LOSS, LOSS),
            value(figures, JITTER + RATIO + DELAY, LOSS),
            known(figures >>> (JITTER + RATIO), DELAY, 10));
    return new IntervalSeries.Scored(
        SCALES[(int) ((time >>> (2 * MOS)) & ((1 << SCALE) - 1))],
        (1000 + mosLq(time)) / 1000.0,
        mosCq.isEmpty() ? mosCq : OptionalDouble.of((1000 + (time & UNKNOWN_MOS)) / 1000.0),
        lost);
  }

  private static double value(long word, int shift, int bits) {
    return ((word >>> shift) & ((1L << bits) - 1)) / 10.0;
  }

  private static OptionalDouble known(long word, int bits, double perUnit) {
    long value = word & ((1L << bits) - 1);
    return value == (1L << bits) - 1 ? OptionalDouble.empty() : OptionalDouble.of(value / perUnit);
  }

  private PackedInterval() {}
}
