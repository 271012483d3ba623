package org.mosexporter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mosexporter.config.Network;
import org.mosexporter.simulator.office.Codec;
import org.mosexporter.simulator.office.Model;
import org.mosexporter.simulator.office.NetworkPlan;
import org.mosexporter.simulator.office.Plan;

/** Draws offices. Every figure here stands in docs/decisions/0102-the-simulator.md. */
final class Plans {
  private static final int TEN = 10 << 24 | 1 << 16;
  private static final int DOCUMENTATION = 203 << 24 | 113 << 8;

  /** Offices with classes whose line is full all the same, which voice does not feel. */
  private static final double FULL_SHARE = 0.2;

  private static final double JITTERY_SHARE = 0.1;

  private final Draw draw;
  private final Range range;
  private final Needs needs;

  Plans(SplittableRandom random, Range range, Needs needs) {
    this.draw = new Draw(random, 0);
    this.range = range;
    this.needs = needs;
  }

  Plan plan() {
    boolean server = needs.server().orElseGet(() -> draw.chance(0.5));
    double startHour = draw.between(8.5, 13.5);
    double calls = draw.byRatio(1.6, 3.2);
    List<NetworkPlan> networks = networks(server);
    return new Plan(
        startHour,
        calls,
        server,
        networks,
        models(),
        codecs(),
        wan(networks),
        trunks(),
        conditions());
  }

  private int phones() {
    if (range == Range.OUTSIDE) {
      return (int) draw.byRatio(60, 300);
    }
    double size = draw.random().nextDouble();
    return (int)
        (size < 0.62
            ? draw.byRatio(5, 20)
            : size < 0.94 ? draw.byRatio(20, 60) : draw.byRatio(60, 160));
  }

  private List<NetworkPlan> networks(boolean server) {
    int phones = phones();
    List<NetworkPlan> networks = new ArrayList<>();
    boolean wifi = needs.wifi() || draw.chance(0.6);
    int overAir = wifi ? Math.max(2, (int) (phones * draw.between(0.15, 0.4))) : 0;
    boolean remote = server && draw.chance(0.35);
    int away = remote ? Math.max(1, (int) (phones * draw.between(0.08, 0.25))) : 0;
    int wired = Math.max(2, phones - overAir - away);
    boolean twoFloors = wired >= 8 && draw.chance(0.5);
    add(networks, "floor1", 20, Network.Access.WIRED, twoFloors ? wired / 2 : wired);
    add(networks, "floor2", 21, Network.Access.WIRED, twoFloors ? wired - wired / 2 : 0);
    add(networks, "wifi", 30, Network.Access.WIFI, overAir);
    add(networks, "home", 40, Network.Access.VPN, away - away / 3);
    add(networks, "road", 50, Network.Access.MOBILE, away / 3);
    return networks;
  }

  private static void add(
      List<NetworkPlan> networks, String name, int third, Network.Access access, int phones) {
    if (phones > 0) {
      networks.add(new NetworkPlan(name, TEN | third << 8, access, Math.min(phones, 220)));
    }
  }

  private List<Model> models() {
    List<Model> models = new ArrayList<>(Model.DESK);
    int kept = Math.max(needs.twoModels() ? 2 : 1, 1 + draw.random().nextInt(4));
    while (models.size() > kept) {
      models.remove(draw.random().nextInt(models.size()));
    }
    return models;
  }

  private List<Codec> codecs() {
    double which = draw.random().nextDouble();
    return which < 0.5
        ? List.of(Codec.PCMA)
        : which < 0.85 ? List.of(Codec.G722, Codec.PCMA) : List.of(Codec.OPUS, Codec.PCMA);
  }

  private Plan.Wan wan(List<NetworkPlan> networks) {
    int phones = networks.stream().mapToInt(NetworkPlan::phones).sum();
    double least = Math.max(range == Range.OUTSIDE ? 3e6 : 8e6, phones * 100e3);
    double out =
        Math.max(
            least, range == Range.OUTSIDE ? draw.byRatio(3e6, 300e6) : draw.byRatio(8e6, 100e6));
    double in = out * draw.byRatio(1, 5);
    boolean classes = needs.classes().orElseGet(() -> draw.chance(0.6));
    // Without classes nobody's calls are well on a line that is busy: such an office has room.
    double most = classes ? 0.55 : 0.25;
    double demandOut = draw.between(0.05, most);
    double demandIn = draw.between(0.05, most);
    boolean full = classes && draw.chance(FULL_SHARE);
    if (needs.congested() || full) {
      demandOut = draw.between(0.95, 1.25);
      demandIn = draw.between(0.95, 1.25);
    }
    return new Plan.Wan(
        classes ? out : Math.max(out, 20e6),
        in,
        draw.byRatio(60, 400),
        demandOut,
        demandIn,
        classes);
  }

  private List<Plan.TrunkPlan> trunks() {
    List<Plan.TrunkPlan> trunks = new ArrayList<>();
    int count = 1 + draw.random().nextInt(3);
    for (int i = 0; i < count; i++) {
      double delayMs = range == Range.OUTSIDE ? draw.between(25, 50) : draw.byRatio(4, 25);
      double usualMs = draw.chance(JITTERY_SHARE) ? draw.byRatio(3, 9) : draw.byRatio(0.2, 1.5);
      double jitterMs = Math.max(needs.jitterMs(), usualMs);
      Codec codec = draw.chance(0.7) ? Codec.PCMA : Codec.G722;
      trunks.add(
          new Plan.TrunkPlan(
              "telco-" + (char) ('a' + i),
              DOCUMENTATION | 16 * i,
              codec,
              delayMs,
              jitterMs,
              draw.byRatio(2e-6, 1e-4)));
    }
    return trunks;
  }

  private Plan.Conditions conditions() {
    boolean snmp = draw.chance(0.5);
    Plan.Rtcp rtcp =
        draw.chance(2 / 3.0)
            ? Plan.Rtcp.PLAIN
            : draw.chance(0.4) ? Plan.Rtcp.ENCRYPTED : Plan.Rtcp.NONE;
    double loss = draw.chance(0.2) ? draw.byRatio(0.002, 0.05) : 0;
    Plan.Sides sides =
        draw.chance(0.96)
            ? Plan.Sides.BOTH
            : draw.chance(0.5) ? Plan.Sides.OUT_ONLY : Plan.Sides.IN_ONLY;
    return new Plan.Conditions(snmp, rtcp, loss, sides);
  }
}
