package org.mosexporter.stream;

import org.jspecify.annotations.Nullable;

/**
 * What another observation point than its own sees of a stream: counted beside it, in no figure of
 * the stream. There is none of most streams.
 */
final class OtherView extends SequenceWindow {
  final int observationPoint;
  @Nullable OtherView next;

  /** The one whose point has become the stream's own in this one's place just now. */
  @Nullable OtherView own;

  long packets;
  long lastNs;

  /** What the stream had counted at this point, when it was the stream's own. */
  long observedBefore = -1;

  private int identification;

  /** Packets in a row that came here after they had come to the stream's own point. */
  private int laterInARow;

  OtherView(int observationPoint) {
    this.observationPoint = observationPoint;
  }

  /**
   * Takes one packet.
   *
   * @return whether it is but a copy that the mirror made, and left out
   */
  boolean onPacket(
      int sequenceNumber, int datagram, long atNs, long packetNs, boolean deduplicates) {
    long extended = extend(sequenceNumber);
    boolean same = datagram == identification || datagram == 0 || identification == 0;
    if (extended <= highest() && deduplicates && isCopy(extended, atNs, lastNs, packetNs, same)) {
      return true;
    }
    if (extended != STRAY) {
      if (extended > highest() || packets == 0) {
        identification = datagram;
      } else {
        cameBehind(extended, atNs, lastNs);
      }
      receive(extended, sequenceNumber);
    }
    packets++;
    lastNs = atNs;
    return false;
  }

  /** How many packets in a row came later, this one included. */
  int came(boolean later) {
    laterInARow = later ? laterInARow + 1 : 0;
    return laterInARow;
  }
}
