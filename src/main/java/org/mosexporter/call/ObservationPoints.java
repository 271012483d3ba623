package org.mosexporter.call;

import java.util.Arrays;
import org.mosexporter.wire.ObservationPoint;

/** Where packets are seen, by number. */
final class ObservationPoints {
  private ObservationPoint[] points = new ObservationPoint[0];

  ObservationPoint of(int number) {
    return points[number];
  }

  void set(int number, ObservationPoint point) {
    if (number >= points.length) {
      int known = points.length;
      points = Arrays.copyOf(points, number + 1);
      Arrays.fill(points, known, points.length, point);
    }
    points[number] = point;
  }
}
