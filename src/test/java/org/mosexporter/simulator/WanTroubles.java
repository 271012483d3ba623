package org.mosexporter.simulator;

import org.mosexporter.config.Network;
import org.mosexporter.simulator.office.Callers;
import org.mosexporter.simulator.office.NetworkGear;
import org.mosexporter.simulator.office.Office;
import org.mosexporter.simulator.office.Plan;
import org.mosexporter.simulator.office.StreamTruth;
import org.mosexporter.simulator.office.TrunkGear;
import org.mosexporter.simulator.path.Router;

/** What can be wrong with our line and the queues before it. */
final class WanTroubles {
  /** A call's packets in one direction: 50 a second of 214 octets. */
  private static final double CALL_BITS_PER_SECOND = 50 * 214 * 8;

  private static final int PACKET_BYTES = 214;
  private static final double TALK_S = 173;
  private static final double BUSY = 1.4;
  private static final double OUTSIDE_SHARE = 0.78;
  private static final double AMPLE = 4;
  private static final int CS1 = 8;
  private static final int AF41 = 34;

  private final Office office;
  private final Draw draw;

  WanTroubles(Office office, Draw draw) {
    this.office = office;
    this.draw = draw;
  }

  /** What calls need on our line, one way, an hour after the start. */
  private double offeredBitsPerSecond() {
    Plan plan = office.plan();
    double each = plan.callsPerPhoneHour() * Callers.activity(plan.startHour() + 1) * TALK_S / 3600;
    double calls = plan.phones() * each / (1 + BUSY * each); // who finds a phone busy gives up
    return CALL_BITS_PER_SECOND * Math.max(0.5, calls * (plan.server() ? OUTSIDE_SHARE : 1.2));
  }

  /**
   * A rate that is too small when many call at once: calls at a time are as in a Poisson
   * distribution, and so many of its deviations above their mean it carries.
   */
  private double shortOf() {
    double calls = offeredBitsPerSecond() / CALL_BITS_PER_SECOND;
    double deviations = 2.2 - 2.6 * draw.severity();
    return CALL_BITS_PER_SECOND * Math.max(0.93, calls + deviations * Math.sqrt(calls));
  }

  Trouble voiceQueue() {
    double rate = shortOf();
    double depth = draw.between(8, 40) * PACKET_BYTES;
    return new Trouble(
        Cause.QUEUE_DROPS_IN_VOICE_CLASS,
        new Scope(Scope.Kind.CLASS, "gw1/wan0/VOICE"),
        this::isOut,
        Troubles.hasSnmp(office),
        level -> office.out().queue().set(rate * Math.pow(AMPLE, 1 - level), depth));
  }

  Trouble policer() {
    boolean ours = draw.chance(0.7);
    double rate = shortOf();
    double bucket = draw.between(4, 12) * PACKET_BYTES;
    Router router = ours ? office.out() : office.in();
    return new Trouble(
        Cause.POLICER,
        ours ? new Scope(Scope.Kind.CLASS, "gw1/wan0/VOICE") : Scope.SITE,
        ours ? this::isOut : this::isIn,
        ours && Troubles.hasSnmp(office),
        level ->
            router
                .policer()
                .set(
                    rate * Math.pow(AMPLE, 1 - level),
                    level > 0 ? bucket * Math.pow(AMPLE, 1 - level) : 1e9));
  }

  Trouble wrongClass() {
    new Congestion(draw).fill(office.backgroundOut(), office.out().link(), 1);
    return new Trouble(
        Cause.VOICE_IN_WRONG_CLASS,
        new Scope(Scope.Kind.CLASS, "gw1/wan0/class-default"),
        this::isOut,
        Troubles.hasSnmp(office),
        level -> office.out().match(level > 0.5 ? AF41 : Office.VOICE));
  }

  Trouble congestion() {
    double which = draw.random().nextDouble();
    boolean out = which < 0.75;
    boolean in = which > 0.5;
    Congestion congestion = new Congestion(draw);
    return new Trouble(
        Cause.WAN_CONGESTION_WITHOUT_QOS,
        new Scope(Scope.Kind.INTERFACE, "gw1/wan0"),
        stream -> (out && isOut(stream)) || (in && isIn(stream)),
        out ? Troubles.hasSnmp(office) || Troubles.hasReports(office) : Troubles.hasSnmp(office),
        level -> {
          if (out) {
            congestion.fill(office.backgroundOut(), office.out().link(), level);
          }
          if (in) {
            congestion.fill(office.backgroundIn(), office.in().link(), level);
          }
        });
  }

  Trouble remarking() {
    int written = draw.chance(0.6) ? 0 : CS1;
    return !office.plan().server() && draw.chance(0.5)
        ? remarkedBySwitch(written)
        : remarkedByProvider(written);
  }

  private Trouble remarkedBySwitch(int written) {
    NetworkGear gear = wired();
    new Congestion(draw).fill(office.backgroundOut(), office.out().link(), 1);
    return new Trouble(
        Cause.REMARKED_DSCP,
        new Scope(Scope.Kind.NETWORK, gear.plan().name()),
        stream -> isOut(stream) && stream.party().phone().network().equals(gear.plan()),
        true,
        level -> {
          if (level > 0.5) {
            gear.marking().write(written);
          } else {
            gear.marking().trust();
          }
        });
  }

  private NetworkGear wired() {
    return draw.one(
        office.networks().stream()
            .filter(gear -> gear.plan().access() == Network.Access.WIRED)
            .toList());
  }

  private Trouble remarkedByProvider(int written) {
    TrunkGear trunk = draw.one(office.trunks());
    new Congestion(draw).fill(office.backgroundIn(), office.in().link(), 1);
    return new Trouble(
        Cause.REMARKED_DSCP,
        new Scope(Scope.Kind.TRUNK, trunk.plan().name()),
        stream -> isIn(stream) && stream.party().trunk().equals(trunk.plan().name()),
        true,
        level -> {
          if (level > 0.5) {
            trunk.markingIn().write(written);
          } else {
            trunk.markingIn().trust();
          }
        });
  }

  /** Whether it goes out through our line; a phone's leg with our own server does not. */
  private boolean isOut(StreamTruth stream) {
    return leaves(stream, StreamTruth.Listener.FAR_END);
  }

  private boolean isIn(StreamTruth stream) {
    return leaves(stream, StreamTruth.Listener.PHONE);
  }

  private boolean leaves(StreamTruth stream, StreamTruth.Listener listener) {
    boolean viaLine = !stream.party().trunk().isEmpty();
    boolean hairpin = !viaLine && !office.plan().server();
    return (stream.listener() == listener && viaLine)
        || (hairpin && stream.listener() == StreamTruth.Listener.PHONE);
  }
}
