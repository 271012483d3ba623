package org.mosexporter.stream.reference;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Says which packets of one stream a listener's jitter buffer plays. */
public interface Playout {
  /**
   * Judges each packet of a stream.
   *
   * @param packets in order of arrival
   */
  Verdicts judge(List<TracePacket> packets, Buffer buffer);

  /** How the buffer decides when to play. */
  enum Kind {
    FIXED,
    ADAPTIVE
  }

  /**
   * The buffer to emulate.
   *
   * @param nominalNs least time that the quickest packet waits
   * @param maxNs at least {@code nominalNs}
   * @param clockRateHz of the speech's timestamps
   */
  record Buffer(Kind kind, long nominalNs, long maxNs, int clockRateHz) {
    public Buffer {
      if (nominalNs < 0 || maxNs < nominalNs || clockRateHz <= 0) {
        throw new IllegalArgumentException("no such buffer");
      }
    }
  }

  /** What became of a packet. */
  enum Verdict {
    PLAYED,
    /** Came after its playout: discarded. */
    LATE,
    DUPLICATE,
    /** Far from its neighbours: not placed, and so not judged. */
    STRAY,
    /** Noise or an event: neither played nor discarded. */
    NOT_SPEECH
  }

  /**
   * What became of one packet.
   *
   * @param waitNs time in the buffer; 0 unless played
   */
  record Fate(Verdict verdict, long waitNs) {}

  /** What became of each packet, in order of arrival. */
  record Verdicts(List<Fate> fates) {
    public Verdicts {
      fates = List.copyOf(fates);
    }

    public Map<Verdict, Integer> counts() {
      Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
      fates.forEach(fate -> counts.merge(fate.verdict(), 1, Integer::sum));
      return counts;
    }

    public int count(Verdict verdict) {
      return counts().getOrDefault(verdict, 0);
    }

    /** Mean over the played packets; 0 without any. */
    public double meanWaitNs() {
      return fates.stream()
          .filter(fate -> fate.verdict() == Verdict.PLAYED)
          .mapToLong(Fate::waitNs)
          .average()
          .orElse(0);
    }
  }
}
