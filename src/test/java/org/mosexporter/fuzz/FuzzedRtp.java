package org.mosexporter.fuzz;

import org.mosexporter.wire.rtp.RtpView;

/** One RTP packet; where it is one, all its fields are read. */
final class FuzzedRtp implements FuzzTarget {
  private final RtpView view = new RtpView();

  /** Keeps the reads. */
  private long read;

  @Override
  public void accept(byte[] octets) {
    if (view.wrap(Octets.alone(octets), 0, octets.length, octets.length) == RtpView.Check.RTP) {
      read += view.ssrc() + view.timestamp() + view.sequenceNumber() + view.payloadType();
      read += view.marker() ? 1 : 0;
      if (view.payloadBytes() < 0 || view.payloadBytes() > octets.length) {
        throw new IllegalStateException("payload of " + view.payloadBytes() + " octets; " + read);
      }
    }
  }
}
