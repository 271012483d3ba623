package org.mosexporter.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.StreamSummary.ObservedAt;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.Datagram;

/**
 * The places where packets are seen, and at which of them a stream is observed that is seen at more
 * than one.
 *
 * <p>A stream is what its own point sees; what others see is counted beside it. Its point is the
 * one nearest to the listener: where its packets come later, {@link #SURE} times in a row. A point
 * that sees nothing at all any more gives its streams to one that does, and what that one saw
 * meanwhile is not lost (docs/decisions/0045).
 */
final class ObservationPoints {
  /** So many packets in a row tell which of two points is nearer to the listener. */
  private static final int SURE = 50;

  /** A point that sees no stream for so long sees nothing. */
  private static final long SILENT_NS = 500_000_000L;

  /** Points of one stream besides its own; packets at more are left out. */
  private static final int MOST_VIEWS = 3;

  private static final int USUAL_PACKET_NS = 20_000_000;

  private ObservationPoint[] places = new ObservationPoint[0];

  /** When a stream was last seen there, for all but the current point. */
  private long[] lastNs = new long[0];

  private @Nullable CaptureDrops[] drops = new CaptureDrops[0];
  private int current;

  void add(int number, ObservationPoint place) {
    if (number >= places.length) {
      int known = places.length;
      places = Arrays.copyOf(places, number + 1);
      lastNs = Arrays.copyOf(lastNs, number + 1);
      Arrays.fill(places, known, number, place);
      Arrays.fill(lastNs, known, number + 1, Long.MIN_VALUE);
    }
    places[number] = place;
  }

  boolean deduplicates(int point) {
    return point >= places.length || places[point].deduplicate();
  }

  void onDrops(int point, long fromNs, long toNs) {
    if (point >= drops.length) {
      drops = Arrays.copyOf(drops, point + 1);
    }
    CaptureDrops known = drops[point];
    if (known == null) {
      known = new CaptureDrops();
      drops[point] = known;
    }
    known.add(fromNs, toNs);
  }

  void onClockStep(long stepNs) {
    for (int i = 0; i < lastNs.length; i++) {
      lastNs[i] += lastNs[i] == Long.MIN_VALUE ? 0 : stepNs;
    }
    for (CaptureDrops known : drops) {
      if (known != null) {
        known.onClockStep(stepNs);
      }
    }
  }

  /** Whether packets of a place were lost on their way here in this time. */
  boolean dropped(int point, long fromNs, long toNs) {
    CaptureDrops known = point < drops.length ? drops[point] : null;
    return known != null && known.overlap(fromNs, toNs);
  }

  /** The packet that comes is seen at another point than the one before it. */
  void moveTo(int point, long atNs) {
    if (current < lastNs.length) {
      lastNs[current] = atNs;
    }
    current = point;
  }

  /** Where the last packet was seen. */
  int current() {
    return current;
  }

  private boolean isSilent(int point, long atNs) {
    return point < lastNs.length && point != current && atNs - lastNs[point] > SILENT_NS;
  }

  /** What becomes of a packet that was not seen at its stream's own point. */
  enum Beside {
    /** Counted beside the stream. */
    COUNTED,
    /** But a copy that the mirror made. */
    COPY,
    /** From this packet on it is the stream's point. */
    NOW_OWN
  }

  Beside onPacket(RtpStream stream, Datagram datagram, int sequenceNumber) {
    OtherView view = viewOf(stream, datagram.observationPoint());
    if (view == null) {
      return Beside.COUNTED;
    }
    long atNs = datagram.atNs();
    boolean copy =
        view.onPacket(
            sequenceNumber,
            datagram.identification(),
            atNs,
            stream.ptimeNs().orElse(USUAL_PACKET_NS),
            deduplicates(view.observationPoint));
    if (copy) {
      return Beside.COPY;
    }
    boolean nearer = view.came(isLater(stream, sequenceNumber, atNs)) >= SURE;
    if (!nearer && !isSilent(stream.observationPoint(), atNs)) {
      return Beside.COUNTED;
    }
    stream.seldom().formerPoint = stream.observationPoint();
    stream.seldom().movedNs = atNs;
    replace(stream, view);
    return Beside.NOW_OWN;
  }

  /** The first packet at the stream's new point is counted: what this saw before it is, too. */
  void adopt(RtpStream stream) {
    OtherView former = stream.otherViews();
    if (former != null && former.own != null) {
      stream.adoptFrom(former.own, former.observedBefore);
      former.own = null;
    }
  }

  private static boolean isLater(RtpStream stream, int sequenceNumber, long atNs) {
    int behind = (short) (stream.highestOnWire() - sequenceNumber);
    return behind >= 0
        && stream.arrived(stream.highest() - behind)
        && (behind > 0 || atNs > stream.lastNs());
  }

  private @Nullable OtherView viewOf(RtpStream stream, int point) {
    int views = 0;
    for (OtherView view = stream.otherViews(); view != null; view = view.next) {
      if (view.observationPoint == point) {
        return view;
      }
      views++;
    }
    if (views == MOST_VIEWS) {
      return null;
    }
    OtherView added = new OtherView(point);
    added.next = stream.otherViews();
    stream.seldom().otherViews = added;
    return added;
  }

  /** The view's point becomes the stream's, and the stream's former point a view of it. */
  private void replace(RtpStream stream, OtherView view) {
    OtherView former = new OtherView(stream.observationPoint());
    former.own = view;
    former.observedBefore = stream.highest();
    former.next = stream.otherViews();
    OtherView before = former;
    while (before.next != view && before.next != null) {
      before = before.next;
    }
    before.next = view.next;
    view.next = null;
    stream.seldom().otherViews = former;
    stream.observeAt(view.observationPoint, deduplicates(view.observationPoint));
  }

  /** Where the stream was seen, its own point first; empty when that is the only one. */
  List<ObservedAt> seenAt(RtpStream stream) {
    if (stream.otherViews() == null) {
      return List.of();
    }
    List<ObservedAt> points = new ArrayList<>();
    points.add(
        new ObservedAt(name(stream.observationPoint()), stream.packets(), stream.lost(), true));
    for (OtherView view = stream.otherViews(); view != null; view = view.next) {
      points.add(new ObservedAt(name(view.observationPoint), view.packets, view.lost(), false));
    }
    return points;
  }

  private String name(int point) {
    return point < places.length ? places[point].name() : "";
  }
}
