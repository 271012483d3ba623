package org.mosexporter.web;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;

/** What the pages say of a call that its record does not say itself. */
final class CallView {
  private static final double NS_PER_SECOND = 1e9;

  /** The direction that sounds worst; empty when none has a score. */
  static Optional<StreamSummary> worst(CallSummary call) {
    return call.streams().stream()
        .filter(stream -> stream.score().isPresent())
        .min(Comparator.comparingDouble(stream -> stream.score().orElseThrow().mosLq()));
  }

  static OptionalDouble worstMos(CallSummary call) {
    return worst(call)
        .flatMap(StreamSummary::score)
        .map(Score::mosLq)
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  static long startNs(CallSummary call) {
    return call.startNs().orElse(call.firstNs());
  }

  /** From its answer, or its beginning, to its end; empty while it lasts. */
  static OptionalDouble seconds(CallSummary call) {
    return call.endNs().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.max(0, call.endNs().getAsLong() - call.answerNs().orElse(startNs(call)))
                / NS_PER_SECOND);
  }

  /** The end of all that its record tells of. */
  static long lastNs(CallSummary call) {
    long last = call.endNs().orElse(startNs(call));
    for (StreamSummary stream : call.streams()) {
      last = Math.max(last, endNs(stream));
    }
    return last;
  }

  static long endNs(StreamSummary stream) {
    return stream.startNs() + Math.round(stream.durationSeconds() * NS_PER_SECOND);
  }

  /** Who is at an address: a phone of ours by user and model, else the address. */
  static String who(CallSummary call, IpAddress address) {
    return phone(call, address).map(Texts::phone).orElseGet(address::toString);
  }

  /** Of ours; empty when it is none, or not known. */
  static Optional<EndpointInfo> phone(CallSummary call, IpAddress address) {
    return call.endpoints().stream().filter(one -> one.address().equals(address)).findFirst();
  }

  /** Of several calls those with the worst direction first, those without a score last. */
  static List<CallSummary> worstFirst(List<CallSummary> calls) {
    return calls.stream()
        .sorted(Comparator.comparingDouble(call -> worstMos(call).orElse(Double.MAX_VALUE)))
        .toList();
  }

  private CallView() {}
}
