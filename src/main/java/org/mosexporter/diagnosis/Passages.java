package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Server;
import org.mosexporter.diagnosis.Passage.End;
import org.mosexporter.diagnosis.Passage.Phone;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.StreamSummary.RtcpSummary;
import org.mosexporter.stream.XrSummary;

/** Makes passages of calls that are over. */
final class Passages {
  /** Five seconds of speech: less is a ring tone, or an accident. */
  private static final long LEAST_PACKETS = 250;

  private final Config config;
  private final MirrorShare mirror = new MirrorShare();

  Passages(Config config) {
    this.config = config;
  }

  List<Passage> of(CallSummary call) {
    Map<IpAddress, EndpointInfo> phones = new HashMap<>();
    call.endpoints().forEach(one -> phones.put(one.address(), one));
    List<Passage> all = new ArrayList<>();
    for (StreamSummary stream : call.streams()) {
      if (stream.packets() >= LEAST_PACKETS) {
        all.add(passage(call, stream, phones));
      }
    }
    return all;
  }

  /** Splits what the mirror hid by the share that it loses, as known from all calls until now. */
  Passage parted(Passage one) {
    return one.withMirror(mirror.ratio());
  }

  private Passage passage(
      CallSummary call, StreamSummary stream, Map<IpAddress, EndpointInfo> phones) {
    End speaker = end(stream.source());
    End listener = end(stream.destination());
    Phone phone =
        speaker == End.PHONE
            ? phone(stream.source(), phones)
            : listener == End.PHONE ? phone(stream.destination(), phones) : Phone.NONE;
    IpAddress far = speaker == End.PHONE ? stream.destination() : stream.source();
    Optional<RtcpSummary> rtcp = stream.rtcp();
    Optional<XrSummary> xr = stream.xr();
    mirror.add(stream);
    Optional<PathSplit> split = PathSplit.unseen(stream);
    Optional<Score> score = stream.score();
    double expected = Math.max(1, stream.expected());
    long marked = stream.dscp().getOrDefault(config.quality().expectedDscp(), 0L);
    long endNs = stream.startNs() + Math.round(stream.durationSeconds() * 1e9);
    return new Passage(
        call.callId().isEmpty() ? call.id().toString() : call.callId(),
        call.related(),
        site(call, phone),
        stream.startNs(),
        endNs,
        speaker,
        listener,
        phone,
        call.trunk(),
        far.toString(),
        stream.codec(),
        stream.scale().orElse(Scale.NARROWBAND),
        score.map(Passages::undisturbed).orElse(Double.NaN),
        stream.packets(),
        stream.expected(),
        speaker == End.ELSEWHERE && isServer(stream.source())
            ? Double.NaN // it passes on what it lacks itself
            : listener == End.SERVER && split.isPresent()
                ? split.get().beforeR() + split.get().behindR()
                : before(score, split),
        listener == End.SERVER ? 0 : split.map(PathSplit::behindR).orElse(Double.NaN),
        score.map(one -> or(one.lostR().delay())).orElse(Double.NaN),
        Math.max(0, stream.lost() - stream.lostUncertain()) / expected,
        stream.lostUncertain() / expected,
        stream.duplicate() / expected,
        rtcp.map(one -> Math.max(0, -one.lost()) / expected).orElse(0.0),
        rtcp.map(one -> Math.max(0, one.lost()) / expected).orElse(Double.NaN),
        or(stream.jitterMeanSeconds()),
        or(stream.jitterMaxSeconds()),
        rtcp.map(one -> or(one.jitterSeconds())).orElse(Double.NaN),
        rtcp.map(one -> or(one.roundTripSeconds())).orElse(Double.NaN),
        or(stream.clockSkewPpm()),
        xr.map(one -> or(one.discardFraction())).orElse(Double.NaN),
        xr.map(one -> or(one.jitterBufferSeconds())).orElse(Double.NaN),
        xr.flatMap(XrSummary::jitterBufferAdaptive).orElse(false),
        xr.map(one -> or(one.endSystemDelaySeconds())).orElse(Double.NaN),
        xr.filter(one -> one.residualEchoReturnLossDb().isPresent())
            .map(one -> (double) one.residualEchoReturnLossDb().getAsInt())
            .orElse(Double.NaN),
        xr.filter(one -> one.signalLevelDbm0().isPresent())
            .map(one -> (double) one.signalLevelDbm0().getAsInt())
            .orElse(Double.NaN),
        (double) marked / Math.max(1, stream.packets()),
        codePoint(stream),
        rtcp.isPresent());
  }

  private static double before(Optional<Score> score, Optional<PathSplit> split) {
    return split
        .map(PathSplit::beforeR)
        .orElseGet(() -> score.map(PathSplit::points).orElse(Double.NaN));
  }

  /** R with nothing lost. */
  private static double undisturbed(Score score) {
    return score.rLq() + PathSplit.points(score);
  }

  private static double or(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  private static int codePoint(StreamSummary stream) {
    return stream.dscp().entrySet().stream()
        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(-1);
  }

  private String site(CallSummary call, Phone phone) {
    return call.site().isEmpty()
        ? config.networks().stream()
            .filter(one -> one.name().equals(phone.network()))
            .map(Network::site)
            .findFirst()
            .orElse(config.site())
        : call.site();
  }

  /**
   * What a listener misses of a stream that a server passes on, or passed on: on its way to the
   * server, or from it to a far end that tells of it. Empty for streams to our phones, which are
   * observed.
   */
  Optional<Score> passedOn(StreamSummary stream) {
    boolean fromServer = isServer(stream.source());
    boolean toServer = isServer(stream.destination());
    if (fromServer == toServer || isPhone(stream.destination())) {
      return Optional.empty();
    }
    Optional<Score> told = stream.rtcp().flatMap(RtcpSummary::score);
    return fromServer ? told : told.or(stream::score);
  }

  boolean isPhone(IpAddress address) {
    return end(address) == End.PHONE;
  }

  End end(IpAddress address) {
    if (config.servers().stream().anyMatch(server -> has(server, address))) {
      return isInside(address) ? End.SERVER : End.ELSEWHERE;
    }
    return network(address).isPresent() ? End.PHONE : End.ELSEWHERE;
  }

  boolean isServer(IpAddress address) {
    return config.servers().stream().anyMatch(server -> has(server, address));
  }

  private static boolean has(Server server, IpAddress address) {
    return server.addresses().contains(address);
  }

  /** A server with an address of the Internet is on the other side of the WAN. */
  private boolean isInside(IpAddress address) {
    return network(address).isPresent()
        || Network.privateAddresses("").stream().anyMatch(one -> one.cidr().contains(address));
  }

  Optional<Network> network(IpAddress address) {
    return config.networks().stream().filter(one -> one.cidr().contains(address)).findFirst();
  }

  private Phone phone(IpAddress address, Map<IpAddress, EndpointInfo> known) {
    EndpointInfo info = known.get(address);
    Optional<Network> network = network(address);
    return new Phone(
        address.toString(),
        network.map(Network::name).orElse(""),
        network.map(one -> one.access().name().toLowerCase(Locale.ROOT)).orElse(""),
        info == null ? "" : info.model(),
        info == null ? "" : info.firmware(),
        info == null || info.port().isEmpty() ? "" : info.switchName() + "/" + info.port());
  }
}
