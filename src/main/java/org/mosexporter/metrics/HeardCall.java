package org.mosexporter.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.quality.Scale;
import org.mosexporter.stream.StreamSummary;

/**
 * What one listener heard of one call on one scale: the streams towards an endpoint of ours. What
 * left for elsewhere was seen only as far as the capture point and is in no aggregate (DESIGN
 * §4.8).
 *
 * @param network of the listener
 * @param mosLq mean of the streams weighted by expected packets
 * @param mosCq likewise, over those whose delay was known
 */
record HeardCall(
    IpAddress listener,
    Network network,
    Scale scale,
    double mosLq,
    OptionalDouble mosCq,
    OptionalDouble mosLqWorst) {

  private record Ear(IpAddress listener, Network network, Scale scale) {}

  static List<HeardCall> of(CallSummary call, Config config) {
    Map<Ear, List<StreamSummary>> heard = new LinkedHashMap<>();
    for (StreamSummary stream : call.streams()) {
      Optional<Network> network = listenerNetwork(stream.destination(), config);
      if (network.isPresent() && stream.score().isPresent()) {
        Scale scale = stream.score().get().scale();
        heard
            .computeIfAbsent(
                new Ear(stream.destination(), network.get(), scale), ear -> new ArrayList<>())
            .add(stream);
      }
    }
    return heard.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static HeardCall of(Ear ear, List<StreamSummary> streams) {
    Mean lq = new Mean();
    Mean cq = new Mean();
    OptionalDouble worst = OptionalDouble.empty();
    for (StreamSummary stream : streams) {
      stream
          .score()
          .ifPresent(
              score -> {
                lq.add(score.mosLq(), stream.expected());
                score.mosCq().ifPresent(mosCq -> cq.add(mosCq, stream.expected()));
              });
      worst = lower(worst, stream.mosLqWorst());
    }
    return new HeardCall(
        ear.listener(), ear.network(), ear.scale(), lq.value(), cq.valueIfAny(), worst);
  }

  private static OptionalDouble lower(OptionalDouble one, OptionalDouble other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return OptionalDouble.of(Math.min(one.getAsDouble(), other.getAsDouble()));
  }

  /** The most specific network of ours that holds a phone at the address; servers are no phones. */
  private static Optional<Network> listenerNetwork(IpAddress address, Config config) {
    if (config.servers().stream().anyMatch(server -> server.addresses().contains(address))) {
      return Optional.empty();
    }
    return config.networks().stream()
        .filter(network -> network.cidr().contains(address))
        .max((a, b) -> Integer.compare(a.cidr().prefixBits(), b.cidr().prefixBits()));
  }

  /** A weighted mean in the making. */
  private static final class Mean {
    private double sum;
    private double weights;

    void add(double value, long weight) {
      double atLeastOne = Math.max(1, weight);
      sum += value * atLeastOne;
      weights += atLeastOne;
    }

    double value() {
      return sum / weights;
    }

    OptionalDouble valueIfAny() {
      return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(value());
    }
  }
}
