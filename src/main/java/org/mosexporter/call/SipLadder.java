package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The SIP messages of a call: the first and the last of them, when there were many. Kept in 12
 * octets each, and read when somebody asks:
 *
 * <pre>
 * word 0  µs since the call was first heard of, its low 32 bits
 * word 1  its high 8 bits (signed) | hop 5 | method of CSeq 4 | status or method 10
 * word 2  number of CSeq
 * </pre>
 */
public final class SipLadder {
  public static final SipLadder NONE = new SipLadder(0, new Hop[0], new int[0], 0);

  static final int WORDS = 3;
  private static final int STATUS_BITS = 10;
  private static final int METHOD_BITS = 4;
  private static final int HOP_BITS = 5;
  private static final int MICROSECOND_NS = 1_000;

  private final long firstNs;
  private final Hop[] hops;
  private final int[] words;
  private final int omitted;

  SipLadder(long firstNs, Hop[] hops, int[] words, int omitted) {
    this.firstNs = firstNs;
    this.hops = hops;
    this.words = words;
    this.omitted = omitted;
  }

  /**
   * Writes one message.
   *
   * @param sinceNs since the call was first heard of, ±6 days
   * @param what as {@link SipMethods#number} or a status
   */
  static void write(
      int[] words, int at, long sinceNs, int hop, int what, int cseqMethod, long cseqNumber) {
    long sinceUs = Math.floorDiv(sinceNs, MICROSECOND_NS);
    int high = (int) (sinceUs >> 32);
    words[at] = (int) sinceUs;
    words[at + 1] = ((high << HOP_BITS | hop) << METHOD_BITS | cseqMethod) << STATUS_BITS | what;
    words[at + 2] = (int) cseqNumber;
  }

  /**
   * Of what a record tells.
   *
   * @param omitted between the first and the last of them
   */
  public static SipLadder of(List<SipStep> steps, int omitted) {
    if (steps.isEmpty()) {
      return NONE;
    }
    long firstNs = steps.getFirst().atNs();
    List<Hop> hops = new ArrayList<>();
    int[] words = new int[WORDS * steps.size()];
    for (int i = 0; i < steps.size(); i++) {
      SipStep step = steps.get(i);
      int what = SipMethods.parse(step.message());
      int cseqMethod = SipMethods.number(step.cseqMethod());
      int hop = numbered(hops, step);
      write(words, WORDS * i, step.atNs() - firstNs, hop, what, cseqMethod, step.cseqNumber());
    }
    return new SipLadder(firstNs, hops.toArray(Hop[]::new), words, omitted);
  }

  private static int numbered(List<Hop> hops, SipStep step) {
    Hop hop = new Hop(step.from(), step.fromPort(), step.to(), step.toPort(), step.agent());
    int known = hops.indexOf(hop);
    if (known < 0 && hops.size() < 1 << HOP_BITS) {
      hops.add(hop);
      known = hops.size() - 1;
    }
    return Math.max(0, known);
  }

  /** Messages that are kept. */
  public int size() {
    return words.length / WORDS;
  }

  /** Messages that were seen but are not kept; they were between the first and the last. */
  public int omitted() {
    return omitted;
  }

  /** By time. */
  public List<SipStep> steps() {
    List<SipStep> steps = new ArrayList<>(size());
    for (int at = 0; at < words.length; at += WORDS) {
      steps.add(step(at));
    }
    steps.sort(Comparator.comparingLong(SipStep::atNs));
    return steps;
  }

  private SipStep step(int at) {
    int packed = words[at + 1];
    long sinceUs =
        (long) (packed >> (STATUS_BITS + METHOD_BITS + HOP_BITS)) << 32
            | Integer.toUnsignedLong(words[at]);
    Hop hop = hops[(packed >>> (STATUS_BITS + METHOD_BITS)) & (1 << HOP_BITS) - 1];
    return new SipStep(
        firstNs + sinceUs * MICROSECOND_NS,
        hop.from(),
        hop.fromPort(),
        hop.to(),
        hop.toPort(),
        hop.agent(),
        SipMethods.text(packed & (1 << STATUS_BITS) - 1),
        Integer.toUnsignedLong(words[at + 2]),
        SipMethods.text((packed >>> STATUS_BITS) & (1 << METHOD_BITS) - 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipLadder ladder
        && firstNs == ladder.firstNs
        && omitted == ladder.omitted
        && Arrays.equals(hops, ladder.hops)
        && Arrays.equals(words, ladder.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return steps().toString();
  }
}
