package org.mosexporter.wire.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.config.Table;
import org.mosexporter.wire.link.FragmentedDatagram.Outcome;

/**
 * Puts fragmented datagrams together (RFC 791 §3.2, RFC 8200 §4.5): at most {@link #MAX_DATAGRAMS}
 * at a time with {@link #MAX_BYTES} in all, the oldest makes room; each has 30 seconds of packet
 * time.
 *
 * <p>Fragments that overlap otherwise than by being the same undo their datagram (RFC 5722 §4), of
 * IPv4 too: what receivers make of them cannot be known. Owned by the tracker's thread.
 */
public final class Fragments {
  static final int MAX_DATAGRAMS = Table.FRAGMENTS.entries();

  /** Octets of fragments kept, with what goes with each. */
  static final int MAX_BYTES = 4 << 20;

  /** What an entry takes beside its pieces. */
  static final int BYTES_PER_ENTRY = 256;

  /** Whole datagrams that may be in use at a time: direct buffers of 64 KiB each. */
  static final int MAX_WHOLE = 32;

  static final long TIMEOUT_NS = 30_000_000_000L;

  /** Mirrors show a packet twice; copies come within this time. */
  static final long REPEAT_NS = 100_000_000L;

  private static final int BUFFER_BYTES = 1 << 16;

  private final Map<FragmentKey, FragmentedDatagram> incomplete = new LinkedHashMap<>();
  private final Map<FragmentKey, Long> recentlyWholeNs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FragmentKey, Long> eldest) {
          return size() > MAX_WHOLE;
        }
      };
  private final List<ByteBuffer> buffers = new ArrayList<>();
  private int buffersInUse;
  private int bytes;
  private ByteBuffer whole = ByteBuffer.allocate(0);
  private int wholeOctets;
  private int wholeProtocol;
  private long reassembled;
  private long refused;
  private long timedOut;
  private long evicted;

  Outcome add(Fragment fragment) {
    expire(fragment.atNs());
    if (!fragment.isPossible()) {
      return Outcome.REFUSED;
    }
    if (isRepeated(fragment)) {
      return Outcome.INCOMPLETE;
    }
    boolean isNew = !incomplete.containsKey(fragment.key());
    makeRoom(fragment.length() + FragmentedDatagram.PIECE_BYTES, isNew ? 1 : 0);
    FragmentedDatagram datagram =
        incomplete.computeIfAbsent(fragment.key(), _ -> new FragmentedDatagram(fragment.atNs()));
    boolean refusedBefore = datagram.isRefused();
    bytes -= datagram.bytes();
    Outcome outcome = datagram.add(fragment);
    bytes += datagram.bytes();
    if (outcome == Outcome.WHOLE) {
      finish(fragment, datagram);
    } else if (datagram.isRefused() && !refusedBefore) {
      refused++;
    }
    return outcome;
  }

  private void finish(Fragment last, FragmentedDatagram datagram) {
    incomplete.remove(last.key());
    bytes -= datagram.bytes();
    recentlyWholeNs.put(last.key(), last.atNs());
    whole = nextBuffer();
    wholeOctets = datagram.writeTo(whole);
    wholeProtocol = datagram.protocol();
    reassembled++;
  }

  private ByteBuffer nextBuffer() {
    if (buffersInUse == buffers.size() && buffers.size() < MAX_WHOLE) {
      buffers.add(ByteBuffer.allocateDirect(BUFFER_BYTES));
    }
    ByteBuffer next = buffers.get(buffersInUse % buffers.size());
    buffersInUse++;
    return next;
  }

  private boolean isRepeated(Fragment fragment) {
    Long wholeNs = recentlyWholeNs.get(fragment.key());
    return wholeNs != null && Math.abs(fragment.atNs() - wholeNs) <= REPEAT_NS;
  }

  private void makeRoom(int moreBytes, int moreDatagrams) {
    while (bytes + moreBytes > MAX_BYTES || incomplete.size() + moreDatagrams > MAX_DATAGRAMS) {
      Iterator<FragmentedDatagram> oldest = incomplete.values().iterator();
      FragmentedDatagram gone = oldest.next();
      oldest.remove();
      bytes -= gone.bytes();
      evicted += gone.isRefused() ? 0 : 1;
    }
  }

  private void expire(long nowNs) {
    Iterator<FragmentedDatagram> oldest = incomplete.values().iterator();
    while (oldest.hasNext()) {
      FragmentedDatagram datagram = oldest.next();
      if (Math.abs(nowNs - datagram.firstNs()) <= TIMEOUT_NS) {
        return;
      }
      oldest.remove();
      bytes -= datagram.bytes();
      timedOut += datagram.isRefused() ? 0 : 1;
    }
  }

  /** The datagram that is whole, at the beginning of a buffer of its own. */
  ByteBuffer whole() {
    return whole;
  }

  int wholeOctets() {
    return wholeOctets;
  }

  int wholeProtocol() {
    return wholeProtocol;
  }

  /**
   * Nobody looks at whole datagrams handed out so far any more. Until then the latest {@link
   * #MAX_WHOLE} of them stay as they are.
   */
  public void release() {
    buffersInUse = 0;
  }

  /** Whether the next frame, nested as deep as may be, could overwrite a whole datagram. */
  public boolean isFull() {
    return buffersInUse > MAX_WHOLE - Nesting.MAX;
  }

  /** Gives up datagrams that were not whole in time. */
  public void advance(long nowNs) {
    if (!incomplete.isEmpty()) {
      expire(nowNs);
    }
  }

  /** No more fragments will come. */
  public void finish() {
    timedOut += incomplete.values().stream().filter(left -> !left.isRefused()).count();
    incomplete.clear();
    bytes = 0;
  }

  /** Datagrams of which something came and something is missing. */
  public int size() {
    return incomplete.size();
  }

  public long reassembled() {
    return reassembled;
  }

  /** Datagrams whose fragments contradicted each other. */
  public long refused() {
    return refused;
  }

  /** Datagrams of which a part never came. */
  public long timedOut() {
    return timedOut;
  }

  /** Datagrams given up for want of room. */
  public long evicted() {
    return evicted;
  }
}
