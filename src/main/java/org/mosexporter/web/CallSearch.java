package org.mosexporter.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LiveCalls;
import org.mosexporter.config.Config;
import org.mosexporter.record.RecentCalls;

/** Finds records of calls for the pages. */
final class CallSearch {
  private static final int MOST_LIVE = 200;

  private final RecentCalls calls;
  private final LiveCalls live;
  private final Supplier<Config> config;

  CallSearch(Backend backend) {
    this.calls = backend.calls();
    this.live = backend.live();
    this.config = backend.config();
  }

  /**
   * What a call must be.
   *
   * @param user in the names of who called or was called; empty for any
   * @param address of an end of its media; empty for any
   * @param mosBelow of its worst direction
   */
  record Wanted(
      String user,
      String address,
      Optional<Instant> from,
      Optional<Instant> to,
      OptionalDouble mosBelow) {
    static final Wanted ALL =
        new Wanted("", "", Optional.empty(), Optional.empty(), OptionalDouble.empty());

    private boolean accepts(CallSummary call, Config config) {
      Instant start = Instant.ofEpochSecond(0, call.startNs().orElse(call.firstNs()));
      return isOf(call)
          && hasAddress(call)
          && !from.filter(start::isBefore).isPresent()
          && !to.filter(start::isAfter).isPresent()
          && (mosBelow.isEmpty()
              || CallView.worstMos(call, config).orElse(9) < mosBelow.getAsDouble());
    }

    private boolean isOf(CallSummary call) {
      String wanted = user.toLowerCase(Locale.ROOT);
      return user.isEmpty()
          || Stream.of(call.from(), call.to())
              .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private boolean hasAddress(CallSummary call) {
      return address.isEmpty()
          || call.streams().stream()
              .flatMap(stream -> Stream.of(stream.source(), stream.destination()))
              .anyMatch(end -> end.toString().equals(address));
    }
  }

  /** Those that are over, latest first. */
  List<CallSummary> find(Wanted wanted, int most) {
    return accepted(calls.latest(Integer.MAX_VALUE), wanted, most);
  }

  /** Those in progress, latest first. */
  List<CallSummary> inProgress(Wanted wanted, int most) {
    return accepted(live.latest(MOST_LIVE).orElse(List.of()), wanted, most);
  }

  private List<CallSummary> accepted(List<CallSummary> all, Wanted wanted, int most) {
    Config now = config.get();
    return all.stream().filter(call -> wanted.accepts(call, now)).limit(most).toList();
  }

  Optional<CallSummary> one(String id) {
    return calls.find(id).or(() -> live.find(id));
  }
}
