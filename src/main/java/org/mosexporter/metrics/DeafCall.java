package org.mosexporter.metrics;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.CallSummary.OneWay;
import org.mosexporter.call.Direction;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.diagnosis.HeardCall;

/**
 * That in a call one side heard nothing, as the phone of ours has it which did not hear, else which
 * was not heard.
 */
record DeafCall(Network network, Direction direction) {
  static Set<DeafCall> of(CallSummary call, Config config) {
    return call.oneWay().stream()
        .flatMap(stretch -> of(stretch, config).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<DeafCall> of(OneWay stretch, Config config) {
    return HeardCall.phoneNetwork(stretch.listener(), config)
        .map(network -> new DeafCall(network, Direction.RECEIVED))
        .or(
            () ->
                HeardCall.phoneNetwork(stretch.speaker(), config)
                    .map(network -> new DeafCall(network, Direction.SENT)));
  }
}
