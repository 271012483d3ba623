package org.mosexporter.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The capture point: counts what passes and keeps the first reason why something could not. */
final class Tap {
  private final Timeline timeline;
  private final PacketOut out;
  private final ByteBuffer scratch = ByteBuffer.allocate(2_048);
  private Optional<String> problem = Optional.empty();
  private long rtpPackets;
  private long rtcpPackets;
  private long sipMessages;

  Tap(Timeline timeline, PacketOut out) {
    this.timeline = timeline;
    this.out = out;
  }

  /** An empty buffer to build a packet in; valid until the next call. */
  ByteBuffer scratch() {
    return scratch.clear();
  }

  void rtp(UdpAddress from, UdpAddress to, int dscp, ByteBuffer packet) {
    rtpPackets++;
    send(from, to, dscp, packet);
  }

  void rtcp(UdpAddress from, UdpAddress to, int dscp, ByteBuffer packet) {
    rtcpPackets++;
    send(from, to, dscp, packet);
  }

  void sip(UdpAddress from, UdpAddress to, int dscp, ByteBuffer packet) {
    sipMessages++;
    send(from, to, dscp, packet);
  }

  private void send(UdpAddress from, UdpAddress to, int dscp, ByteBuffer packet) {
    try {
      out.send(timeline.nowNs(), from, to, dscp, packet);
    } catch (IOException failed) {
      complain(failed);
    }
  }

  void flush() {
    try {
      out.flush();
    } catch (IOException failed) {
      complain(failed);
    }
  }

  private void complain(IOException failed) {
    if (problem.isEmpty()) {
      problem = Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  Optional<String> problem() {
    return problem;
  }

  long rtpPackets() {
    return rtpPackets;
  }

  long rtcpPackets() {
    return rtcpPackets;
  }

  long sipMessages() {
    return sipMessages;
  }
}
