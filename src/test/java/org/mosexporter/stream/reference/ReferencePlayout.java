package org.mosexporter.stream.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * The jitter buffer of DESIGN §4.2, as plainly as it can be told: whole lists, sorted anew whenever
 * a figure of them is asked for. It shares nothing with what it is compared with.
 *
 * <p>What it fixes where DESIGN leaves a choice (why: docs/decisions/0020-playout.md). All is
 * integer arithmetic on nanoseconds and timestamp units; every division rounds down (floor).
 *
 * <ol>
 *   <li><b>Numbers</b> are placed as {@link NumberLine} says. A stray is not judged, nor a packet
 *       whose number was there before (duplicate), nor noise and events: these take their sequence
 *       numbers and do nothing else. A packet is <i>ahead</i> when its number is above all placed
 *       before, of whatever payload, and <i>consecutive</i> when it is above by exactly one.
 *   <li><b>Transit</b>. The timestamp of a packet, in units since the last start (4), is {@code
 *       units = units(newest) + (int) (timestamp − timestamp(newest))}, where newest is the latest
 *       speech packet that was ahead (or the start). Its media time is {@code units · 10⁹ /
 *       clockRate}, and {@code transit = arrival − arrival(start) − media time}.
 *   <li><b>Judgement</b>. A packet is late when {@code transit > base + depth}: exactly on time is
 *       played. A reordered packet (not ahead) is judged like any other, by what holds when it
 *       arrives. A played packet waits {@code min(base + depth − transit, max)}.
 *   <li><b>Start</b>: the buffer knows nothing but this packet. It is the origin: units 0, transit
 *       0, base 0, depth nominal; windows, periods and rows of late packets are empty but for it;
 *       the last step is unknown. It starts at the first speech packet placed; at the first speech
 *       packet placed after the sender began anew (1) or changed its clock rate; and at a packet
 *       that is ahead and
 *       <ul>
 *         <li>whose transit differs from that of the newest (2) by more than 2 s, or
 *         <li>which is consecutive and whose timestamp went back ({@code step < 0}), or
 *         <li>in the fixed buffer, begins a spurt (5), or
 *         <li>in the adaptive buffer, came more than max before the base ({@code transit < base −
 *             max}), or
 *         <li>in the adaptive buffer, begins a spurt more than max above the least transit of the
 *             window before it.
 *       </ul>
 *   <li><b>Spurt</b>: begun by a packet that is ahead and has the marker, or is consecutive with a
 *       step above the last step, if that is known. {@code step = timestamp − timestamp(newest)}.
 *       The last step is then unknown; after any other consecutive packet it is that packet's step.
 *   <li><b>Anchoring</b> is due at a spurt (adaptive only) and at a packet that is ahead and at
 *       least 10 s ({@code 10 · clockRate} units) after the last anchoring or start. The packet
 *       enters window or period first, then base and depth are found, then it is judged by them.
 *   <li><b>Fixed</b>: depth is nominal. Each anchoring ends a period; the packet is the first of
 *       the next. {@code base = least transit of the period that ended − least transit of the first
 *       period}, counting from the start.
 *   <li><b>Adaptive</b>: each transit enters the window in whole microseconds. Entries since the
 *       start make blocks of 250; the window is the block of the last entry and the block before.
 *       At an anchoring {@code base} is the least of the window, and {@code depth = clamp(p − base,
 *       nominal, max)}, p being the 95th percentile of the n entries by nearest rank: number ⌈19 n
 *       / 20⌉ in ascending order (which is number ⌊n / 20⌋ + 1 from the top, so 26 largest per
 *       block are enough).
 *   <li><b>Entering</b>: packets that are ahead enter, and reordered ones whose number is not below
 *       that of the start; late or not, in order of arrival.
 *   <li><b>Late in a row</b> (adaptive): judged packets in order of arrival. A played one, an
 *       anchoring and a start end the row. At every third late one {@code depth = max(depth, min(D,
 *       max))}, D being the largest {@code transit − base} of the last three. The third stays late.
 *       When the row has 50 or more and the packet is ahead, the buffer starts at it; it stays
 *       late.
 * </ol>
 */
public final class ReferencePlayout implements Playout {
  @Override
  public Verdicts judge(List<TracePacket> packets, Buffer buffer) {
    NumberLine numbers = new NumberLine();
    EmulatedBuffer emulated = new EmulatedBuffer(buffer);
    List<Fate> fates = new ArrayList<>();
    for (TracePacket packet : packets) {
      fates.add(new Fate(judge(packet, numbers, emulated), emulated.takeWaitNs()));
    }
    return new Verdicts(fates);
  }

  private static Verdict judge(TracePacket packet, NumberLine numbers, EmulatedBuffer emulated) {
    long newest = numbers.newest();
    var place = numbers.place(packet.sequenceNumber());
    if (place.isEmpty()) {
      return Verdict.STRAY;
    }
    if (!numbers.take(place.get())) {
      return Verdict.DUPLICATE;
    }
    if (numbers.restarted()) {
      emulated.forget();
    }
    if (!packet.isSpeech()) {
      return Verdict.NOT_SPEECH;
    }
    return emulated.judge(packet, place.get(), newest) ? Verdict.PLAYED : Verdict.LATE;
  }
}
