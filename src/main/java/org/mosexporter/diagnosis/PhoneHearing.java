package org.mosexporter.diagnosis;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.PhoneFigure;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.call.Source;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.stream.StreamSummary;

/**
 * What phones concluded of what they heard, where no nearer witness has a score of it (DESIGN §4.8,
 * decision 65): an office without a mirror has nothing else. Their reports are of whole calls, so
 * that it is decided for each ear and call.
 */
public final class PhoneHearing {
  /** Of management records: of the same call without its Call-ID, when that was sniffed too. */
  private static final String MANAGEMENT_RECORD = "cmr";

  /** Six hours of the usual length: a phone whose clock jumped does not stand for more. */
  private static final int MOST_INTERVALS = 2_160;

  private static final double NS_PER_SECOND = 1e9;

  /** What the phone itself heard, of all of the call, told last. */
  private static final Comparator<PhoneVerdict> BEST_LAST =
      Comparator.comparing((PhoneVerdict one) -> !one.relayed())
          .thenComparing(one -> one.scope() == PhoneVerdict.Scope.WHOLE)
          .thenComparingLong(PhoneVerdict::atNs);

  private final CallSummary call;
  private final Config config;

  private PhoneHearing(CallSummary call, Config config) {
    this.call = call;
    this.config = config;
  }

  private record Ear(IpAddress phone, Network network, Direction direction) {}

  /**
   * A call as one ear heard it.
   *
   * @param intervals that it is as long as, at least one
   */
  public record Heard(HeardCall call, int intervals) {}

  public static List<Heard> of(CallSummary call, Config config) {
    return new PhoneHearing(call, config).heard();
  }

  private List<Heard> heard() {
    Map<Ear, PhoneVerdict> best = new LinkedHashMap<>();
    for (PhoneVerdict verdict : call.phone()) {
      if (counts(verdict)) {
        ear(verdict)
            .filter(this::nobodyNearerHeard)
            .ifPresent(
                ear ->
                    best.merge(
                        ear,
                        verdict,
                        (one, other) -> BEST_LAST.compare(one, other) > 0 ? one : other));
      }
    }
    return best.entrySet().stream()
        .map(
            entry ->
                new Heard(heard(entry.getKey(), entry.getValue()), intervals(entry.getValue())))
        .toList();
  }

  /** A moment is not a call; and a scale that nobody knows is none. */
  private boolean counts(PhoneVerdict verdict) {
    boolean perhapsSniffed =
        verdict.origin().equals(MANAGEMENT_RECORD)
            && config.capture().stream().anyMatch(capture -> !capture.isAutomatic())
            && call.streams().isEmpty();
    return verdict.scope() != PhoneVerdict.Scope.MOMENT
        && verdict.scale().isPresent()
        && verdict.figure(PhoneFigure.MOS_LQ).isPresent()
        && !perhapsSniffed;
  }

  /** Whose: of a phone of ours; else, unless a server hears it, of who speaks there from here. */
  private Optional<Ear> ear(PhoneVerdict verdict) {
    Optional<IpAddress> listener = listener(verdict);
    Optional<Network> heardIn = listener.flatMap(at -> HeardCall.phoneNetwork(at, config));
    if (heardIn.isPresent()) {
      return Optional.of(new Ear(listener.get(), heardIn.get(), Direction.RECEIVED));
    }
    boolean elsewhere = verdict.relayed() && listener.stream().noneMatch(this::isServer);
    return elsewhere
        ? HeardCall.phoneNetwork(verdict.reporter(), config)
            .map(network -> new Ear(verdict.reporter(), network, Direction.SENT))
        : Optional.empty();
  }

  private static Optional<IpAddress> listener(PhoneVerdict verdict) {
    return verdict.relayed() ? verdict.flow().destination() : Optional.of(verdict.reporter());
  }

  private boolean isServer(IpAddress address) {
    return HeardCall.isServer(address, config);
  }

  private boolean nobodyNearerHeard(Ear ear) {
    return call.streams().stream()
        .filter(
            stream ->
                ear.direction == Direction.RECEIVED
                    ? stream.destination().equals(ear.phone)
                    : stream.source().equals(ear.phone))
        .noneMatch(stream -> isScored(stream, ear.direction));
  }

  private static boolean isScored(StreamSummary stream, Direction direction) {
    return (direction == Direction.RECEIVED && stream.score().isPresent())
        || stream.rtcp().flatMap(StreamSummary.RtcpSummary::score).isPresent()
        || stream.xr().flatMap(one -> one.score()).isPresent();
  }

  private HeardCall heard(Ear ear, PhoneVerdict verdict) {
    return new HeardCall(
        ear.phone,
        ear.network,
        ear.direction,
        Source.PHONE,
        verdict.scale().orElseThrow(),
        verdict.codec(),
        verdict.figure(PhoneFigure.MOS_LQ).orElseThrow(),
        verdict.figure(PhoneFigure.MOS_CQ),
        OptionalDouble.empty(),
        Optional.empty(),
        lengthSeconds(verdict).orElse(0));
  }

  private int intervals(PhoneVerdict verdict) {
    double interval = config.quality().interval().toNanos() / NS_PER_SECOND;
    long intervals = Math.round(lengthSeconds(verdict).orElse(0) / interval);
    return Math.clamp(intervals, 1, MOST_INTERVALS);
  }

  /** As long as it says it is about, else as the call was. */
  private OptionalDouble lengthSeconds(PhoneVerdict verdict) {
    OptionalLong fromNs = verdict.startNs().isPresent() ? verdict.startNs() : call.answerNs();
    OptionalLong toNs = verdict.stopNs().isPresent() ? verdict.stopNs() : call.endNs();
    return fromNs.isEmpty() || toNs.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, toNs.getAsLong() - fromNs.getAsLong()) / NS_PER_SECOND);
  }
}
