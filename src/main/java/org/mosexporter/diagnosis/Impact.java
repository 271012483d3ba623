package org.mosexporter.diagnosis;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.call.Direction;
import org.mosexporter.quality.Band;

/**
 * What bad calls cost one site, against its own good calls: how much shorter they were, how much
 * more often somebody called again or hung up at once. Calls come in any order. Used by one thread.
 *
 * <p>A call is as good as it was for the listener of ours who heard worst; a repeat is a call of
 * the same two parties, whoever calls, that begins within 5 minutes after the end (decision 92).
 */
public final class Impact {
  static final long REPEAT_WITHIN_NS = 300_000_000_000L;
  static final double EARLY_SECONDS = 20;

  /**
   * Calls of all sites of one estimate; later ones are counted as left out. Each takes about 250
   * octets while the estimate is made, and there is one at a time: of the 40 % of the heap that are
   * for what comes and goes this is a quarter.
   */
  public static final int MOST_CALLS = 100_000;

  private static final double CONFIDENCE = 0.95;
  private static final double SECONDS_PER_MINUTE = 60;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  /** What all figures rest on, for a person. */
  public static final List<String> ASSUMPTIONS =
      List.of(
          "A call counts as good when the listener who heard worst heard a MOS-LQ of 4.0 or more on"
              + " the codec's own scale, else as worse. Calls that nobody could score are left out.",
          "Without the loss of quality the worse calls would have lasted as long as the good ones of"
              + " the same site, on average. If people make short calls where quality is bad for"
              + " another reason, such as from a car, that is in the figure too.",
          "A repeat is the same two parties within 5 minutes, an early hang-up is a call that was"
              + " over within 20 s of its answer. Some of both is ordinary: only what worse calls"
              + " have more of than good ones counts.",
          "The intervals have 95 % confidence and take calls of one phone and of one day as alike."
              + " An interval that reaches 0 says that there may be no loss at all.",
          "Minutes that people lose by asking back within a call, or by calling later, are not in"
              + " the figures.");

  /** A call, as far as it matters here. */
  private record Row(
      String phone,
      String parties,
      long startNs,
      long endNs,
      boolean isWorse,
      double talkSeconds) {}

  /** For how many calls there is room, of all who share it. */
  public static final class Room {
    private int left;

    public Room(int calls) {
      left = calls;
    }

    private boolean takes() {
      boolean takes = left > 0;
      left -= takes ? 1 : 0;
      return takes;
    }
  }

  private final ZoneId zone;
  private final Room room;
  private final List<Row> scored = new ArrayList<>();
  private final Map<String, List<Long>> starts = new HashMap<>();
  private long leftOut;

  /**
   * Nothing yet.
   *
   * @param zone in which the site's days begin
   * @param room that the estimates of several sites share
   */
  public Impact(ZoneId zone, Room room) {
    this.zone = zone;
    this.room = room;
  }

  /**
   * How something differs between good and worse calls.
   *
   * @param means of good calls before, of worse ones after
   * @param total what all worse calls together have too little or too much of; empty when too few
   *     calls tell
   */
  public record Cost(Difference means, Optional<Total> total) {}

  /** An estimate with its interval. */
  public record Total(double value, double low, double high) {}

  /**
   * What was found.
   *
   * @param talk seconds of talk; its total is minutes that were lost
   * @param repeats share that was repeated; its total is calls more than among good ones
   * @param earlyHangups likewise
   * @param leftOut calls for which there was no room
   */
  public record Found(
      long good, long worse, Cost talk, Cost repeats, Cost earlyHangups, long leftOut) {}

  /** One call of the site, in any order. */
  public void add(CallFact call) {
    if (call.leg()) {
      return;
    }
    if (!room.takes()) {
      leftOut++;
      return;
    }
    String parties = parties(call);
    if (!parties.isEmpty()) {
      starts.computeIfAbsent(parties, _ -> new ArrayList<>(2)).add(call.startNs());
    }
    Optional<CallFact.Heard> worst =
        call.heard().stream()
            .filter(heard -> heard.direction() == Direction.RECEIVED)
            .max(Comparator.comparing(heard -> Band.of(heard.mosLq())));
    if (worst.isPresent() && call.talkSeconds().isPresent()) {
      boolean isWorse = Band.of(worst.get().mosLq()).compareTo(Band.GOOD) > 0;
      double talk = call.talkSeconds().getAsDouble();
      scored.add(
          new Row(worst.get().phone(), parties, call.startNs(), call.endNs(), isWorse, talk));
    }
  }

  /** The same whoever called; empty when one is unknown. */
  private static String parties(CallFact call) {
    String from = user(call.from());
    String to = user(call.to());
    if (from.isEmpty() || to.isEmpty()) {
      return "";
    }
    return from.compareTo(to) <= 0 ? from + " " + to : to + " " + from;
  }

  private static String user(String address) {
    int at = address.indexOf('@');
    return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
  }

  /** What the calls so far tell. */
  public Found found() {
    ClusteredMeans talk = new ClusteredMeans(true);
    ClusteredMeans repeats = new ClusteredMeans(true);
    ClusteredMeans early = new ClusteredMeans(true);
    starts.values().forEach(times -> times.sort(Comparator.naturalOrder()));
    for (Row row : scored) {
      long day = day(row.startNs);
      talk.add(row.isWorse, row.phone, day, row.talkSeconds);
      early.add(row.isWorse, row.phone, day, row.talkSeconds < EARLY_SECONDS ? 1 : 0);
      if (!row.parties.isEmpty()) {
        repeats.add(row.isWorse, row.phone, day, isRepeated(row) ? 1 : 0);
      }
    }
    long worse = scored.stream().filter(Row::isWorse).count();
    return new Found(
        scored.size() - worse, worse, shortfall(talk), excess(repeats), excess(early), leftOut);
  }

  private long day(long atNs) {
    long second = Math.floorDiv(atNs, NS_PER_SECOND);
    return Instant.ofEpochSecond(second).atZone(zone).toLocalDate().toEpochDay();
  }

  private boolean isRepeated(Row row) {
    return starts.getOrDefault(row.parties, List.of()).stream()
        .anyMatch(at -> at >= row.endNs && at - row.endNs <= REPEAT_WITHIN_NS && at > row.startNs);
  }

  /** Minutes that worse calls are too short by, all together. */
  private static Cost shortfall(ClusteredMeans seconds) {
    Difference means = seconds.difference(CONFIDENCE);
    return cost(means, -means.observedAfter() / SECONDS_PER_MINUTE);
  }

  /** How many more of the worse calls have it than were they good. */
  private static Cost excess(ClusteredMeans share) {
    Difference means = share.difference(CONFIDENCE);
    return cost(means, (double) means.observedAfter());
  }

  private static Cost cost(Difference means, double factor) {
    return new Cost(
        means,
        means
            .interval()
            .map(
                one ->
                    new Total(
                        means.value() * factor,
                        Math.min(one.low() * factor, one.high() * factor),
                        Math.max(one.low() * factor, one.high() * factor))));
  }
}
