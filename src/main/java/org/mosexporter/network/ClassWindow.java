package org.mosexporter.network;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a leaf traffic class did between two polls that can be compared.
 *
 * @param fromNs end of the poll before, nanoseconds since 1970-01-01 UTC; {@code toNs} of this one
 * @param packets offered to the class in between; absent where the device does not count them, and
 *     so below
 * @param droppedPackets for all reasons together
 * @param queuePackets waiting at the end
 * @param utilisation of the interface in that direction, 0–1; absent when the interface was not
 *     read in both polls, or tells no speed
 */
public record ClassWindow(
    ClassReading.Key key,
    List<Integer> dscp,
    long fromNs,
    long toNs,
    OptionalLong packets,
    OptionalLong droppedPackets,
    OptionalLong droppedBytes,
    OptionalLong queuePackets,
    OptionalLong queueLimitPackets,
    OptionalDouble utilisation) {
  public ClassWindow {
    dscp = List.copyOf(dscp);
  }

  ClassWindow with(OptionalDouble ofInterface) {
    return new ClassWindow(
        key,
        dscp,
        fromNs,
        toNs,
        packets,
        droppedPackets,
        droppedBytes,
        queuePackets,
        queueLimitPackets,
        ofInterface);
  }
}
