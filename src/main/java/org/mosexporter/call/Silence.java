package org.mosexporter.call;

/** A stretch in which the sender of a stream heard nothing, up to the stream's last interval. */
final class Silence {
  final long sinceNs;

  /** Whether it never heard anything in the call. */
  final boolean fromTheBeginning;

  long lastsNs;

  /** Of it, what was counted as one-way audio. */
  long countedNs;

  Silence(long sinceNs, boolean fromTheBeginning) {
    this.sinceNs = sinceNs;
    this.fromTheBeginning = fromTheBeginning;
  }
}
