package org.mosexporter.diagnosis;

import java.util.HashMap;
import java.util.Map;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.PollWindows;

/**
 * How much the classes of voice of a site's routers drop, beside what is usual. Of at most 256
 * sites. Used by one thread.
 */
final class QueuePressure {
  private static final int MOST = 256;
  private static final long SLOT_NS = 300_000_000_000L;

  /** Half an hour of learning comes first; two hours are remembered. */
  private static final int LEAST_SLOTS = 6;

  private static final int LEARNED_SLOTS = 24;
  private static final double UNUSUAL = 4;
  private static final int EXPEDITED = 46;

  private final Map<String, Drops> voice = new HashMap<>();

  /** What was dropped in the current five minutes and in those before, and what is usual. */
  private static final class Drops {
    private long slot = Long.MIN_VALUE;
    private int slots;
    private double usual;
    private long before;
    private long now;

    void add(long atNs, long packets) {
      until(atNs);
      now += packets;
    }

    private void until(long atNs) {
      long next = Math.floorDiv(atNs, SLOT_NS);
      if (slot == Long.MIN_VALUE) {
        slot = next;
      }
      if (next > slot) {
        slots = Math.min(slots + 1, LEARNED_SLOTS);
        usual += (now - usual) / slots;
        before = next == slot + 1 ? now : 0;
        now = 0;
        slot = next;
      }
    }

    long unusual(long atNs) {
      until(atNs);
      long packets = before + now;
      return slots >= LEAST_SLOTS && packets > UNUSUAL * 2 * usual ? packets : 0;
    }
  }

  void onPoll(PollWindows windows) {
    for (ClassWindow window : windows.classes()) {
      long dropped = window.droppedPackets().orElse(0);
      if (window.dscp().contains(EXPEDITED)
          && (voice.size() < MOST || voice.containsKey(windows.site()))) {
        voice.computeIfAbsent(windows.site(), _ -> new Drops()).add(window.toNs(), dropped);
      }
    }
  }

  /**
   * Packets that classes of voice dropped within the last five to ten minutes, where that is four
   * times what is usual; a queue that always drops is a finding, and no warning.
   */
  long voiceDrops(String site, long nowNs) {
    Drops drops = voice.get(site);
    return drops == null ? 0 : drops.unusual(nowNs);
  }
}
