package org.mosexporter.wire;

import java.nio.ByteBuffer;

/** Where captured frames go. Called by one thread: the tracker's. */
public interface PacketSink {
  /** The frame left this host (a host's own traffic; mirror ports do not set it). */
  int FLAG_OUTGOING = 1;

  /** The frame is to the address of another station: as nearly all are that a mirror delivers. */
  int FLAG_FOREIGN = 2;

  /** Announces a place where packets are seen, before its first packet. */
  void onObservationPoint(int observationPoint, ObservationPoint place);

  /**
   * One frame. What it stands on stays as it is until {@link #flush}: a sink may look at several
   * frames together.
   *
   * @param window a direct buffer, big endian, at most 1 GiB; its position and limit mean nothing
   * @param offset where the frame starts in the window
   * @param length octets captured
   * @param wireLength octets that were on the wire, at least {@code length}
   * @param atNs capture time, nanoseconds since 1970-01-01 UTC
   * @param observationPoint as announced
   * @param flags bits of the FLAG_ constants
   */
  void onPacket(
      ByteBuffer window,
      int offset,
      int length,
      int wireLength,
      long atNs,
      int observationPoint,
      int flags);

  /**
   * Frames of a place were lost on their way here, so that nobody can say what is missing from it:
   * the ring was full, the network card dropped them, or the interface was down.
   *
   * <p>Told as soon as it is known, which is up to a second late, and then before any later frame
   * of that place; a longer stretch is told in parts. Stretches may overlap.
   *
   * @param fromNs the stretch in which they passed, as capture times
   * @param packets how many; 0 when nobody could count them
   */
  void onDrops(int observationPoint, long fromNs, long toNs, long packets);

  /**
   * The wall clock, by which capture times are, was set: forward or back, against a clock that
   * nobody sets. Told before the first frame that was captured after it is handed on; frames from
   * before it may still come.
   *
   * @param fromNs when it had not happened yet, by the wall clock as it was
   * @param withinNs how much later at most it happened
   * @param stepNs by how much it was set; below 0 when back
   */
  void onClockStep(long fromNs, long withinNs, long stepNs);

  /**
   * The windows of all frames handed on so far may change after return, and nobody knows when the
   * next frame comes: a sink that kept frames back takes them now.
   */
  void flush();
}
