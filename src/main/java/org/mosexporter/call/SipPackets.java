package org.mosexporter.call;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.mosexporter.config.Table;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipMessage;
import org.mosexporter.wire.sip.SipParser;
import org.mosexporter.wire.tcp.SipConnections;
import org.mosexporter.wire.tcp.SipSink;

/** Finds SIP messages in datagrams and connections, and counts what carries them. */
final class SipPackets {
  private static final int FIRST_SIP_PORT = 5060;
  private static final int LAST_SIP_PORT = 5099;

  private final SipTraffic traffic;
  private final Legs legs;
  private final Copies copies;
  private final Counters counters;
  private final SipConnections connections = new SipConnections(new Streamed());

  /** Where the last segment was seen: that of messages that end with it. */
  private int segmentsPlace;

  SipPackets(SipTraffic traffic, Legs legs, Copies copies, Counters counters) {
    this.copies = copies;
    this.traffic = traffic;
    this.legs = legs;
    this.counters = counters;
  }

  /** By its port, or by its first line on any. */
  static boolean isSip(Datagram datagram) {
    ByteBuffer window = datagram.window();
    int offset = datagram.payloadOffset();
    int length = datagram.payloadLength();
    boolean port = isSipPort(datagram.destinationPort()) || isSipPort(datagram.sourcePort());
    boolean text = length > 0 && Character.isLetter(window.get(offset) & 0x7F);
    return (port && text) || SipParser.looksLikeSip(window, offset, length);
  }

  /** Takes a datagram that is SIP. */
  void onDatagram(Datagram datagram) {
    onDatagram(datagram, "");
  }

  /** Takes a datagram that is SIP, which the capture agent of that name saw. */
  void onDatagram(Datagram datagram, String agent) {
    ByteBuffer window = datagram.window();
    boolean whole = isWhole(datagram);
    SipMessage message =
        SipParser.parse(window, datagram.payloadOffset(), datagram.payloadLength(), whole);
    boolean malformed = message instanceof SipMessage.Malformed;
    counters.packet(
        whole ? malformed ? PacketKind.MALFORMED : PacketKind.SIP : PacketKind.TRUNCATED);
    Sighting sighting =
        new Sighting(
            datagram.source(),
            datagram.sourcePort(),
            datagram.destination(),
            datagram.destinationPort(),
            datagram.atNs(),
            agent);
    on(message, whole, sighting);
    if (whole) {
      OptionalInt dscp = OptionalInt.of(datagram.dscp());
      int place = datagram.observationPoint();
      int offset = datagram.payloadOffset();
      copies.sip(message, sighting, false, dscp, place, window, offset, datagram.payloadLength());
    }
  }

  private static boolean isWhole(Datagram datagram) {
    return datagram.payloadLength() == datagram.wirePayloadLength();
  }

  private static boolean isSipPort(int port) {
    return port >= FIRST_SIP_PORT && port <= LAST_SIP_PORT;
  }

  /** Takes a TCP segment. */
  void onSegment(Datagram segment) {
    segmentsPlace = segment.observationPoint();
    boolean carries = connections.onSegment(segment);
    PacketKind kind = isWhole(segment) ? PacketKind.SIP : PacketKind.TRUNCATED;
    counters.packet(carries ? kind : PacketKind.OTHER);
  }

  private final class Streamed implements SipSink {
    @Override
    public void onMessage(
        ByteBuffer window, int offset, int length, boolean whole, Sighting sighting) {
      SipMessage message = SipParser.parse(window, offset, length, whole);
      on(message, whole, sighting);
      if (whole) {
        OptionalInt dscp = OptionalInt.empty();
        copies.sip(message, sighting, true, dscp, segmentsPlace, window, offset, length);
      }
    }

    @Override
    public void onCompressed() {
      counters.fault(SipMessage.Fault.COMPRESSED);
    }
  }

  private void on(SipMessage message, boolean whole, Sighting sighting) {
    if (!whole) {
      counters.fault(SipMessage.Fault.TRUNCATED);
    }
    switch (message) {
      case SipMessage.Request request -> traffic.onRequest(request, sighting);
      case SipMessage.Response response -> traffic.onResponse(response, sighting);
      case SipMessage.Malformed(SipMessage.Fault fault) -> {
        if (whole) {
          counters.fault(fault);
        }
      }
    }
  }

  void advance(long nowNs) {
    connections.advance(nowNs);
    legs.advance(nowNs);
  }

  void onClockStep() {
    legs.onClockStep();
  }

  /** Whether time alone changes nothing here. */
  boolean isQuiet() {
    return !connections.hasGaps();
  }

  void finish() {
    connections.finish();
  }

  void gauge() {
    counters.tables.show(Table.CONNECTIONS, connections.size(), connections.evictions());
    legs.gauge(counters.tables);
    traffic.gauge(counters.tables);
  }
}
