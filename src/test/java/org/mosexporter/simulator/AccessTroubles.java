package org.mosexporter.simulator;

import java.util.List;
import org.mosexporter.config.Network;
import org.mosexporter.simulator.office.Access;
import org.mosexporter.simulator.office.NetworkGear;
import org.mosexporter.simulator.office.Office;
import org.mosexporter.simulator.office.Phone;
import org.mosexporter.simulator.office.StreamTruth;

/** What can be wrong between phones and the router, and at the capture point. */
final class AccessTroubles {
  private static final double FRAME_BITS = 214 * 8;

  private final Office office;
  private final Draw draw;

  AccessTroubles(Office office, Draw draw) {
    this.office = office;
    this.draw = draw;
  }

  Trouble wifi() {
    NetworkGear gear =
        draw.one(
            office.networks().stream()
                .filter(one -> one.plan().access() == Network.Access.WIFI)
                .toList());
    double busy = draw.bySeverity(0.35, 0.8);
    double fading = draw.bySeverity(0.03, 0.25);
    double fadingNs = draw.byRatio(40e6, 300e6);
    double fails = draw.between(0.7, 0.9);
    double roaming = draw.chance(0.5) ? draw.bySeverity(0.002, 0.04) : 1e-5;
    double roamingNs = draw.byRatio(80e6, 600e6);
    return new Trouble(
        Cause.WIFI,
        new Scope(Scope.Kind.NETWORK, gear.plan().name()),
        stream -> stream.party().phone().network().equals(gear.plan()),
        Troubles.isLossSure(office),
        level -> {
          for (Access.Wireless station : gear.stations()) {
            station.air().busy(0.15 + (busy - 0.15) * level);
            station.air().fading(0.01 + (fading - 0.01) * level, fadingNs, fails);
            station.up().roaming(Math.max(1e-5, roaming * level), roamingNs);
            station.down().roaming(Math.max(1e-5, roaming * level), roamingNs);
          }
        });
  }

  Trouble cabling() {
    List<Phone> wired =
        office.phones().stream().filter(phone -> phone.access() instanceof Access.Wired).toList();
    Phone phone = draw.one(wired);
    Access.Wired port = (Access.Wired) phone.access();
    boolean duplex = draw.chance(0.4);
    double lost = draw.bySeverity(0.006, 0.15);
    double bitErrorRate = -Math.log1p(-lost) / FRAME_BITS;
    double collides = Math.min(0.9, 3 * lost);
    return new Trouble(
        Cause.LAN_LOSS,
        new Scope(Scope.Kind.PORT, port.name()),
        stream -> stream.party().phone().address().equals(phone.address()),
        Troubles.hasSnmp(office),
        level -> {
          port.up().bitErrorRate(duplex ? 0 : bitErrorRate * level);
          port.down().bitErrorRate(duplex ? 0 : bitErrorRate * level);
          port.up().halfDuplex(duplex ? collides * level : 0);
          port.down().halfDuplex(duplex ? collides * level : 0);
        });
  }

  Trouble oneWay() {
    NetworkGear gear = draw.one(office.networks());
    boolean inward = draw.chance(0.6);
    StreamTruth.Listener deaf = inward ? StreamTruth.Listener.PHONE : StreamTruth.Listener.FAR_END;
    boolean isSeen = office.plan().server() != inward;
    return new Trouble(
        Cause.ONE_WAY_AUDIO,
        new Scope(Scope.Kind.NETWORK, gear.plan().name()),
        stream -> stream.listener() == deaf && stream.party().phone().network().equals(gear.plan()),
        isSeen || Troubles.hasReports(office),
        level -> (inward ? gear.inward() : gear.outward()).shut(level > 0.5));
  }

  Trouble duplicates() {
    boolean outward = draw.chance(0.5);
    var repeater = outward ? office.repeaterOut() : office.repeaterIn();
    boolean loop = draw.chance(0.4);
    double share = loop ? draw.bySeverity(0.5, 0.95) : draw.bySeverity(0.2, 1);
    double afterNs = draw.byRatio(0.1e6, 4e6);
    return new Trouble(
        Cause.NETWORK_DUPLICATES,
        Scope.SITE,
        stream ->
            (stream.listener() == StreamTruth.Listener.PHONE) != outward
                && !stream.party().trunk().isEmpty(),
        true,
        level -> {
          if (loop) {
            repeater.loop(share * Math.round(level), afterNs);
          } else {
            repeater.twice(share * Math.round(level), afterNs);
          }
        });
  }

  Trouble captureDrops() {
    double share = draw.bySeverity(0.004, 0.1);
    double fullNs = draw.byRatio(30e6, 500e6);
    double lost = draw.between(0.4, 1);
    return new Trouble(
        Cause.CAPTURE_DROPS,
        Scope.SITE,
        _ -> true,
        true,
        level -> office.mirror().ring(share * level, fullNs, level > 0 ? lost : 0));
  }
}
