package org.mosexporter.diagnosis;

import java.util.List;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.ClassWindow;

/** What a class of a way out did lately. */
final class ClassFacts {
  private static final int PACKETS = 0;
  private static final int DROPPED = 1;
  private static final int POLLS = 2;
  private static final int WAITING_POLLS = 3;
  private static final int DROPPING_POLLS = 4;
  private static final int DROPPING_WAITING_POLLS = 5;

  private final String router;
  private final ClassReading.Key key;
  private final Fading sums = new Fading(6);
  private List<Integer> dscp = List.of();
  private long sinceNs;

  ClassFacts(String router, ClassReading.Key key) {
    this.router = router;
    this.key = key;
  }

  void add(ClassWindow window) {
    sums.until(window.toNs());
    dscp = window.dscp();
    long dropped = window.droppedPackets().orElse(0);
    boolean waiting = window.queuePackets().orElse(0) > 0;
    sums.add(PACKETS, (double) window.packets().orElse(0));
    sums.add(DROPPED, (double) dropped);
    sums.add(POLLS, 1);
    sums.add(WAITING_POLLS, waiting ? 1 : 0);
    if (dropped > 0) {
      sinceNs = sinceNs == 0 ? window.fromNs() : sinceNs;
      sums.add(DROPPING_POLLS, 1);
      sums.add(DROPPING_WAITING_POLLS, waiting ? 1 : 0);
    }
    if (sums.of(DROPPED) < 1) {
      sinceNs = 0;
    }
  }

  String router() {
    return router;
  }

  ClassReading.Key key() {
    return key;
  }

  /** router/interface/class. */
  String name() {
    return router + "/" + key.networkInterface() + "/" + key.name();
  }

  List<Integer> dscp() {
    return dscp;
  }

  double packets() {
    return sums.of(PACKETS);
  }

  double dropped() {
    return sums.of(DROPPED);
  }

  /** Drops to the packets that the class counts: those offered, or on some devices those sent. */
  double dropRatio() {
    return packets() < 1 ? 0 : Math.min(1, dropped() / packets());
  }

  /** Share of polls at which packets waited. */
  double waitingShare() {
    return sums.of(POLLS) == 0 ? 0 : sums.of(WAITING_POLLS) / sums.of(POLLS);
  }

  /** Polls in which it dropped. */
  double droppingPolls() {
    return sums.of(DROPPING_POLLS);
  }

  /** The same of the polls in which it dropped. */
  double waitingShareWhenDropping() {
    return sums.of(DROPPING_POLLS) == 0
        ? 0
        : sums.of(DROPPING_WAITING_POLLS) / sums.of(DROPPING_POLLS);
  }

  /** When it began to drop; 0 when it does not. */
  long sinceNs() {
    return sinceNs;
  }

  long atNs() {
    return sums.atNs();
  }
}
