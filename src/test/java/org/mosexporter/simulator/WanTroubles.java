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

  /** A rate below which about so much of the voice does not fit. */
  private double shortOf(double light, double severe) {
    double wanted = offeredBitsPerSecond() * draw.bySeverity(light, severe);
    return Math.max(0.85 * CALL_BITS_PER_SECOND * draw.bySeverity(1, 0.75), wanted);
  }

  Trouble voiceQueue() {
    double rate = shortOf(1.5, 0.6);
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
    double rate = shortOf(1.4, 0.6);
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
    office.backgroundOut().demand(draw.bySeverity(0.9, 1.4));
    office.out().link().depth(depthBytes(draw.bySeverity(40, 300)));
    return new Trouble(
        Cause.VOICE_IN_WRONG_CLASS,
        new Scope(Scope.Kind.CLASS, "gw1/wan0/class-default"),
        this::isOut,
        Troubles.hasSnmp(office),
        level -> office.out().match(level > 0.5 ? AF41 : Office.VOICE));
  }

  private double depthBytes(double ms) {
    return Math.max(16 * 1514, office.out().link().bitsPerSecond() / 8e3 * ms);
  }

  Trouble congestion() {
    double which = draw.random().nextDouble();
    boolean out = which < 0.75;
    boolean in = which > 0.5;
    double severe = draw.bySeverity(0.85, 1.5);
    double beforeOut = office.backgroundOut().demand();
    double beforeIn = office.backgroundIn().demand();
    return new Trouble(
        Cause.WAN_CONGESTION_WITHOUT_QOS,
        new Scope(Scope.Kind.INTERFACE, "gw1/wan0"),
        stream -> out && isOut(stream) || in && isIn(stream),
        out ? Troubles.hasSnmp(office) || Troubles.hasReports(office) : Troubles.hasSnmp(office),
        level -> {
          office.backgroundOut().demand(out ? mix(beforeOut, severe, level) : beforeOut);
          office.backgroundIn().demand(in ? mix(beforeIn, severe, level) : beforeIn);
        });
  }

  private static double mix(double from, double to, double level) {
    return from + (to - from) * level;
  }

  Trouble remarking() {
    int written = draw.chance(0.6) ? 0 : CS1;
    double demand = draw.bySeverity(0.9, 1.4);
    return draw.chance(0.5) ? remarkedBySwitch(written, demand) : remarkedByProvider(written, demand);
  }

  private Trouble remarkedBySwitch(int written, double demand) {
    NetworkGear gear = wired();
    office.backgroundOut().demand(demand);
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

  private Trouble remarkedByProvider(int written, double demand) {
    TrunkGear trunk = draw.one(office.trunks());
    office.backgroundIn().demand(demand);
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
    return stream.listener() == listener && viaLine
        || hairpin && stream.listener() == StreamTruth.Listener.PHONE;
  }
}
