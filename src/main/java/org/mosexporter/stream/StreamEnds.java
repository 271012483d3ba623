package org.mosexporter.stream;

import java.util.OptionalInt;

/** What a stream tells of its two ends: who sends it, and who receives it. */
public final class StreamEnds {
  /** A time of what did not happen. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Packets fill so much of the time of a sender that never pauses. */
  private static final double DENSE = 0.9;

  /** Whether the sender leaves out silence: its packets do not fill its time, or tell of noise. */
  public static boolean senderPauses(RtpStream stream) {
    OptionalInt ptimeNs = stream.ptimeNs();
    boolean sparse =
        ptimeNs.isPresent()
            && stream.expected() * ptimeNs.getAsInt() < DENSE * (stream.lastNs - stream.firstNs());
    return sparse || stream.noisePackets > 0;
  }

  /** When a report of the receiver last passed on its way to the sender. */
  public static long receiverPassedNs(RtpStream stream) {
    return stream.reception == null ? NEVER : stream.reception.passedNs;
  }

  private StreamEnds() {}
}
