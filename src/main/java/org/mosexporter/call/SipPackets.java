package org.mosexporter.call;

import java.nio.ByteBuffer;
import org.mosexporter.config.Table;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipMessage;
import org.mosexporter.wire.sip.SipParser;
import org.mosexporter.wire.tcp.SipConnections;

/** Finds SIP messages in datagrams and connections, and counts what carries them. */
final class SipPackets {
  private static final int FIRST_SIP_PORT = 5060;
  private static final int LAST_SIP_PORT = 5099;

  private final SipTraffic traffic;
  private final Legs legs;
  private final Counters counters;
  private final SipConnections connections = new SipConnections(this::onStreamed);

  SipPackets(SipTraffic traffic, Legs legs, Counters counters) {
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
    SipMessage message =
        SipParser.parse(datagram.window(), datagram.payloadOffset(), datagram.payloadLength());
    boolean malformed = message instanceof SipMessage.Malformed;
    counters.packet(malformed ? PacketKind.MALFORMED : PacketKind.SIP);
    on(message, new Sighting(datagram.source(), datagram.destination(), datagram.atNs()));
  }

  private static boolean isSipPort(int port) {
    return port >= FIRST_SIP_PORT && port <= LAST_SIP_PORT;
  }

  /** Takes a TCP segment. */
  void onSegment(Datagram segment) {
    boolean carries = connections.onSegment(segment);
    counters.packet(carries ? PacketKind.SIP : PacketKind.OTHER);
  }

  private void onStreamed(ByteBuffer window, int offset, int length, Sighting sighting) {
    on(SipParser.parse(window, offset, length), sighting);
  }

  private void on(SipMessage message, Sighting sighting) {
    switch (message) {
      case SipMessage.Request request -> traffic.onRequest(request, sighting);
      case SipMessage.Response response -> traffic.onResponse(response, sighting);
      case SipMessage.Malformed(SipMessage.Fault fault) -> counters.fault(fault);
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
    counters.table(Table.CONNECTIONS, connections.size(), connections.evictions());
    legs.gauge(counters::table);
    traffic.gauge(counters::table);
  }
}
