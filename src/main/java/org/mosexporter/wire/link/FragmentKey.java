package org.mosexporter.wire.link;

/**
 * What the fragments of one datagram have in common (RFC 791 §3.2, RFC 8200 §4.5), where they were
 * seen included.
 *
 * @param protocol of IPv4; {@link #IPV6} of IPv6, where only the first fragment tells
 */
record FragmentKey(
    int observationPoint,
    long sourceHigh,
    long sourceLow,
    long destinationHigh,
    long destinationLow,
    int protocol,
    int identification) {
  static final int IPV6 = -1;

  static FragmentKey of(Datagram path, int protocol, int identification) {
    return new FragmentKey(
        path.observationPoint,
        path.sourceHigh,
        path.sourceLow,
        path.destinationHigh,
        path.destinationLow,
        protocol,
        identification);
  }
}
