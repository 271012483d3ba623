package org.mosexporter.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import org.mosexporter.config.IpAddress;

/** Finds one call's packets among all that are kept. */
final class KeptSearch implements PacketRing.Reader {
  /** A call is over for good when so long nothing was heard of it. */
  private static final long OVER_NS = 30_000_000_000L;

  private static final int RTP_SEQUENCE = 2;
  private static final int RTP_SSRC = 8;
  private static final int RTCP_SSRC = 4;
  private static final int SENDER_REPORT = 200;
  private static final int FIRST_BLOCK_OF_SENDER = 28;
  private static final int FIRST_BLOCK_OF_RECEIVER = 8;

  private final CallSummary call;
  private final KeptStreams streams;
  private final ByteBuffer callId;
  private final long lastNs;
  private final KeptCall found;
  private long firstSeenNs = Long.MAX_VALUE;

  KeptSearch(CallSummary call, KeptStreams streams, Map<Integer, String> places) {
    this.call = call;
    this.streams = streams;
    callId = ByteBuffer.wrap(call.callId().getBytes(UTF_8));
    lastNs = call.revision() == 0 ? Long.MAX_VALUE : lastNs(call, streams) + OVER_NS;
    found = new KeptCall(streams, places);
  }

  private static long lastNs(CallSummary call, KeptStreams streams) {
    long last = Math.max(call.firstNs(), call.endNs().orElse(Long.MIN_VALUE));
    for (SipStep step : call.sip().steps()) {
      last = Math.max(last, step.atNs());
    }
    return Math.max(last, streams.lastNs());
  }

  /**
   * What was found.
   *
   * @param overwritten whether anything had to make room at all
   */
  KeptCall found(boolean overwritten) {
    if (overwritten && call.firstNs() < firstSeenNs) {
      found.lacksBeginning();
    }
    return found;
  }

  @Override
  public void onEntry(ByteBuffer entry) {
    long atNs = entry.getLong(KeptPackets.TIME);
    firstSeenNs = Math.min(firstSeenNs, atNs);
    boolean wanted =
        switch (entry.get(KeptPackets.KIND)) {
          case KeptPackets.RTP -> isOfStream(entry, atNs);
          case KeptPackets.RTCP -> isReport(entry, atNs);
          default -> isMessage(entry, atNs);
        };
    if (wanted) {
      found.add(entry);
    }
  }

  private boolean isOfStream(ByteBuffer entry, long atNs) {
    int ssrc = entry.getInt(KeptPackets.RTP_HEADER + RTP_SSRC);
    long hash = entry.getLong(KeptPackets.STREAM);
    return streams.has(hash, ssrc, atNs)
        && streams.goesOn(
            hash,
            entry.getShort(KeptPackets.PLACE),
            entry.getShort(KeptPackets.RTP_HEADER + RTP_SEQUENCE) & 0xFFFF);
  }

  private boolean isReport(ByteBuffer entry, long atNs) {
    IpAddress source = KeptCall.address(entry, KeptPackets.SOURCE);
    IpAddress destination = KeptCall.address(entry, KeptPackets.DESTINATION);
    int at = KeptPackets.CALL_ID;
    int type = entry.get(at + 1) & 0xFF;
    int length = entry.getShort(KeptPackets.WIRE_LENGTH) & 0xFFFF;
    int block = type == SENDER_REPORT ? FIRST_BLOCK_OF_SENDER : FIRST_BLOCK_OF_RECEIVER;
    int sender = entry.getInt(at + RTCP_SSRC);
    return streams.concerns(source, destination, sender, atNs)
        || (length >= block + 4
            && streams.concerns(source, destination, entry.getInt(at + block), atNs));
  }

  private boolean isMessage(ByteBuffer entry, long atNs) {
    int length = entry.getShort(KeptPackets.CALL_ID_LENGTH) & 0xFFFF;
    if (length == 0 || length != callId.limit() || atNs < call.firstNs() - 1_000 || atNs > lastNs) {
      return false;
    }
    return entry.slice(KeptPackets.CALL_ID, length).equals(callId);
  }
}
