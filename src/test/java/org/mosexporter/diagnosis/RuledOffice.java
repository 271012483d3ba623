package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.config.Config;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.InterfaceFigures;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Surroundings;

/** An office that rules look at: its calls, and what its devices say. */
abstract class RuledOffice {
  static final Config CONFIG = Config.defaults("berlin");

  final List<Passage> passages = new ArrayList<>();
  final List<Passage> earlier = new ArrayList<>();
  final DeviceFacts devices = new DeviceFacts(CONFIG);
  int calls;

  List<Finding> findings() {
    List<Passage> inOrder = passages.stream().sorted(Passage.BY_START).toList();
    Situation site =
        new Situation(
            "berlin",
            CONFIG,
            inOrder,
            earlier,
            List.of(),
            devices,
            new OwnDrops(),
            new Yardstick(CONFIG));
    return Rules.findings(site);
  }

  static String words(Finding one) {
    return one.cause().label() + " " + one.scope().kind().label() + " " + one.scope().name();
  }

  List<String> heard() {
    return findings().stream()
        .filter(one -> one.severity() != Severity.INFO)
        .map(RuledOffice::words)
        .toList();
  }

  Passed next() {
    return Passed.call(calls++);
  }

  void add(Passed one) {
    passages.add(one.passage());
  }

  static Passage.Phone wired(int host) {
    return Passed.phone("10.1.20." + host, "floor1", "wired", host % 2 == 0 ? "X4U" : "D785");
  }

  static Passage.Phone wifi(int host) {
    return Passed.phone("10.1.30." + host, "wifi", "wifi", host % 2 == 0 ? "X4U" : "D785");
  }

  /** Ten phones on a floor and six on Wi-Fi, three calls each, half of them by either trunk. */
  void well() {
    for (int i = 0; i < 30; i++) {
      add(next().of(wired(i % 10)).by(trunk()).behind(0));
      add(next().of(wired(i % 10)).by(trunk()).inward().behind(0));
    }
  }

  String trunk() {
    return calls / 2 % 2 == 0 ? "telco-a" : "telco-b";
  }

  void overAir(double beforeR, double behindR) {
    for (int i = 0; i < 18; i++) {
      add(next().of(wifi(i % 6)).by(trunk()).before(beforeR).behind(0));
      add(next().of(wifi(i % 6)).by(trunk()).inward().behind(behindR));
    }
  }

  private long polls;

  /** A switch whose port 9 counted so many errors. */
  void ports(long errors) {
    poll("sw1", "Gi1/0/9", errors, List.of());
  }

  /** A router on whose way out a class did something. */
  void router(ClassWindow window) {
    poll("gw1", "wan0", 0, List.of(window));
  }

  private void poll(String device, String name, long errors, List<ClassWindow> windows) {
    InterfaceFigures.Traffic traffic =
        new InterfaceFigures.Traffic(
            OptionalLong.of(10_000_000 * ++polls),
            OptionalLong.of(10_000 * polls),
            OptionalLong.of(errors),
            OptionalLong.of(0));
    InterfaceFigures figures =
        new InterfaceFigures(
            name, "", "", OptionalLong.of(100_000_000), true, Optional.of(false), traffic, traffic);
    devices.onPoll(
        new RouterSnapshot(
            "berlin",
            device,
            true,
            OptionalLong.of(Passed.NOW_NS + polls * 30_000_000_000L),
            OptionalDouble.of(0.1),
            Map.of(),
            List.of(figures),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Surroundings.NONE),
        new PollWindows("berlin", device, windows));
  }
}
