package org.mosexporter.wire.tcp;

import java.nio.ByteBuffer;
import org.mosexporter.wire.link.Datagram;

/**
 * One direction of a connection: puts its segments in order and cuts what they carry into messages.
 *
 * <p>Where octets are missing for good, because nobody captured them, the stream is resumed at the
 * next thing that looks like the beginning of a message.
 */
final class SipStream {
  /** A sender repeats what its peer missed within a second or two (RFC 6298 §2). */
  private static final long GAP_NS = 2_000_000_000L;

  /** So much that is no SIP, and nothing more is expected. */
  private static final int MAX_LOST_BYTES = 16 * 1024;

  private static final int MAX_HANDSHAKE_BYTES = 8 * 1024;
  private static final long NO_GAP = Long.MAX_VALUE;

  /** What the next octet is. */
  private enum Place {
    /** The first of the connection. */
    FIRST,
    /** Anything. */
    LOST,
    /** In or before a SIP message. */
    SIP,
    HANDSHAKE,
    WEB_SOCKET
  }

  private final FlowKey key;
  private final SipSink sink;
  private final SegmentBuffer buffer = new SegmentBuffer();
  private final WebSocketMessages webSocket = new WebSocketMessages();
  private Place place;

  /** Octets to come that belong to a message too long to keep. */
  private long unwanted;

  /** The octets from here on have not been searched: for a beginning, or the end of a header. */
  private int searched;

  /** The length of the message that has begun; 0 while unknown. */
  private long wanted;

  private boolean untouched = true;
  private long gapSinceNs = NO_GAP;
  private long lastNs;

  /** Begins in the middle of a connection, with what the segment at this number begins with. */
  SipStream(FlowKey key, SipSink sink, int sequence, Beginning beginning) {
    this.key = key;
    this.sink = sink;
    place = place(beginning);
    buffer.restart(sequence);
  }

  /** Begins with the connection. */
  SipStream(FlowKey key, SipSink sink, int firstSequence) {
    this(key, sink, firstSequence, Beginning.OTHER);
    place = Place.FIRST;
  }

  private static Place place(Beginning beginning) {
    return switch (beginning) {
      case OTHER -> Place.LOST;
      case SIP -> Place.SIP;
      case HANDSHAKE -> Place.HANDSHAKE;
      case WEB_SOCKET -> Place.WEB_SOCKET;
    };
  }

  /** The connection begins anew, between the same ports. */
  void restart(int firstSequence) {
    flush();
    resume(firstSequence, Place.FIRST);
  }

  private void resume(int sequence, Place as) {
    buffer.restart(sequence);
    webSocket.clear();
    place = as;
    unwanted = 0;
    wanted = 0;
    searched = 0;
    untouched = true;
    gapSinceNs = NO_GAP;
  }

  /** Whether what comes is understood. */
  boolean carriesSip() {
    return place != Place.LOST && place != Place.FIRST;
  }

  int bufferedBytes() {
    return buffer.capacityBytes() + webSocket.capacityBytes();
  }

  /** Takes a segment that has octets. */
  void onSegment(Datagram segment, Beginning beginning) {
    lastNs = segment.atNs();
    int sequence = segment.tcpSequence();
    int distance = buffer.distance(sequence);
    boolean elsewhere = Math.abs((long) distance) > SegmentBuffer.MAX_BYTES;
    boolean found = place == Place.LOST && beginning != Beginning.OTHER && distance >= 0;
    if (elsewhere || found) {
      flush();
      resume(sequence, place(beginning));
    }
    if (!carriesSip() && beginning == Beginning.OTHER && !isText(segment)) {
      resume(sequence + segment.wirePayloadLength(), Place.LOST);
      return;
    }
    add(segment);
    boolean cut = segment.payloadLength() < segment.wirePayloadLength();
    if (cut && buffer.distance(sequence + segment.payloadLength()) == buffer.ready()) {
      flush();
      resume(sequence + segment.wirePayloadLength(), Place.LOST);
    }
  }

  private static boolean isText(Datagram segment) {
    return SipFraming.isText(segment.window(), segment.payloadOffset(), segment.payloadLength());
  }

  /** Hands the octets on piece by piece, so that a segment may be larger than what is kept. */
  private void add(Datagram segment) {
    int taken = 0;
    while (taken < segment.payloadLength()) {
      int at = buffer.distance(segment.tcpSequence() + taken);
      if (at < 0) {
        int old = Math.min(-at, segment.payloadLength() - taken);
        if (!isWelcomeBefore(old, at)) {
          taken += old;
          continue;
        }
        at = 0;
      }
      int fits = Math.min(segment.payloadLength() - taken, SegmentBuffer.MAX_BYTES - at);
      if (fits <= 0 || !buffer.add(segment.window(), segment.payloadOffset() + taken, fits, at)) {
        makeRoom(segment.tcpSequence() + taken);
        continue;
      }
      taken += fits;
      read();
    }
    watchGap(segment.atNs());
  }

  /** Whether octets before the first one wanted are still of use: nothing was read yet. */
  private boolean isWelcomeBefore(int count, int at) {
    if (place != Place.LOST || !untouched || count != -at || !buffer.prepend(count)) {
      return false;
    }
    searched = 0;
    return true;
  }

  private void watchGap(long atNs) {
    if (!buffer.hasGap()) {
      gapSinceNs = NO_GAP;
    } else if (gapSinceNs == NO_GAP) {
      gapSinceNs = atNs;
    } else {
      advance(atNs);
    }
  }

  /** Whether octets are missing. */
  boolean hasGap() {
    return buffer.hasGap();
  }

  /** Gives up octets that are missing for too long. */
  void advance(long nowNs) {
    if (buffer.hasGap() && nowNs - gapSinceNs >= GAP_NS) {
      giveUpGap();
      gapSinceNs = nowNs;
    }
  }

  private void makeRoom(int sequence) {
    if (buffer.hasGap()) {
      giveUpGap();
    } else {
      resume(sequence, Place.LOST);
    }
  }

  private void giveUpGap() {
    flush();
    buffer.skipGap();
    webSocket.clear();
    place = Place.LOST;
    unwanted = 0;
    wanted = 0;
    searched = 0;
    untouched = false;
    read();
  }

  /** Hands on the beginning of a message whose rest will not come. */
  void flush() {
    int ready = buffer.ready();
    if (place == Place.SIP && unwanted == 0 && ready > 0) {
      deliver(buffer.octets(), ready, false);
      consume(ready);
    }
  }

  /** Nothing more will come: hands on what there is. */
  void finish() {
    while (buffer.hasGap()) {
      giveUpGap();
    }
    flush();
  }

  private void deliver(ByteBuffer octets, int length, boolean whole) {
    sink.onMessage(octets, 0, length, whole, key.sighting(lastNs));
  }

  private void consume(int count) {
    buffer.drop(count);
    untouched = false;
  }

  /** Reads on until something is unfinished. */
  private void read() {
    boolean progress = true;
    while (progress && buffer.ready() > 0) {
      progress =
          unwanted > 0
              ? skip()
              : switch (place) {
                case FIRST -> first();
                case LOST -> search();
                case SIP -> message();
                case HANDSHAKE -> handshake();
                case WEB_SOCKET -> frame();
              };
    }
  }

  private boolean skip() {
    int count = (int) Math.min(unwanted, buffer.ready());
    unwanted -= count;
    consume(count);
    return true;
  }

  private boolean first() {
    ByteBuffer octets = buffer.octets();
    int ready = buffer.ready();
    Beginning beginning = Beginning.of(octets, 0, ready, webSocket.frame());
    if (beginning != Beginning.OTHER) {
      place = place(beginning);
      return true;
    }
    boolean http = Beginning.isHttp(octets, 0, ready);
    boolean whole = SipFraming.afterBlankLine(octets, 0, ready) >= 0;
    boolean text = SipFraming.isText(octets, 0, ready);
    boolean line = SipFraming.indexOfLineEnd(octets, leadingLineEnds(), ready) >= 0;
    if (!text || whole || (line && !http) || ready > MAX_HANDSHAKE_BYTES) {
      place = Place.LOST;
      return true;
    }
    return false;
  }

  private int leadingLineEnds() {
    int count = 0;
    while (count < buffer.ready() && SipFraming.isLineEnd(buffer.octets().get(count))) {
      count++;
    }
    return count;
  }

  private boolean search() {
    ByteBuffer octets = buffer.octets();
    int ready = buffer.ready();
    Beginning beginning = Beginning.of(octets, 0, ready, webSocket.frame());
    if (searched == 0 && beginning != Beginning.OTHER && beginning != Beginning.SIP) {
      place = place(beginning);
      return true;
    }
    int start =
        searched == 0 && SipFraming.isStart(octets, 0, ready)
            ? 0
            : SipFraming.nextStart(octets, searched, ready);
    if (start >= 0) {
      place = Place.SIP;
      consume(start);
      begin();
      return true;
    }
    searched = SipFraming.lastLineEnd(octets, ready);
    if (ready > MAX_LOST_BYTES) {
      consume(ready);
      searched = 0;
    }
    return false;
  }

  private boolean message() {
    int blank = leadingLineEnds();
    if (blank > 0) { // keeps a NAT binding open (RFC 5626 §3.5.1)
      consume(blank);
      return true;
    }
    int ready = buffer.ready();
    if (wanted == 0) {
      wanted = SipFraming.messageLength(buffer.octets(), searched, ready);
      searched = ready;
    }
    if (wanted == SipFraming.NOT_SIP) {
      if (ready > SipFraming.MAX_HEADER_BYTES) {
        consume(ready); // or it would be taken for a beginning again
      }
      lose();
      return true;
    }
    if (wanted > SegmentBuffer.MAX_BYTES && ready == SegmentBuffer.MAX_BYTES) {
      deliver(buffer.octets(), ready, false);
      unwanted = wanted;
      begin();
      return true;
    }
    if (wanted == SipFraming.UNFINISHED || wanted > ready) {
      return false;
    }
    int length = (int) wanted;
    deliver(buffer.octets(), length, true);
    consume(length);
    begin();
    return true;
  }

  private void begin() {
    wanted = 0;
    searched = 0;
  }

  private void lose() {
    place = Place.LOST;
    begin();
  }

  private boolean handshake() {
    int end = SipFraming.afterBlankLine(buffer.octets(), 0, buffer.ready());
    if (end >= 0) {
      consume(end);
      place = Place.WEB_SOCKET;
    } else if (buffer.ready() > MAX_HANDSHAKE_BYTES) {
      consume(buffer.ready());
      lose();
      return true;
    }
    return end >= 0;
  }

  private boolean frame() {
    WebSocketFrame frame = webSocket.frame();
    if (!frame.read(buffer.octets(), 0, buffer.ready())) {
      return false;
    }
    if (!frame.isValid()) {
      lose();
      return true;
    }
    long length = frame.headerBytes + frame.payloadBytes;
    if (length > SegmentBuffer.MAX_BYTES) {
      webSocket.clear();
      unwanted = length;
      return true;
    }
    if (length > buffer.ready()) {
      return false;
    }
    if (frame.beginsCompressed()) {
      sink.onCompressed();
    }
    int messageBytes = webSocket.add(buffer.octets());
    if (messageBytes > 0) {
      deliver(webSocket.message(), messageBytes, true);
      webSocket.clear();
    }
    consume((int) length);
    return true;
  }
}
