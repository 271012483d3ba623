package org.mosexporter.fuzz;

import org.mosexporter.wire.rtp.RtpView;

/** One RTP packet, whole and cut; where it is one, all its fields are read. */
final class FuzzedRtp implements FuzzTarget {
  private final RtpView view = new RtpView();

  /** Keeps the reads. */
  private long read;

  @Override
  public void accept(byte[] octets) {
    read(octets, octets.length);
    read(octets, octets.length + Octets.cut(octets));
  }

  private void read(byte[] octets, int wireLength) {
    if (view.wrap(Octets.alone(octets), 0, octets.length, wireLength) == RtpView.Check.RTP) {
      read += view.ssrc() + view.timestamp() + view.sequenceNumber() + view.payloadType();
      read += view.marker() ? 1 : 0;
      if (view.payloadBytes() < 0 || view.payloadBytes() > wireLength) {
        throw new IllegalStateException("payload of " + view.payloadBytes() + " octets; " + read);
      }
    }
  }
}
