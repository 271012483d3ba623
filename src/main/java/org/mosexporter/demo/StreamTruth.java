package org.mosexporter.demo;

import java.util.List;

/**
 * One direction of a simulated call: what was chosen for it and what happened.
 *
 * @param fromPhone whether the phone sent it; else the provider did
 * @param sent packets that the sender sent
 * @param seen packets that passed the capture point
 * @param lostBefore lost on the way to the capture point, between the first and last seen there
 * @param droppedBefore 16-bit sequence numbers of all packets that never came to the capture point
 * @param delivered packets that reached the receiver
 * @param lostAtReceiver as its last report block would say: lost anywhere
 * @param lost of the packets, counted from 0, those that never reached the receiver
 * @param jitterMeanSeconds at the capture point, over all packets but the first (RFC 3550 §A.8)
 * @param roundTripSeconds from the capture point to the sender and back, and to the receiver and
 *     back
 */
public record StreamTruth(
    String callId,
    UdpAddress source,
    UdpAddress destination,
    int ssrc,
    DemoCodec codec,
    int dscp,
    boolean fromPhone,
    long sent,
    long seen,
    long lostBefore,
    List<Integer> droppedBefore,
    long delivered,
    long lostAtReceiver,
    List<Integer> lost,
    double jitterMeanSeconds,
    double jitterMaxSeconds,
    RoundTrip roundTripSeconds) {
  public StreamTruth {
    droppedBefore = List.copyOf(droppedBefore);
    lost = List.copyOf(lost);
  }

  /** Without jitter, which RTCP is spared here. */
  public record RoundTrip(double toSender, double toReceiver) {}
}
