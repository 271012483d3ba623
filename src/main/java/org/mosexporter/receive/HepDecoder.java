package org.mosexporter.receive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Secret;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.hep.HepKey;
import org.mosexporter.wire.hep.HepMessage;
import org.mosexporter.wire.hep.HepMessage.Captured;
import org.mosexporter.wire.hep.HepMessage.KeepAlive;
import org.mosexporter.wire.hep.HepMessage.Malformed;
import org.mosexporter.wire.hep.HepReader;
import org.mosexporter.wire.hep.PayloadType;
import org.mosexporter.wire.hep.RtcpCompound;
import org.mosexporter.wire.hep.RtcpJson;
import org.mosexporter.wire.hep.RtcpJsonReader;
import org.mosexporter.wire.rtcp.RtcpReader.Check;
import org.mosexporter.wire.sip.SipMessage;
import org.mosexporter.wire.sip.SipParser;
import org.mosexporter.wire.sip.VqReport;
import org.mosexporter.wire.sip.VqReportReader;

/**
 * What capture agents send: SIP, RTCP as it was or as JSON, and voice quality reports. Everything
 * else that they send is counted by what it is.
 */
final class HepDecoder implements Decoder {
  /** The length of a message has 16 bits. */
  static final int MOST_BYTES = 0xFFFF;

  private static final String WRONG_KEY = "key";
  private static final String NO_REPORT = "vq_report";
  private static final String FORWARDED_RTCP = "rtcp_";
  private static final int DSCP_SHIFT = 2;

  private final Optional<Secret> key;
  private final RtcpDecoder rtcp = new RtcpDecoder();

  /** Messages that are not used. */
  private enum Kind {
    KEEP_ALIVE(-1),
    SDP(3),
    RTP(4),
    VQ_JSON(34),
    SIP_JSON(50),
    DNS(53),
    DIAMETER(56),
    CDR(60),
    RTPENGINE_NG(61),
    LOG(100),
    OTHER(-1);

    private final int payloadType;

    Kind(int payloadType) {
      this.payloadType = payloadType;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(int payloadType) {
      return Arrays.stream(values())
          .filter(each -> each.payloadType == payloadType)
          .findFirst()
          .orElse(OTHER);
    }
  }

  /**
   * Hears agents.
   *
   * @param key that they must show; any may speak where it is empty
   */
  HepDecoder(Optional<Secret> key) {
    this.key = key;
  }

  @Override
  public int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public Set<String> reasons() {
    Set<String> reasons = new HashSet<>(Set.of(WRONG_KEY, NO_REPORT));
    for (HepMessage.Fault fault : HepMessage.Fault.values()) {
      reasons.add(fault.reason());
    }
    for (RtcpJson.Fault fault : RtcpJson.Fault.values()) {
      reasons.add(fault.reason());
    }
    RtcpDecoder.faults().forEach(fault -> reasons.add(FORWARDED_RTCP + fault));
    return reasons;
  }

  @Override
  public Set<String> kinds() {
    Set<String> kinds = new HashSet<>();
    for (Kind kind : Kind.values()) {
      kinds.add(kind.label());
    }
    return kinds;
  }

  @Override
  public Decoded decode(IpAddress sender, int senderPort, ByteBuffer message, long atNs) {
    return switch (HepReader.read(message, message.position(), message.remaining())) {
      case Malformed malformed -> Decoded.refused(malformed.reason());
      case KeepAlive(Optional<HepKey> shown) when !fits(shown) -> Decoded.refused(WRONG_KEY);
      case KeepAlive _ -> Decoded.unused(Kind.KEEP_ALIVE.label());
      case Captured captured when !fits(captured.key()) -> Decoded.refused(WRONG_KEY);
      case Captured captured -> payload(captured);
    };
  }

  private boolean fits(Optional<HepKey> shown) {
    return key.isEmpty() || (shown.isPresent() && shown.get().matches(key.get().value()));
  }

  private Decoded payload(Captured captured) {
    return switch (captured.payloadType()) {
      case PayloadType.SIP -> {
        ByteBuffer message = RtcpDecoder.copy(captured.payload());
        yield Decoded.taken(
            new Report.ForwardedSip(passage(captured), message), bytes(captured, message));
      }
      case PayloadType.RTCP -> rtcp(captured);
      case PayloadType.VQ_REPORT, PayloadType.VQ_PUBLISH -> quality(captured);
      default -> Decoded.unused(Kind.of(captured.payloadType()).label());
    };
  }

  private Decoded rtcp(Captured captured) {
    ByteBuffer payload = captured.payload();
    boolean asItWas = payload.hasRemaining() && (payload.get(payload.position()) & 0xC0) == 0x80;
    return asItWas ? raw(captured) : json(captured);
  }

  private Decoded raw(Captured captured) {
    Check check = rtcp.check(captured.payload());
    return check == Check.RTCP
        ? forwarded(captured, RtcpDecoder.copy(captured.payload()))
        : Decoded.refused(FORWARDED_RTCP + check.reason());
  }

  private static Decoded json(Captured captured) {
    return switch (RtcpJsonReader.read(captured.payload())) {
      case RtcpJson.Result.Failed(RtcpJson.Fault fault) -> Decoded.refused(fault.reason());
      case RtcpJson.Result.Read(RtcpJson packet) ->
          RtcpCompound.of(packet)
              .map(compound -> forwarded(captured, compound))
              .orElseGet(() -> Decoded.refused(RtcpJson.Fault.SHAPE.reason()));
    };
  }

  private static Decoded forwarded(Captured captured, ByteBuffer compound) {
    return Decoded.taken(
        new Report.ForwardedRtcp(passage(captured), compound), bytes(captured, compound));
  }

  /** One as a whole message, or only its body. */
  private static Decoded quality(Captured captured) {
    ByteBuffer payload = captured.payload();
    if (SipParser.looksLikeSip(payload, payload.position(), payload.remaining())) {
      return SipParser.parse(payload, payload.position(), payload.remaining())
              instanceof SipMessage.Request request
          ? quality(captured, request.headers().userAgent().orElse(""), request.qualityReport())
          : Decoded.refused(NO_REPORT);
    }
    String body = StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    return quality(captured, "", VqReportReader.read(body));
  }

  /** From whom it came, not from who saw it go by. */
  private static Decoded quality(Captured captured, String userAgent, Optional<VqReport> report) {
    return report
        .map(told -> new Report.VoiceQuality(captured.source(), userAgent, told))
        .map(told -> Decoded.taken(told, SipDecoder.bytes(captured.payload().remaining())))
        .orElseGet(() -> Decoded.refused(NO_REPORT));
  }

  private static Passage passage(Captured captured) {
    String agent =
        captured.agentName().isEmpty() && captured.agentId().isPresent()
            ? Long.toString(captured.agentId().getAsLong())
            : captured.agentName();
    OptionalInt dscp =
        captured.typeOfService().isPresent()
            ? OptionalInt.of((captured.typeOfService().getAsInt() & 0xFF) >> DSCP_SHIFT)
            : OptionalInt.empty();
    return new Passage(
        agent,
        captured.source(),
        captured.sourcePort(),
        captured.destination(),
        captured.destinationPort(),
        dscp,
        captured.correlationId());
  }

  /** Of the payload, the texts beside it and the addresses. */
  private static int bytes(Captured captured, ByteBuffer payload) {
    int texts = captured.agentName().length() + captured.correlationId().length();
    return payload.capacity() + 2 * texts + 160;
  }
}
