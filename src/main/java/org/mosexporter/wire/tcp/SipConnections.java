package org.mosexporter.wire.tcp;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Table;
import org.mosexporter.wire.link.Datagram;

/**
 * The TCP connections that carry SIP, each direction by itself.
 *
 * <p>A direction is followed from the first segment that begins like SIP, a WebSocket's handshake
 * for SIP or a WebSocket frame with SIP; on the ports of SIP, 5060 to 5099, from its SYN or its
 * first segment of text. So nothing of TLS is ever kept. At most 1,024 directions and 8 MiB; the
 * one idle longest makes room, and is taken up again when it begins its next message. A segment of
 * no interest costs one look-up and allocates nothing.
 */
public final class SipConnections {
  /** Directions followed at a time. */
  public static final int MAX_ENTRIES = Table.CONNECTIONS.entries();

  private static final long MAX_TOTAL_BYTES = 8L << 20;
  private static final int FIRST_SIP_PORT = 5060;
  private static final int LAST_SIP_PORT = 5099;
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;

  private final Map<FlowKey, SipStream> streams = new LinkedHashMap<>(16, 0.75f, true);
  private final FlowKey probe = new FlowKey();
  private final WebSocketFrame frame = new WebSocketFrame();
  private final SipSink sink;
  private long totalBytes;
  private long evictions;
  private boolean gaps;

  public SipConnections(SipSink sink) {
    this.sink = sink;
  }

  /** Takes a segment; whether it is part of a connection that carries SIP. */
  public boolean onSegment(Datagram segment) {
    int flags = segment.tcpFlags();
    SipStream stream = streams.get(probe.set(segment));
    if ((flags & SYN) != 0) {
      begin(segment, stream);
      return false;
    }
    boolean carries = segment.payloadLength() > 0 && onOctets(segment, stream);
    if ((flags & (FIN | RST)) != 0 && streams.containsKey(probe)) {
      end();
    }
    return carries;
  }

  private void begin(Datagram segment, @Nullable SipStream known) {
    int firstSequence = segment.tcpSequence() + 1;
    if (known != null) {
      account(known, () -> known.restart(firstSequence));
    } else if (isSipPort(segment.sourcePort()) || isSipPort(segment.destinationPort())) {
      FlowKey key = new FlowKey().set(segment);
      open(key, new SipStream(key, sink, firstSequence));
    }
  }

  private boolean onOctets(Datagram segment, @Nullable SipStream known) {
    Beginning beginning =
        Beginning.of(segment.window(), segment.payloadOffset(), segment.payloadLength(), frame);
    SipStream stream = known;
    if (stream == null) {
      if (beginning == Beginning.OTHER && !isTextOnSipPort(segment)) {
        return false;
      }
      FlowKey key = new FlowKey().set(segment);
      stream = new SipStream(key, sink, segment.tcpSequence(), beginning);
      open(key, stream);
    }
    SipStream taking = stream;
    boolean carried = taking.carriesSip();
    account(taking, () -> taking.onSegment(segment, beginning));
    gaps |= taking.hasGap();
    return carried || taking.carriesSip();
  }

  private static boolean isTextOnSipPort(Datagram segment) {
    return (isSipPort(segment.sourcePort()) || isSipPort(segment.destinationPort()))
        && SipFraming.isText(segment.window(), segment.payloadOffset(), segment.payloadLength());
  }

  private static boolean isSipPort(int port) {
    return port >= FIRST_SIP_PORT && port <= LAST_SIP_PORT;
  }

  private void open(FlowKey key, SipStream stream) {
    if (streams.size() == MAX_ENTRIES) {
      evictOldest();
    }
    streams.put(key, stream);
  }

  private void account(SipStream stream, Runnable change) {
    totalBytes -= stream.bufferedBytes();
    change.run();
    totalBytes += stream.bufferedBytes();
    while (totalBytes > MAX_TOTAL_BYTES) {
      evictOldest();
    }
  }

  private void evictOldest() {
    Iterator<SipStream> oldest = streams.values().iterator();
    totalBytes -= oldest.next().bufferedBytes();
    oldest.remove();
    evictions++;
  }

  private void end() {
    SipStream ended = streams.get(probe);
    if (ended != null && !ended.hasGap()) {
      account(ended, ended::flush);
      totalBytes -= ended.bufferedBytes();
      streams.remove(probe);
    }
  }

  /** Gives up octets that are missing for too long. */
  public void advance(long nowNs) {
    if (!gaps) {
      return;
    }
    gaps = false;
    for (SipStream stream : streams.values()) {
      totalBytes -= stream.bufferedBytes();
      stream.advance(nowNs);
      totalBytes += stream.bufferedBytes();
      gaps |= stream.hasGap();
    }
  }

  /** Whether octets are missing that may yet come. */
  public boolean hasGaps() {
    return gaps;
  }

  /** The capture is over: hands on what is unfinished. */
  public void finish() {
    streams.values().forEach(SipStream::finish);
    streams.clear();
    totalBytes = 0;
  }

  /** Directions followed. */
  public int size() {
    return streams.size();
  }

  /** Octets of memory taken for what is unfinished. */
  public long bufferedBytes() {
    return totalBytes;
  }

  /** Directions that had to make room. */
  public long evictions() {
    return evictions;
  }
}
