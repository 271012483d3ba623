package org.mosexporter.wire.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pieces of one datagram that have come so far, in the order of their offsets. */
final class FragmentedDatagram {
  /** What came of one more piece. */
  enum Outcome {
    INCOMPLETE,
    WHOLE,
    /** The pieces contradict each other; no further one will be taken. */
    REFUSED
  }

  /** As many as 65,535 octets make at an MTU of 1280 (RFC 8200 §5), and some. */
  static final int MAX_PIECES = 64;

  /** What a piece takes beside its octets. */
  static final int PIECE_BYTES = 48;

  private static final int UNKNOWN = -1;

  private static final class Piece {
    private final int offset;
    private final byte[] octets;

    Piece(Fragment fragment) {
      offset = fragment.offset();
      octets = fragment.copy();
    }

    int end() {
      return offset + octets.length;
    }

    boolean isSame(Piece other) {
      return offset == other.offset && Arrays.equals(octets, other.octets);
    }
  }

  private final long firstNs;
  private final List<Piece> pieces = new ArrayList<>(4);
  private int protocol;
  private int bytes;
  private int octets;
  private int totalOctets = UNKNOWN;
  private boolean refused;

  FragmentedDatagram(long firstNs) {
    this.firstNs = firstNs;
  }

  /** When its first piece came. */
  long firstNs() {
    return firstNs;
  }

  /** Memory that its pieces take. */
  int bytes() {
    return bytes;
  }

  /** What the datagram is, as its first fragment says. */
  int protocol() {
    return protocol;
  }

  boolean isRefused() {
    return refused;
  }

  /** Takes a copy of one more fragment, unless the same octets had come before. */
  Outcome add(Fragment fragment) {
    if (refused) {
      return Outcome.REFUSED;
    }
    Piece piece = new Piece(fragment);
    int index = indexFor(piece.offset);
    if (index < pieces.size() && pieces.get(index).isSame(piece)) {
      return Outcome.INCOMPLETE;
    }
    if (pieces.size() == MAX_PIECES || overlaps(index, piece) || !fitsEnd(fragment)) {
      refuse();
      return Outcome.REFUSED;
    }
    pieces.add(index, piece);
    octets += fragment.length();
    bytes += fragment.length() + PIECE_BYTES;
    learn(fragment);
    return octets == totalOctets ? Outcome.WHOLE : Outcome.INCOMPLETE;
  }

  private void learn(Fragment fragment) {
    if (fragment.offset() == 0) {
      protocol = fragment.protocol();
    }
    if (!fragment.more()) {
      totalOctets = fragment.end();
    }
  }

  /** The first piece that does not begin before this offset. */
  private int indexFor(int offset) {
    int index = pieces.size();
    while (index > 0 && pieces.get(index - 1).offset >= offset) {
      index--;
    }
    return index;
  }

  private boolean overlaps(int index, Piece piece) {
    return (index > 0 && pieces.get(index - 1).end() > piece.offset)
        || (index < pieces.size() && pieces.get(index).offset < piece.end());
  }

  /** Only the last fragment ends where the datagram does. */
  private boolean fitsEnd(Fragment fragment) {
    if (fragment.more()) {
      return totalOctets == UNKNOWN || fragment.end() < totalOctets;
    }
    return totalOctets == UNKNOWN && (pieces.isEmpty() || pieces.getLast().end() < fragment.end());
  }

  private void refuse() {
    refused = true;
    pieces.clear();
    bytes = 0;
  }

  /** Writes a whole datagram to the beginning of a buffer; its length. */
  int writeTo(ByteBuffer whole) {
    for (Piece piece : pieces) {
      whole.put(piece.offset, piece.octets);
    }
    return totalOctets;
  }
}
