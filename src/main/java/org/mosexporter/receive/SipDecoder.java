package org.mosexporter.receive;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.sip.SipMessage;
import org.mosexporter.wire.sip.SipMessage.Fault;
import org.mosexporter.wire.sip.SipMessage.Malformed;
import org.mosexporter.wire.sip.SipMessage.Request;
import org.mosexporter.wire.sip.SipParser;
import org.mosexporter.wire.sip.Via;

/**
 * What phones publish to us: voice quality reports, which are answered. It is no proxy and no
 * registrar: all other requests are refused, and nothing of them goes any further.
 */
final class SipDecoder implements Decoder {
  /** The largest datagram; what a connection may carry is no longer. */
  static final int MOST_BYTES = 0xFFFF;

  /** What a report takes besides its texts. */
  private static final int REPORT_BYTES = 4_000;

  private static final String NO_VIA = "via";
  private static final String KEEP_ALIVE = "keep_alive";
  private static final String RETRANSMISSION = "retransmission";
  private static final String RESPONSE = "response";
  private static final String ACK = "ack";

  private final RecentRequests recent;

  SipDecoder(RecentRequests recent) {
    this.recent = recent;
  }

  @Override
  public int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public Set<String> reasons() {
    Set<String> reasons = new HashSet<>(SipRules.reasons());
    reasons.add(NO_VIA);
    for (Fault fault : Fault.values()) {
      if (fault != Fault.TRUNCATED && fault != Fault.COMPRESSED && fault != Fault.EMPTY) {
        reasons.add(fault.reason());
      }
    }
    return reasons;
  }

  @Override
  public Set<String> kinds() {
    Set<String> kinds = new HashSet<>(SipRules.kinds());
    kinds.addAll(Set.of(KEEP_ALIVE, RETRANSMISSION, RESPONSE, ACK));
    return kinds;
  }

  @Override
  public Decoded decode(IpAddress sender, int senderPort, ByteBuffer message, long atNs) {
    return switch (SipParser.parse(message, message.position(), message.remaining())) {
      case Malformed(Fault fault) when fault == Fault.EMPTY -> Decoded.unused(KEEP_ALIVE);
      case Malformed malformed -> Decoded.refused(malformed.reason());
      case SipMessage.Response _ -> Decoded.unused(RESPONSE);
      case Request request when request.method().equals("ACK") -> Decoded.unused(ACK);
      case Request request -> {
        Optional<Via> via = Via.top(request.headers().all("via"));
        yield via.isEmpty()
            ? Decoded.refused(NO_VIA)
            : request(request, via.get(), sender, senderPort, message.remaining(), atNs);
      }
    };
  }

  private Decoded request(
      Request request, Via via, IpAddress sender, int senderPort, int length, long atNs) {
    SipVerdict verdict = SipRules.judge(request);
    RequestIdentity identity = recent.identity(sender, request.headers());
    byte[] octets = new SipAnswer(request, via, identity).written(verdict, sender, senderPort);
    Decoded.Answer answer =
        new Decoded.Answer(ByteBuffer.wrap(octets), via.answerPort(sender, senderPort));
    Outcome outcome =
        recent.isNew(identity, atNs)
            ? outcome(verdict, request, sender, length)
            : new Outcome.Unused(RETRANSMISSION);
    return new Decoded(outcome, Optional.of(answer));
  }

  private static Outcome outcome(
      SipVerdict verdict, Request request, IpAddress sender, int length) {
    return switch (verdict) {
      case SipVerdict.Report(var report, _) ->
          new Outcome.Taken(
              new Report.VoiceQuality(sender, request.headers().userAgent().orElse(""), report),
              bytes(length));
      case SipVerdict.Nothing(String kind, _) -> new Outcome.Unused(kind);
      case SipVerdict.Refusal(_, String reason, _) -> new Outcome.Refused(reason);
    };
  }

  /** Of the heap, at most: each character may take two octets. */
  static int bytes(int messageBytes) {
    return REPORT_BYTES + 2 * messageBytes;
  }
}
