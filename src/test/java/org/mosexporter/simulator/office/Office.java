package org.mosexporter.simulator.office;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.mosexporter.config.Network;
import org.mosexporter.simulator.path.Air;
import org.mosexporter.simulator.path.Background;
import org.mosexporter.simulator.path.Flow;
import org.mosexporter.simulator.path.Line;
import org.mosexporter.simulator.path.Link;
import org.mosexporter.simulator.path.Mirror;
import org.mosexporter.simulator.path.Port;
import org.mosexporter.simulator.path.Repeater;
import org.mosexporter.simulator.path.Router;
import org.mosexporter.simulator.path.Segment;
import org.mosexporter.simulator.path.Station;
import org.mosexporter.simulator.path.Timeline;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/** The gear of an office, connected as its plan says, and every setting of it. */
public final class Office {
  /** EF. */
  public static final int VOICE = 46;

  private static final int STATIONS_PER_ACCESS_POINT = 12;
  private static final int FIRST_HOST = 11;
  private static final int PBX = Host.ip(10, 1, 0, 5);
  private static final int CLOUD = Host.ip(192, 0, 2, 10);

  private final Plan plan;
  private final long epochNs;
  private final Scores scores;
  private final SplittableRandom random;
  private final Timeline timeline = new Timeline();
  private final Mirror mirror;
  private final Router out;
  private final Router in;
  private final Background backgroundOut;
  private final Background backgroundIn;
  private final Repeater repeaterOut;
  private final Repeater repeaterIn;
  private final List<NetworkGear> networks = new ArrayList<>();
  private final List<Phone> phones = new ArrayList<>();
  private final List<TrunkGear> trunks = new ArrayList<>();
  private final TrunkGear cloud;
  private final Device server;
  private final Set<Conversation> running = new LinkedHashSet<>();
  private boolean transcodes;

  /**
   * @param epochNs when the simulation begins, since 1970
   */
  public Office(Plan plan, long epochNs, PacketSink sink, Scores scores, SplittableRandom random) {
    this.plan = plan;
    this.epochNs = epochNs;
    this.scores = scores;
    this.random = random;
    mirror =
        new Mirror(
            sink, new ObservationPoint("mirror0", LinkType.ETHERNET), epochNs, random.split());
    Plan.Wan wan = plan.wan();
    out = router(wan, wan.outBitsPerSecond());
    in = router(wan, wan.inBitsPerSecond());
    backgroundOut = new Background(timeline, out.link(), wan.demandOut(), random.split());
    backgroundIn = new Background(timeline, in.link(), wan.demandIn(), random.split());
    repeaterOut = new Repeater(random.split());
    repeaterIn = new Repeater(random.split());
    plan.trunks().forEach(trunk -> trunks.add(new TrunkGear(trunk, random.split())));
    cloud = new TrunkGear(cloudPlan(plan), random.split());
    server = new Device(random.split(), Buffer.adaptive(40, 200));
    plan.networks().forEach(this::furnish);
    see(plan.conditions());
  }

  private static Router router(Plan.Wan wan, double bitsPerSecond) {
    double depthBytes = Math.max(16 * 1514, bitsPerSecond / 8 * wan.depthMs() / 1000);
    return new Router(new Link(bitsPerSecond, depthBytes), wan.classes(), VOICE);
  }

  private static Plan.TrunkPlan cloudPlan(Plan plan) {
    Plan.TrunkPlan first = plan.trunks().getFirst();
    return new Plan.TrunkPlan(
        "", CLOUD - 2, plan.codecs().getFirst(), first.delayMs(), first.jitterMs(), first.loss());
  }

  private void furnish(NetworkPlan network) {
    NetworkGear gear = new NetworkGear(network);
    Air air = null;
    for (int i = 0; i < network.phones(); i++) {
      if (i % STATIONS_PER_ACCESS_POINT == 0) {
        air = new Air(random.split(), 0.15, 0.06);
      }
      String accessPoint = "ap" + (1 + i / STATIONS_PER_ACCESS_POINT);
      phones.add(phone(gear, i, access(network, air, accessPoint)));
      if (phones.getLast().access() instanceof Access.Wireless station) {
        gear.stations().add(station);
      }
    }
    networks.add(gear);
  }

  private Access access(NetworkPlan network, Air air, String accessPoint) {
    SplittableRandom own = random.split();
    return switch (network.access()) {
      case WIFI ->
          new Access.Wireless(
              accessPoint, air, new Station(air, own.split()), new Station(air, own.split()));
      case VPN -> remote(own, 12, 1.5, 2e-4);
      case MOBILE -> remote(own, 28, 4, 5e-4);
      case WIRED, UNKNOWN ->
          new Access.Wired(
              "Gi1/0/" + (phones.size() + 1), new Port(own.split(), true), new Port(own, false));
    };
  }

  private static Access.Remote remote(
      SplittableRandom random, double delayMs, double jitterMs, double loss) {
    double delayNs = delayMs * 1e6 * (0.6 + 0.8 * random.nextDouble());
    return new Access.Remote(
        new Line(random.split(), delayNs, jitterMs * 1e6, loss),
        new Line(random.split(), delayNs, jitterMs * 1e6, loss));
  }

  private Phone phone(NetworkGear gear, int index, Access access) {
    NetworkPlan network = gear.plan();
    boolean soft =
        network.access() == Network.Access.VPN || network.access() == Network.Access.MOBILE;
    Model model = soft ? Model.SOFTPHONE : plan.models().get(random.nextInt(plan.models().size()));
    Device device = new Device(random.split(), model.buffer());
    device.extendedReports = model.extendedReports();
    device.publishes = model.publishes();
    String firmware = model.firmware().get(random.nextInt(3) == 0 ? 1 : 0);
    Host host = new Host(network.ip() + FIRST_HOST + index, 5060);
    String user = String.valueOf(1001 + phones.size());
    return new Phone(user, host, model, firmware, network, access, device);
  }

  private void see(Plan.Conditions conditions) {
    if (conditions.mirrorLoss() > 0) {
      mirror.lossy(2 * conditions.mirrorLoss(), 30e6, 0.5);
    }
    mirror.hide(
        conditions.sides() == Plan.Sides.IN_ONLY, conditions.sides() == Plan.Sides.OUT_ONLY);
  }

  /** From a phone to the server in the office, or to our line's far end. */
  Flow.Way from(Phone phone) {
    NetworkGear gear = gear(phone);
    Flow.Way way = new Flow.Way().through(Segment.ACCESS, phone.access().up());
    if (phone.access() instanceof Access.Remote) {
      way.through(Segment.WAN, in);
    }
    way.through(Segment.OFFICE, gear.marking()).through(Segment.OFFICE, repeaterOut);
    if (plan.server()) {
      return way.through(Segment.OFFICE, gear.outward()).through(Segment.OFFICE, mirror.way(false));
    }
    return way.through(Segment.OFFICE, mirror.way(true))
        .through(Segment.WAN, gear.outward())
        .through(Segment.WAN, out);
  }

  /** The way back. */
  Flow.Way to(Phone phone, Flow.Way way) {
    NetworkGear gear = gear(phone);
    if (plan.server()) {
      way.through(Segment.OFFICE, mirror.way(true)).through(Segment.OFFICE, gear.inward());
      if (phone.access() instanceof Access.Remote) {
        way.through(Segment.WAN, out);
      }
    } else {
      way.through(Segment.WAN, in)
          .through(Segment.WAN, gear.inward())
          .through(Segment.WAN, repeaterIn)
          .through(Segment.OFFICE, mirror.way(false));
    }
    return way.through(Segment.ACCESS, phone.access().down());
  }

  /** On from where {@link #from} ends, or from the server, to a provider. */
  Flow.Way out(TrunkGear trunk, Flow.Way way) {
    if (plan.server()) {
      way.through(Segment.OFFICE, mirror.way(true)).through(Segment.WAN, out);
    }
    return way.through(Segment.PROVIDER, trunk.out());
  }

  /** From a provider to where {@link #to} goes on, or to the server. */
  Flow.Way in(TrunkGear trunk) {
    Flow.Way way =
        new Flow.Way()
            .through(Segment.PROVIDER, trunk.in())
            .through(Segment.PROVIDER, trunk.markingIn());
    if (plan.server()) {
      way.through(Segment.WAN, in)
          .through(Segment.WAN, repeaterIn)
          .through(Segment.OFFICE, mirror.way(false));
    }
    return way;
  }

  void begun(Conversation conversation) {
    running.add(conversation);
  }

  void over(Conversation conversation) {
    running.remove(conversation);
  }

  /** Lets time pass; then all that is known of streams that go on is told. */
  public void play(long durationNs) {
    timeline.runUntil(durationNs);
    running.forEach(conversation -> conversation.account(durationNs));
    running.clear();
    mirror.flush();
  }

  /** Shows a message at the capture point. */
  void show(Message message, boolean outward) {
    mirror.show(message, outward, timeline.nowNs());
  }

  NetworkGear gear(Phone phone) {
    for (NetworkGear gear : networks) {
      if (gear.plan().equals(phone.network())) {
        return gear;
      }
    }
    throw new IllegalStateException("a phone of no network: " + phone.address());
  }

  /** The server that phones are registered at. */
  Host serverHost(int port) {
    return serverHost(plan, port);
  }

  static Host serverHost(Plan plan, int port) {
    return new Host(plan.server() ? PBX : CLOUD, port);
  }

  public Plan plan() {
    return plan;
  }

  public long epochNs() {
    return epochNs;
  }

  public Timeline timeline() {
    return timeline;
  }

  Scores scores() {
    return scores;
  }

  public Mirror mirror() {
    return mirror;
  }

  /** Our router, towards the provider. */
  public Router out() {
    return out;
  }

  /** The provider's, towards us. */
  public Router in() {
    return in;
  }

  public Background backgroundOut() {
    return backgroundOut;
  }

  public Background backgroundIn() {
    return backgroundIn;
  }

  /** In the office, of what phones send. */
  public Repeater repeaterOut() {
    return repeaterOut;
  }

  /** At our line, of what comes in. */
  public Repeater repeaterIn() {
    return repeaterIn;
  }

  public List<NetworkGear> networks() {
    return networks;
  }

  public List<Phone> phones() {
    return phones;
  }

  public List<TrunkGear> trunks() {
    return trunks;
  }

  /** Where calls between phones go where the server is in the cloud. */
  public TrunkGear cloud() {
    return cloud;
  }

  /** Whether the server, rather than the phones, adapts to a trunk's codec. */
  public void transcodes(boolean whether) {
    transcodes = whether;
  }

  boolean transcodes() {
    return transcodes;
  }

  /** The server as a device that sends and hears. */
  public Device server() {
    return server;
  }
}
