package org.mosexporter.call;

import java.util.Arrays;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.Sighting;

/**
 * Which ways a call's messages went, and which they were. When they become more than there is room
 * for, the first half stays and the second half keeps the latest.
 */
final class SipTrace {
  /** Most messages one call keeps. */
  static final int MOST = 64;

  private static final int MAX_HOPS = 32;
  private static final int LEAST = 4;
  private static final Hop[] NO_HOPS = {};
  private static final int[] NO_WORDS = {};

  private Hop[] hops = NO_HOPS;
  private int[] words = NO_WORDS;

  /** Messages that were written down, also those that made room for others since. */
  private int seen;

  private int unkept;

  /** Messages there is room for. */
  int room() {
    return words.length / SipLadder.WORDS;
  }

  /** By how many messages its room should grow before the next one comes. */
  int wants() {
    boolean full = seen == room() && seen < MOST;
    return !full ? 0 : seen == 0 ? LEAST : seen;
  }

  void grow() {
    words = Arrays.copyOf(words, (room() + wants()) * SipLadder.WORDS);
  }

  /**
   * A message went that way, and is written down as far as there is room.
   *
   * @param sinceNs since the call was first heard of
   * @param what as {@link SipMethods#number} or a status
   * @return whether it is kept, and no other had to make room
   */
  boolean add(Sighting sighting, long sinceNs, int what, int cseqMethod, long cseqNumber) {
    int hop = hop(sighting);
    if (hop < 0 || room() == 0) {
      unkept++;
      return false;
    }
    int at = place(seen) * SipLadder.WORDS;
    SipLadder.write(words, at, sinceNs, hop, what, cseqMethod, cseqNumber);
    seen++;
    return seen <= room();
  }

  /** In the second half, round and round. */
  private int place(int number) {
    int half = room() / 2;
    return number < half ? number : half + (number - half) % (room() - half);
  }

  /** Its number; −1 when there are too many. */
  private int hop(Sighting sighting) {
    for (int i = 0; i < hops.length; i++) {
      if (hops[i].isOf(sighting)) {
        return i;
      }
    }
    if (hops.length == MAX_HOPS) {
      return -1;
    }
    hops = Arrays.copyOf(hops, hops.length + 1);
    hops[hops.length - 1] = Hop.of(sighting, agent(sighting));
    return hops.length - 1;
  }

  /** One text for all hops that an agent saw. */
  private String agent(Sighting sighting) {
    for (int i = 0; i < hops.length - 1; i++) {
      if (hops[i].agent().equals(sighting.agent())) {
        return hops[i].agent();
      }
    }
    return sighting.agent();
  }

  /** Whether a message was seen here to go that way, so that what goes that way can be seen. */
  boolean hasPassed(IpAddress from, IpAddress to) {
    for (Hop hop : hops) {
      if (hop.agent().isEmpty() && hop.from().equals(from) && hop.to().equals(to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether messages went to or from there. */
  boolean involves(IpAddress host) {
    for (Hop hop : hops) {
      if (hop.from().equals(host) || hop.to().equals(host)) {
        return true;
      }
    }
    return false;
  }

  /**
   * As it is by now.
   *
   * @param firstNs when the call was first heard of
   */
  SipLadder ladder(long firstNs) {
    int kept = Math.min(seen, room());
    int[] inOrder = new int[kept * SipLadder.WORDS];
    for (int i = 0; i < kept; i++) {
      int number = i < room() / 2 ? i : seen - kept + i;
      System.arraycopy(
          words, place(number) * SipLadder.WORDS, inOrder, i * SipLadder.WORDS, SipLadder.WORDS);
    }
    return new SipLadder(firstNs, hops.clone(), inOrder, unkept + seen - kept);
  }
}
