package org.mosexporter.simulator;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mosexporter.call.Names;
import org.mosexporter.call.Tracker;
import org.mosexporter.config.Config;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.Poll;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterHistory;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Surroundings;
import org.mosexporter.network.Topology;
import org.mosexporter.network.TopologySource;
import org.mosexporter.simulator.office.Devices;
import org.mosexporter.simulator.office.Office;
import org.mosexporter.simulator.office.OfficeConfig;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/**
 * Plays a scenario to the tracker, as {@code analyze} and the daemon play packets and polls to it,
 * and to an examinee behind it.
 */
public final class Run {
  private static final long SECOND_NS = 1_000_000_000L;

  /** As the daemon takes packets to lag behind its clock. */
  private static final long LAG_NS = 250_000_000L;

  private final Scenario scenario;
  private final Config config;
  private final Examinee examinee;
  private final Tracker tracker;
  private final Stage stage;
  private final Office office;
  private final Map<String, RouterHistory> devices = new LinkedHashMap<>();
  private final TopologySource topology;
  private final long epochNs;

  /** Both sides of it. */
  public record Result(Truth truth, Findings findings) {}

  private Run(Scenario scenario, Function<Config, Examinee> examinees, PacketSink beside) {
    this.scenario = scenario;
    config = OfficeConfig.of(scenario.plan());
    examinee = examinees.apply(config);
    tracker = new Tracker(config, examinee, Names.plain());
    stage = new Stage(scenario, new Both(tracker, new Told(examinee, beside)));
    office = stage.office();
    epochNs = office.epochNs();
    topology =
        new TopologySource(
            () -> devices.values().stream().map(RouterHistory::snapshot).toList(), config.egress());
    if (scenario.plan().conditions().snmp()) {
      Devices _ = new Devices(office, new Polled());
    }
    office.timeline().after(SECOND_NS, this::tick);
  }

  /** Plays it. */
  public static Result of(Scenario scenario, Function<Config, Examinee> examinees) {
    return of(scenario, examinees, Unseen.SINK);
  }

  /**
   * Plays it.
   *
   * @param beside is shown the same packets
   */
  static Result of(Scenario scenario, Function<Config, Examinee> examinees, PacketSink beside) {
    return new Run(scenario, examinees, beside).play();
  }

  private Result play() {
    office.play(scenario.durationNs());
    tracker.finish();
    examinee.onTime(epochNs + scenario.durationNs(), tracker);
    return new Result(stage.truth(stage.blames(scenario)), examinee.findings());
  }

  private void tick(long nowNs) {
    office.mirror().flush();
    tracker.advance(epochNs + nowNs - LAG_NS);
    if (nowNs / SECOND_NS % 10 == 0) {
      examinee.onTime(epochNs + nowNs, tracker);
    }
    office.timeline().after(SECOND_NS, this::tick);
  }

  /** What polls bring, as the daemon hands it on. */
  private final class Polled implements Devices.Answers {
    private RouterHistory history(String device) {
      return devices.computeIfAbsent(device, name -> new RouterHistory(OfficeConfig.SITE, name));
    }

    @Override
    public void onPoll(String device, Poll poll) {
      office.mirror().flush();
      RouterHistory history = history(device);
      RouterSnapshot snapshot = history.onPoll(poll);
      Topology now = topology.get();
      PollWindows windows = onWaysOut(history.windows(), now);
      tracker.onRouterPoll(windows, now);
      examinee.onPoll(snapshot, windows, now);
    }

    private static PollWindows onWaysOut(PollWindows windows, Topology now) {
      List<ClassWindow> classes =
          windows.classes().stream()
              .filter(w -> now.mayLeaveBy(windows.router(), w.key().networkInterface()))
              .toList();
      return new PollWindows(windows.site(), windows.router(), classes);
    }

    @Override
    public void onSurroundings(String device, Surroundings.Reading reading) {
      RouterSnapshot _ = history(device).onSurroundings(reading);
    }
  }

  /** Tells the examinee of drops, and shows a second sink the packets. */
  private record Told(Examinee examinee, PacketSink beside) implements PacketSink {
    @Override
    public void onObservationPoint(int observationPoint, ObservationPoint place) {
      beside.onObservationPoint(observationPoint, place);
    }

    @Override
    public void onPacket(
        ByteBuffer window,
        int offset,
        int length,
        int wireLength,
        long atNs,
        int point,
        int flags) {
      beside.onPacket(window, offset, length, wireLength, atNs, point, flags);
    }

    @Override
    public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {
      examinee.onDrops(fromNs, toNs, packets);
      beside.onDrops(observationPoint, fromNs, toNs, packets);
    }

    @Override
    public void onClockStep(long fromNs, long withinNs, long stepNs) {}

    @Override
    public void flush() {
      beside.flush();
    }
  }
}
