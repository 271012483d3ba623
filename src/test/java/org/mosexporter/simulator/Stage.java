package org.mosexporter.simulator;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.mosexporter.simulator.office.Callers;
import org.mosexporter.simulator.office.Office;
import org.mosexporter.simulator.path.Event;
import org.mosexporter.wire.PacketSink;

/** A scenario's office with its troubles and its callers, ready to be played. */
final class Stage {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long TURN_NS = 5 * SECOND_NS;
  private static final long SALT = 0x5DEECE66DL;

  /** A Monday. */
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

  private final Account account = new Account();
  private final Office office;

  Stage(Scenario scenario, PacketSink sink) {
    SplittableRandom random = new SplittableRandom(scenario.seed() ^ SALT);
    long startS = (long) (scenario.plan().startHour() * 3600);
    long epochNs = (MIDNIGHT.getEpochSecond() + startS) * SECOND_NS;
    office = new Office(scenario.plan(), epochNs, sink, account, random.split());
    scenario.incidents().forEach(this::prepare);
    Callers _ = new Callers(office, random.split());
  }

  private void prepare(Incident incident) {
    Draw draw = new Draw(new SplittableRandom(incident.seed()), incident.severity());
    Trouble trouble = Troubles.of(incident.cause(), office, draw);
    account.follow(trouble, incident);
    Event turn =
        new Event() {
          @Override
          public void happen(long nowNs) {
            double level = incident.level(nowNs);
            trouble.turn().to(level);
            if (level < 1) {
              office.timeline().at(Math.max(nowNs + TURN_NS, incident.onsetNs()), this);
            }
          }
        };
    office.timeline().at(incident.onsetNs(), turn);
  }

  /** Plays it with nobody looking: the truth is all that is asked. */
  static Truth unseen(Scenario scenario) {
    Stage stage = new Stage(scenario, Unseen.SINK);
    stage.office.play(scenario.durationNs());
    return stage.truth(stage.account.blames());
  }

  /** What each trouble cost; of several, what each would have cost alone in the same office. */
  List<Truth.Blame> blames(Scenario scenario) {
    return scenario.incidents().size() < 2
        ? account.blames()
        : scenario.incidents().stream()
            .map(incident -> unseen(scenario.only(incident)).blames().getFirst())
            .toList();
  }

  Truth truth(List<Truth.Blame> blames) {
    return new Truth(
        office.plan(),
        blames,
        account.streams(),
        account.crossedNs().stream().map(ns -> office.epochNs() + ns).findFirst(),
        office.epochNs(),
        office.mirror().shown(),
        office.mirror().dropped());
  }

  Office office() {
    return office;
  }
}
