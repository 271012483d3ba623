package org.mosexporter.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.mosexporter.config.Table;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.StreamTable;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtcp.RedactedRtcp;
import org.mosexporter.wire.sip.Sighting;

/**
 * What passed in the last minutes, for evidence ({@code privacy.keep_sip}): of RTP the headers, of
 * RTCP the figures, of SIP what may be shown. What may not be is never written here. The tracker's
 * thread writes; any may ask {@link #of what is there}.
 *
 * <pre>
 * 0 length (of the ring)   2 kind   3 DSCP   4 place   6 octets of UDP payload on the wire
 * 8 time, ns
 * of RTP:   16 hash of addresses, ports and SSRC   24 header
 * of others: 16 source   32 destination   48 ports   52 length of the Call-ID   54 Call-ID   … payload
 * </pre>
 */
final class KeptPackets {
  static final int RTP = 1;
  static final int RTCP = 2;
  static final int SIP_UDP = 3;
  static final int SIP_TCP = 4;

  static final int KIND = 2;
  static final int DSCP = 3;
  static final int PLACE = 4;
  static final int WIRE_LENGTH = 6;
  static final int TIME = 8;
  static final int STREAM = 16;
  static final int RTP_HEADER = 24;
  static final int SOURCE = 16;
  static final int DESTINATION = 32;
  static final int PORTS = 48;
  static final int CALL_ID_LENGTH = 52;
  static final int CALL_ID = 54;

  /** The least of an entry, on which the table's count is based: a header without sources. */
  static final int LEAST_BYTES = RTP_HEADER + 12;

  private static final int MOST_SIP_BYTES = 16_384;

  private final PacketRing ring;
  private final ByteBuffer octets;
  private final StreamTable streams;
  private final PlaceNames places = new PlaceNames();
  private final RedactedRtcp rtcp = new RedactedRtcp();

  /** Keeps as much as its table has room for. */
  KeptPackets(StreamTable streams) {
    this(streams, Table.KEPT_PACKETS.entries() * LEAST_BYTES);
  }

  KeptPackets(StreamTable streams, int capacity) {
    this.streams = streams;
    ring = new PacketRing(capacity);
    octets = ring.octets();
  }

  void onObservationPoint(int number, String name) {
    places.add(number, name);
  }

  /**
   * A packet of a stream that was counted where the stream is observed.
   *
   * @param hash of the stream, as its table has it
   */
  void rtp(RtpStream stream, long hash, Datagram datagram) {
    if (stream.observationPoint() != datagram.observationPoint()) {
      return;
    }
    ByteBuffer window = datagram.window();
    int offset = datagram.payloadOffset();
    int length = Math.min(RtpHeaders.keptBytes(window.get(offset)), datagram.payloadLength());
    int at = begin(RTP, RTP_HEADER + length, datagram.dscp(), datagram.atNs());
    octets.putShort(at + PLACE, (short) datagram.observationPoint());
    octets.putShort(at + WIRE_LENGTH, (short) datagram.wirePayloadLength());
    octets.putLong(at + STREAM, hash);
    octets.put(at + RTP_HEADER, window, offset, length);
    ring.commit();
  }

  /**
   * A compound that decodes.
   *
   * @param agent who saw it; empty when it was seen here
   */
  void rtcp(Datagram datagram, String agent) {
    int length = rtcp.write(datagram.window(), datagram.payloadOffset(), datagram.payloadLength());
    if (length > 0) {
      int at = begin(RTCP, CALL_ID + length, datagram.dscp(), datagram.atNs());
      octets.putShort(at + PLACE, (short) place(agent, datagram.observationPoint()));
      octets.putShort(at + WIRE_LENGTH, (short) length);
      octets.putLong(at + SOURCE, datagram.sourceHigh());
      octets.putLong(at + SOURCE + 8, datagram.sourceLow());
      octets.putLong(at + DESTINATION, datagram.destinationHigh());
      octets.putLong(at + DESTINATION + 8, datagram.destinationLow());
      octets.putShort(at + PORTS, (short) datagram.sourcePort());
      octets.putShort(at + PORTS + 2, (short) datagram.destinationPort());
      octets.putShort(at + CALL_ID_LENGTH, (short) 0);
      octets.put(at + CALL_ID, rtcp.octets(), 0, length);
      ring.commit();
    }
  }

  /**
   * A message as it may be shown.
   *
   * @param callId as it may be told
   */
  void sip(byte[] message, String callId, Sighting sighting, boolean isTcp, int dscp, int place) {
    byte[] id = callId.getBytes(UTF_8);
    if (message.length > MOST_SIP_BYTES) {
      return;
    }
    int bytes = CALL_ID + id.length + message.length;
    int at = begin(isTcp ? SIP_TCP : SIP_UDP, bytes, dscp, sighting.atNs());
    octets.putShort(at + PLACE, (short) place(sighting.agent(), place));
    octets.putShort(at + WIRE_LENGTH, (short) message.length);
    octets.putLong(at + SOURCE, sighting.source().high());
    octets.putLong(at + SOURCE + 8, sighting.source().low());
    octets.putLong(at + DESTINATION, sighting.destination().high());
    octets.putLong(at + DESTINATION + 8, sighting.destination().low());
    octets.putShort(at + PORTS, (short) sighting.sourcePort());
    octets.putShort(at + PORTS + 2, (short) sighting.destinationPort());
    octets.putShort(at + CALL_ID_LENGTH, (short) id.length);
    octets.put(at + CALL_ID, id);
    octets.put(at + CALL_ID + id.length, message);
    ring.commit();
  }

  private int place(String agent, int observationPoint) {
    return agent.isEmpty() ? observationPoint : places.agent(agent);
  }

  private int begin(int kind, int bytes, int dscp, long atNs) {
    int at = ring.claim(bytes);
    octets.put(at + KIND, (byte) kind);
    octets.put(at + DSCP, (byte) dscp);
    octets.putLong(at + TIME, atNs);
    return at;
  }

  /** Nothing of what came so far is told any more. */
  void clear() {
    ring.clear();
  }

  /** What there is of a call now; by any thread. */
  KeptCall of(CallSummary call) {
    KeptStreams streams = new KeptStreams(call.streams(), this::hash);
    KeptSearch search = new KeptSearch(call, streams, places.names());
    ring.read(search);
    return search.found(ring.overwritten() > 0);
  }

  private long hash(StreamSummary stream) {
    Datagram probe =
        Datagram.unseen(
            stream.source(),
            stream.sourcePort(),
            stream.destination(),
            stream.destinationPort(),
            stream.startNs());
    return streams.hash(probe, stream.ssrc());
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.KEPT_PACKETS, ring.entries(), ring.overwritten());
  }
}
