package org.mosexporter.call;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether an interface shows both directions of calls, or is half a mirror: the switch copies only
 * what it receives on a port, or only what it sends (docs/decisions/0048).
 *
 * <p>Of the last {@link #STREAMS} streams judged at an interface it is counted to how many nothing
 * came back, neither media nor anything else. Written by the tracker's thread; {@link #read} may be
 * called by any.
 */
final class HalfMirrors {
  private static final int STREAMS = 20;

  /** Of fewer nothing is said. */
  private static final int LEAST_STREAMS = 10;

  private static final double HALF_FROM = 0.8;
  private static final double WHOLE_BELOW = 0.5;

  private @Nullable View[] views = new View[0];
  private volatile Map<String, Boolean> known = Map.of();

  /** What one interface showed of late. */
  private static final class View {
    final String name;

    /** A bit for each stream judged, the latest lowest: set where nothing came back. */
    int unanswered;

    int streams;
    boolean half;

    View(String name) {
      this.name = name;
    }

    boolean isKnown() {
      return streams >= LEAST_STREAMS;
    }

    void add(boolean answered) {
      unanswered = (unanswered << 1 | (answered ? 0 : 1)) & ((1 << STREAMS) - 1);
      streams = Math.min(streams + 1, STREAMS);
      double share = (double) Integer.bitCount(unanswered) / streams;
      half = isKnown() && (half ? share >= WHOLE_BELOW : share >= HALF_FROM);
    }
  }

  /** Announces an interface; a file that is read after another goes on where that left off. */
  void onObservationPoint(int point, String name) {
    if (point >= views.length) {
      views = Arrays.copyOf(views, point + 1);
    }
    View before = views[point];
    if (before == null || !before.name.equals(name)) {
      View view = new View(name);
      if (before != null) {
        view.unanswered = before.unanswered;
        view.streams = before.streams;
        view.half = before.half;
      }
      views[point] = view;
      publish();
    }
  }

  /** A stream that an interface showed was judged. */
  void judged(int point, boolean answered) {
    View view = view(point);
    if (view != null) {
      boolean wasKnown = view.isKnown();
      boolean wasHalf = view.half;
      view.add(answered);
      if (view.isKnown() != wasKnown || view.half != wasHalf) {
        publish();
      }
    }
  }

  private @Nullable View view(int point) {
    return point < views.length ? views[point] : null;
  }

  /** Only one direction is shown of nearly all calls. */
  boolean isHalf(int point) {
    View view = view(point);
    return view != null && view.half;
  }

  /** Enough is known to say that it is not half. */
  boolean isWhole(int point) {
    View view = view(point);
    return view != null && view.isKnown() && !view.half;
  }

  private void publish() {
    Map<String, Boolean> halves = new HashMap<>();
    for (View view : views) {
      if (view != null && view.isKnown()) {
        halves.merge(view.name, view.half, Boolean::logicalOr);
      }
    }
    known = Map.copyOf(halves);
  }

  /** Interfaces of which enough is known to say whether they are half a mirror. */
  Map<String, Boolean> read() {
    return known;
  }
}
