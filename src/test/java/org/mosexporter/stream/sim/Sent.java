package org.mosexporter.stream.sim;

import org.mosexporter.stream.reference.TracePacket.Payload;

/**
 * A packet as it leaves the sender.
 *
 * @param sequenceNumber 0–65535
 * @param sentNs since the call began, by the sender's clock
 * @param kept whether the network must not lose it: nobody can count a loss beyond it
 */
record Sent(
    int ssrc,
    int sequenceNumber,
    int timestamp,
    boolean marker,
    Payload payload,
    int octets,
    long sentNs,
    boolean kept) {
  Sent keep() {
    return new Sent(ssrc, sequenceNumber, timestamp, marker, payload, octets, sentNs, true);
  }
}
