package org.mosexporter.simulator;

import org.mosexporter.simulator.office.Codec;
import org.mosexporter.simulator.office.Office;
import org.mosexporter.simulator.office.Phone;
import org.mosexporter.simulator.office.StreamTruth;
import org.mosexporter.simulator.office.TrunkGear;

/** What can be wrong with providers, their ways, their codecs, and who is behind them. */
final class ProviderTroubles {
  private final Office office;
  private final Draw draw;
  private final TrunkGear trunk;

  ProviderTroubles(Office office, Draw draw) {
    this.office = office;
    this.draw = draw;
    this.trunk = draw.one(office.trunks());
  }

  private Scope scope() {
    return new Scope(Scope.Kind.TRUNK, trunk.plan().name());
  }

  private boolean goesByIt(StreamTruth stream) {
    return stream.party().trunk().equals(trunk.plan().name())
        && stream.listener() != StreamTruth.Listener.SERVER;
  }

  Trouble trunk() {
    double which = draw.random().nextDouble();
    boolean out = which < 0.6;
    boolean in = which > 0.3;
    boolean bursts = draw.chance(0.5);
    double lost = draw.bySeverity(0.008, 0.15);
    double burstNs = draw.byRatio(40e6, 400e6);
    double jitterNs = draw.chance(0.4) ? draw.bySeverity(2e6, 15e6) : 0;
    boolean others = office.trunks().size() > 1;
    return new Trouble(
        Cause.TRUNK,
        scope(),
        stream -> goesByIt(stream) && (stream.listener() == StreamTruth.Listener.PHONE ? in : out),
        others && (in ? Troubles.isLossSure(office) : Troubles.hasReports(office)),
        level -> {
          if (out) {
            spoil(trunk.out(), bursts, lost * level, burstNs, jitterNs * level);
          }
          if (in) {
            spoil(trunk.in(), bursts, lost * level, burstNs, jitterNs * level);
          }
        });
  }

  private void spoil(
      org.mosexporter.simulator.path.Line line,
      boolean bursts,
      double lost,
      double burstNs,
      double jitterNs) {
    double usual = trunk.plan().loss();
    line.loss(bursts ? usual : usual + lost);
    line.trouble(bursts ? lost / 0.7 : 0, burstNs, 0.7);
    line.jitter(trunk.plan().jitterMs() * 1e6 + jitterNs);
  }

  Trouble longPath() {
    double moreNs = draw.bySeverity(70e6, 350e6);
    boolean hairpin = !office.plan().server() && draw.chance(0.3);
    TrunkGear gear = hairpin ? office.cloud() : trunk;
    double usualNs = gear.plan().delayMs() * 1e6;
    return new Trouble(
        Cause.LONG_PATH,
        hairpin ? Scope.SITE : scope(),
        stream ->
            stream.party().trunk().equals(gear.plan().name())
                && stream.listener() != StreamTruth.Listener.SERVER,
        Troubles.hasReports(office),
        level -> {
          gear.out().delay(usualNs + moreNs * level);
          gear.in().delay(usualNs + moreNs * level);
        });
  }

  Trouble codec() {
    return codec(Cause.CODEC_CEILING);
  }

  Trouble transcoding() {
    office.transcodes(true);
    return codec(Cause.TRANSCODING);
  }

  private Trouble codec(Cause cause) {
    return new Trouble(
        cause,
        scope(),
        this::goesByIt,
        true,
        level -> trunk.codec(level > 0.5 ? Codec.G729 : trunk.plan().codec()));
  }

  Trouble echoOrLevel() {
    boolean reports = Troubles.hasReports(office);
    if (draw.chance(0.3)) {
      double signal = draw.bySeverity(32, 52);
      return new Trouble(
          Cause.ECHO_OR_LEVEL,
          scope(),
          stream -> goesByIt(stream) && stream.listener() == StreamTruth.Listener.PHONE,
          reports && anyReports(),
          level -> trunk.levels((int) (-18 - (signal - 18) * level), -68));
    }
    Phone phone = draw.one(office.phones());
    double residual = draw.bySeverity(22, 3);
    return new Trouble(
        Cause.ECHO_OR_LEVEL,
        new Scope(Scope.Kind.ENDPOINT, phone.address()),
        stream ->
            stream.party().phone() == phone && stream.listener() != StreamTruth.Listener.PHONE,
        reports && phone.model().extendedReports(),
        level -> phone.device().echo((int) (65 + (residual - 65) * level)));
  }

  private boolean anyReports() {
    return office.phones().stream().anyMatch(phone -> phone.model().extendedReports());
  }
}
