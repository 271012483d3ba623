package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.IntervalSeries;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.XrSummary;

/**
 * What the listeners of a call heard, stretch by stretch, each once, by the same choice of witness
 * as {@link HeardCall}: phones of ours as measured here, interval by interval; far ends, and phones
 * whose stream was not seen, as their receivers reported, one stretch a stream.
 */
final class Stretches {
  private final Config config;
  private final Map<String, List<Codec>> modes = new HashMap<>();
  private final QueueDrops queues;

  Stretches(Config config) {
    this.config = config;
    for (Codec codec : Codecs.of(config.quality()).all()) {
      modes.computeIfAbsent(codec.name(), _ -> new ArrayList<>()).add(codec);
      if (!codec.mode().isEmpty()) {
        modes.computeIfAbsent(codec.fullName(), _ -> new ArrayList<>()).add(codec);
      }
    }
    queues = new QueueDrops(config);
  }

  /** Of phones of ours, and of those who listen to them. */
  private record Ear(CallSummary call, StreamSummary stream, Phone phone, Direction direction) {}

  private record Phone(String site, Network.Access access) {}

  List<Stretch> of(CallSummary call) {
    List<Stretch> all = new ArrayList<>();
    for (StreamSummary stream : call.streams()) {
      Optional<Phone> listener = phone(call, stream.destination());
      if (listener.isPresent()) {
        Ear ear = new Ear(call, stream, listener.get(), Direction.RECEIVED);
        if (stream.score().isPresent()) {
          addMeasured(all, ear);
        } else if (stream.packets() == 0) {
          reported(ear).ifPresent(all::add);
        }
      } else if (!HeardCall.isServer(stream.destination(), config)) {
        phone(call, stream.source())
            .flatMap(speaker -> reported(new Ear(call, stream, speaker, Direction.SENT)))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<Phone> phone(CallSummary call, IpAddress address) {
    return HeardCall.phoneNetwork(address, config)
        .map(network -> new Phone(network.site(), access(call, address, network)));
  }

  /** As the network's devices know it, where they do. */
  private static Network.Access access(CallSummary call, IpAddress address, Network network) {
    return call.endpoints().stream()
        .filter(known -> known.address().equals(address))
        .map(EndpointInfo::access)
        .findFirst()
        .orElse(network.access());
  }

  private void addMeasured(List<Stretch> all, Ear ear) {
    List<IntervalSeries.Part> parts = ear.stream.intervals().parts();
    List<RouterWindow> windows = queues.windows(ear.call, ear.stream);
    for (IntervalSeries.Part part : parts) {
      if (part.scored().isPresent() && part.seconds() > 0) {
        all.add(measured(ear, part, QueueDrops.share(part, parts, windows)));
      }
    }
  }

  private Stretch measured(Ear ear, IntervalSeries.Part part, OptionalDouble queueShare) {
    IntervalSeries.Scored scored = part.scored().orElseThrow();
    return new Stretch(
        ear.phone.site,
        ear.phone.access,
        ear.direction,
        scored.scale(),
        ear.stream.codec(),
        part.startNs(),
        part.seconds(),
        scored.lostR(),
        bpl(ear.stream.codec(), scored.lostR().codec()),
        part.lossRatio(),
        part.jitterSeconds(),
        queueShare,
        true);
  }

  /** By extended reports where there are any: only these tell of late packets. */
  private Optional<Stretch> reported(Ear ear) {
    Optional<XrSummary> extended = ear.stream.xr().filter(xr -> xr.score().isPresent());
    Optional<StreamSummary.RtcpSummary> plain =
        ear.stream.rtcp().filter(rtcp -> rtcp.score().isPresent());
    if (extended.isPresent()) {
      XrSummary xr = extended.get();
      return xr.score()
          .map(score -> reported(ear, score, xr.lossFraction(), xr.jitterSeconds(), true));
    }
    return plain.flatMap(
        rtcp ->
            rtcp.score()
                .map(
                    score ->
                        reported(
                            ear, score, lossRatio(rtcp, ear.stream), rtcp.jitterSeconds(), false)));
  }

  private static OptionalDouble lossRatio(StreamSummary.RtcpSummary rtcp, StreamSummary stream) {
    return stream.expected() > 0 && rtcp.lost() >= 0
        ? OptionalDouble.of(Math.min(1, (double) rtcp.lost() / stream.expected()))
        : OptionalDouble.empty();
  }

  private Stretch reported(
      Ear ear,
      Score score,
      OptionalDouble lossRatio,
      OptionalDouble jitterSeconds,
      boolean buffered) {
    StreamSummary stream = ear.stream;
    double unscored =
        stream.unscoredSeconds().values().stream().mapToDouble(Double::doubleValue).sum();
    return new Stretch(
        ear.phone.site,
        ear.phone.access,
        ear.direction,
        score.scale(),
        stream.codec(),
        stream.startNs() + (long) (stream.durationSeconds() / 2 * 1e9),
        Math.max(0, stream.durationSeconds() - unscored),
        score.lostR(),
        bpl(stream.codec(), score.lostR().codec()),
        lossRatio,
        jitterSeconds,
        QueueDrops.share(lossRatio, queues.windows(ear.call, stream)),
        buffered);
  }

  /** Of the mode whose Ie it was scored by. */
  private OptionalDouble bpl(String codec, double ie) {
    return modes.getOrDefault(codec, List.of()).stream()
        .min(Comparator.comparingDouble(mode -> Math.abs(mode.ie() - ie)))
        .map(Codec::bpl)
        .orElse(OptionalDouble.empty());
  }
}
