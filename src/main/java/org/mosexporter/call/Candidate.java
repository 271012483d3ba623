package org.mosexporter.call;

import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamTable;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtp.RtpView;

/**
 * A flow that nobody announced and that may be RTP: the headers of its latest packets, and the test
 * they must pass (ranges of RFC 7983 and RFC 3551 §6, steadiness of speech).
 *
 * <p>Four packets of one payload type must follow each other, timestamps rising by one step (or
 * standing still, as in an RFC 4733 event), 5 to 120 ms apart. Random octets do so once in 10^12.
 */
final class Candidate {
  private static final int REMEMBERED = 32;
  private static final int NEEDED = 4;
  private static final long MIN_SPACING_NS = 5_000_000;
  private static final long MAX_SPACING_NS = 120_000_000;
  private static final int MIN_STEP = 40;
  private static final int MAX_STEP = 11_520;
  private static final int FIRST_DYNAMIC = 96;

  private final long[] atNs = new long[REMEMBERED];
  private final int[] sequence = new int[REMEMBERED];
  private final int[] timestamp = new int[REMEMBERED];
  private final int[] payloadBytes = new int[REMEMBERED];
  private final short[] payloadType = new short[REMEMBERED];
  private final byte[] dscp = new byte[REMEMBERED];
  private final boolean[] marker = new boolean[REMEMBERED];
  private final int[] order = new int[NEEDED];
  private int packets;
  private int forgotten;

  /** Whether a packet may belong to RTP that nobody announced. */
  static boolean isPlausible(Datagram datagram, RtpView rtp) {
    int type = rtp.payloadType();
    return (type <= 34 || type >= FIRST_DYNAMIC)
        && datagram.sourcePort() > 1023
        && datagram.destinationPort() > 1023
        && rtp.payloadBytes() > 0;
  }

  /** Remembers one packet; whether by now the flow is RTP. */
  boolean accepts(Datagram datagram, RtpView rtp) {
    int slot = packets % REMEMBERED;
    if (packets >= REMEMBERED) {
      forgotten++;
    }
    packets++;
    atNs[slot] = datagram.atNs();
    dscp[slot] = (byte) datagram.dscp();
    marker[slot] = rtp.marker();
    payloadType[slot] = (short) rtp.payloadType();
    sequence[slot] = rtp.sequenceNumber();
    timestamp[slot] = rtp.timestamp();
    payloadBytes[slot] = rtp.payloadBytes();
    return packets >= NEEDED && isSteady();
  }

  /** Hands what it remembers to the stream, in order of arrival, without the latest packet. */
  void replay(StreamTable streams, RtpStream stream) {
    for (int packet = Math.max(0, packets - REMEMBERED); packet < packets - 1; packet++) {
      int slot = packet % REMEMBERED;
      streams.onRtp(
          stream,
          atNs[slot],
          dscp[slot],
          marker[slot],
          payloadType[slot],
          sequence[slot],
          timestamp[slot],
          payloadBytes[slot]);
    }
  }

  /** Packets that {@link #replay} hands over. */
  int remembered() {
    return Math.min(packets, REMEMBERED) - 1;
  }

  /** Packets that were too many to remember. */
  int forgotten() {
    return forgotten;
  }

  int packets() {
    return packets;
  }

  long lastNs() {
    return atNs[(packets - 1) % REMEMBERED];
  }

  private boolean isSteady() {
    sortLatestBySequence();
    int type = payloadType[order[0]];
    int step = timestamp[order[1]] - timestamp[order[0]];
    for (int i = 1; i < NEEDED; i++) {
      int before = order[i - 1];
      int now = order[i];
      boolean next =
          payloadType[now] == type
              && (short) (sequence[now] - sequence[before]) == 1
              && timestamp[now] - timestamp[before] == step;
      if (!next) {
        return false;
      }
    }
    boolean event = step == 0 && type >= FIRST_DYNAMIC;
    return (event || (step >= MIN_STEP && step <= MAX_STEP)) && isSpaced();
  }

  private boolean isSpaced() {
    long span = lastNs() - atNs[(packets - NEEDED) % REMEMBERED];
    return span >= MIN_SPACING_NS * (NEEDED - 1) && span <= MAX_SPACING_NS * (NEEDED - 1);
  }

  /** Insertion sort of four: neighbours on the way may have changed places. */
  private void sortLatestBySequence() {
    for (int i = 0; i < NEEDED; i++) {
      int slot = (packets - NEEDED + i) % REMEMBERED;
      int at = i;
      while (at > 0 && (short) (sequence[order[at - 1]] - sequence[slot]) > 0) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = slot;
    }
  }
}
