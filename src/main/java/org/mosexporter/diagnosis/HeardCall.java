package org.mosexporter.diagnosis;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.Source;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.ScoreMean;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.XrSummary;

/**
 * What one listener heard of one call on one scale, by the witness nearest to them (DESIGN §4.8):
 * the streams towards a phone of ours as measured here, or reported where none was seen, and those
 * from a phone of ours to somewhere else as their receiver reported. What left for elsewhere
 * without reports was seen only as far as the capture point and is in no aggregate.
 *
 * @param phone of ours: the listener, or who speaks to one elsewhere
 * @param network of the phone
 * @param codec of the stream with most packets; empty when unknown
 * @param mosLq mean of the streams weighted by expected packets
 * @param mosCq likewise, over those whose delay was known
 * @param lostR likewise, the points lost by cause; empty where a phone gave its opinion only
 * @param scoredSeconds that the score is made of
 */
public record HeardCall(
    IpAddress phone,
    Network network,
    Direction direction,
    Source source,
    Scale scale,
    String codec,
    double mosLq,
    OptionalDouble mosCq,
    OptionalDouble mosLqWorst,
    Optional<Score.LostR> lostR,
    double scoredSeconds) {

  private record Ear(
      IpAddress phone, Network network, Direction direction, Source source, Scale scale) {}

  /** One stream as it reached an ear. */
  private record Heard(Score score, OptionalDouble mosLqWorst, StreamSummary stream) {
    /** Packets expected; what is only reported may lack them. */
    long weight() {
      return Math.max(1, stream.expected());
    }

    double seconds() {
      double unscored =
          stream.unscoredSeconds().values().stream().mapToDouble(Double::doubleValue).sum();
      return Math.max(0, stream.durationSeconds() - unscored);
    }
  }

  public static List<HeardCall> of(CallSummary call, Config config) {
    Map<Ear, List<Heard>> heard = new LinkedHashMap<>();
    for (StreamSummary stream : call.streams()) {
      Optional<Network> listener = phoneNetwork(stream.destination(), config);
      if (listener.isPresent()) {
        add(heard, stream, listener.get());
      } else if (!isServer(stream.destination(), config)) {
        phoneNetwork(stream.source(), config)
            .ifPresent(speaker -> addFarEnd(heard, stream, speaker));
      }
    }
    return heard.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static void add(Map<Ear, List<Heard>> heard, StreamSummary stream, Network network) {
    IpAddress listener = stream.destination();
    if (stream.score().isPresent()) {
      Score score = stream.score().get();
      Ear ear = new Ear(listener, network, Direction.RECEIVED, Source.MEASURED, score.scale());
      add(heard, ear, new Heard(score, stream.mosLqWorst(), stream));
    } else if (stream.packets() == 0) {
      addReported(heard, stream, listener, network, Direction.RECEIVED);
    }
  }

  private static void addFarEnd(
      Map<Ear, List<Heard>> heard, StreamSummary stream, Network network) {
    addReported(heard, stream, stream.source(), network, Direction.SENT);
  }

  /** What its receiver reported: extended reports are nearer than others. */
  private static void addReported(
      Map<Ear, List<Heard>> heard,
      StreamSummary stream,
      IpAddress phone,
      Network network,
      Direction direction) {
    Optional<Score> extended = stream.xr().flatMap(XrSummary::score);
    Optional<Score> reported = stream.rtcp().flatMap(StreamSummary.RtcpSummary::score);
    if (extended.isPresent()) {
      Score score = extended.get();
      Ear ear = new Ear(phone, network, direction, Source.XR, score.scale());
      add(heard, ear, new Heard(score, stream.xr().get().mosLqWorst(), stream));
    } else if (reported.isPresent()) {
      Score score = reported.get();
      Ear ear = new Ear(phone, network, direction, Source.RTCP, score.scale());
      add(heard, ear, new Heard(score, stream.rtcp().get().mosLqWorst(), stream));
    }
  }

  private static void add(Map<Ear, List<Heard>> heard, Ear ear, Heard stream) {
    heard.computeIfAbsent(ear, _ -> new ArrayList<>()).add(stream);
  }

  private static HeardCall of(Ear ear, List<Heard> streams) {
    ScoreMean mean = new ScoreMean();
    OptionalDouble worst = OptionalDouble.empty();
    for (Heard one : streams) {
      mean.add(one.score, one.weight());
      worst = lower(worst, one.mosLqWorst);
    }
    Score score = mean.score().orElseThrow();
    return new HeardCall(
        ear.phone,
        ear.network,
        ear.direction,
        ear.source,
        ear.scale,
        streams.stream().max(comparingLong(Heard::weight)).orElseThrow().stream.codec(),
        score.mosLq(),
        score.mosCq(),
        worst,
        Optional.of(score.lostR()),
        streams.stream().mapToDouble(Heard::seconds).sum());
  }

  private static OptionalDouble lower(OptionalDouble one, OptionalDouble other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return OptionalDouble.of(Math.min(one.getAsDouble(), other.getAsDouble()));
  }

  public static boolean isServer(IpAddress address, Config config) {
    return config.servers().stream().anyMatch(server -> server.addresses().contains(address));
  }

  /** The most specific network of ours that holds a phone at the address; servers are no phones. */
  public static Optional<Network> phoneNetwork(IpAddress address, Config config) {
    if (isServer(address, config)) {
      return Optional.empty();
    }
    return config.networks().stream()
        .filter(network -> network.cidr().contains(address))
        .max((a, b) -> Integer.compare(a.cidr().prefixBits(), b.cidr().prefixBits()));
  }
}
