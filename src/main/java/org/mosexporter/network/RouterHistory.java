package org.mosexporter.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is remembered of one device between polls, so that its counters become ours: they run from 0
 * at our first poll, keep their names over restarts and renumbering of the agent, and never go
 * back.
 *
 * <p>Written by the one thread that polls the device; readers get the immutable {@link
 * RouterSnapshot}s it returns.
 */
public final class RouterHistory {
  private static final int MOST_PROBES = 256;

  private final Restarts restarts = new Restarts();
  private final InterfaceSeries interfaces = new InterfaceSeries();
  private final ClassTables classes = new ClassTables();
  private List<PathProbe> probes = List.of();
  private List<LinkHealth> links = List.of();

  private PollWindows windows;
  private final SurroundingsRoom room;

  private RouterSnapshot last;

  /** With room of its own. */
  public RouterHistory(String site, String router) {
    this(site, router, new SurroundingsRoom());
  }

  public RouterHistory(String site, String router, SurroundingsRoom room) {
    this.room = room;
    windows = new PollWindows(site, router, List.of());
    last =
        new RouterSnapshot(
            site,
            router,
            false,
            OptionalLong.empty(),
            OptionalDouble.empty(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Surroundings.NONE);
  }

  /** The device as last known; before the first poll one that is down and empty. */
  public RouterSnapshot snapshot() {
    return last;
  }

  /** Takes in an answered poll. */
  public RouterSnapshot onPoll(Poll poll) {
    if (restarts.isRestart(poll)) {
      interfaces.forgetReadings();
      classes.forgetReadings();
    }
    if (poll.interfaces() instanceof Poll.Part.Whole<InterfaceReading>(var rows)) {
      interfaces.onReadings(rows, poll);
    }
    windows = new PollWindows(last.site(), last.router(), windows(poll));
    probes = gauges(poll.probes(), probes);
    links = gauges(poll.links(), links);
    Set<String> seldom = last.surroundings().modules().keySet();
    boolean good =
        poll.modules().entrySet().stream()
            .allMatch(module -> module.getValue() || seldom.contains(module.getKey()));
    last =
        new RouterSnapshot(
            last.site(),
            last.router(),
            true,
            good ? OptionalLong.of(poll.atNs()) : last.lastSuccessNs(),
            OptionalDouble.of(poll.durationSeconds()),
            both(poll.modules(), last.surroundings().modules()),
            interfaces.figures(),
            classes.leaves(),
            classes.parents(),
            probes,
            links,
            last.surroundings());
    return last;
  }

  private List<ClassWindow> windows(Poll poll) {
    boolean withInterfaces = poll.interfaces() instanceof Poll.Part.Whole<InterfaceReading>;
    return classes.onReadings(poll).stream()
        .map(window -> withInterfaces ? window.with(utilisation(window.key())) : window)
        .toList();
  }

  private OptionalDouble utilisation(ClassReading.Key key) {
    return interfaces.utilisation(key.networkInterface(), key.direction());
  }

  /** What the classes did between the last answered poll and the one before. */
  public PollWindows windows() {
    return windows;
  }

  /** Takes in what the device was asked of its surroundings, after a poll. */
  public RouterSnapshot onSurroundings(Surroundings.Reading reading) {
    last =
        new RouterSnapshot(
            last.site(),
            last.router(),
            last.up(),
            last.lastSuccessNs(),
            last.pollDurationSeconds(),
            both(last.modules(), reading.modules()),
            last.interfaces(),
            last.classes(),
            last.shapers(),
            last.probes(),
            last.links(),
            room.fit(last.router(), last.surroundings().with(reading)));
    return last;
  }

  private static Map<String, Boolean> both(Map<String, Boolean> some, Map<String, Boolean> others) {
    Map<String, Boolean> both = new HashMap<>(some);
    both.putAll(others);
    return both;
  }

  /** Gauges stand until others are read. */
  private static <T> List<T> gauges(Poll.Part<T> part, List<T> before) {
    return part instanceof Poll.Part.Whole<T>(var rows)
        ? rows.subList(0, Math.min(rows.size(), MOST_PROBES))
        : before;
  }

  /** Takes in that the device did not answer: what was known before stays, its age shows. */
  public RouterSnapshot onSilence(double durationSeconds) {
    last =
        new RouterSnapshot(
            last.site(),
            last.router(),
            false,
            last.lastSuccessNs(),
            OptionalDouble.of(durationSeconds),
            allFailed(last.modules()),
            last.interfaces(),
            last.classes(),
            last.shapers(),
            last.probes(),
            last.links(),
            last.surroundings());
    return last;
  }

  private static Map<String, Boolean> allFailed(Map<String, Boolean> modules) {
    Map<String, Boolean> failed = new HashMap<>(modules);
    failed.replaceAll((_, _) -> false);
    return failed;
  }
}
