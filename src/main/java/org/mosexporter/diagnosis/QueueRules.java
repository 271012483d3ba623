package org.mosexporter.diagnosis;

import java.util.List;
import java.util.Optional;

/** What routers say of the classes and the line that voice leaves by. */
final class QueueRules {
  private static final double LEAST_DROPPED = 8;
  private static final double LEAST_DROP_RATIO = 0.002;
  private static final double LEAST_DISCARD_RATIO = 0.001;
  private static final double QUEUED_SHARE = 0.2;

  /** Fewer polls may have missed that packets wait. */
  private static final double LEAST_POLLS = 4;

  private static final double FULL_SHARE = 0.3;
  private static final double BUSY_SHARE = 0.5;

  private final Situation site;
  private double dropRatio;

  QueueRules(Situation site) {
    this.site = site;
  }

  /** Whether something was found that all calls that leave suffer from. */
  boolean look() {
    boolean found = false;
    for (InterfaceFacts way : site.devices().waysOut(site.site())) {
      List<ClassFacts> classes = site.devices().classes(way);
      found |= classes.isEmpty() ? line(way) : classes(classes);
    }
    return found;
  }

  /** Share of packets that was dropped where most was found; 0 where nothing was. */
  double dropRatio() {
    return dropRatio;
  }

  private boolean classes(List<ClassFacts> classes) {
    int expected = site.config().quality().expectedDscp();
    Optional<ClassFacts> voice =
        classes.stream().filter(one -> one.dscp().contains(expected)).findFirst();
    if (voice.isPresent()) {
      return drops(voice.get()) && voiceClass(voice.get());
    }
    return classes.stream()
        .filter(one -> one.dscp().isEmpty())
        .findFirst()
        .filter(one -> drops(one) || one.waitingShare() >= BUSY_SHARE)
        .map(this::wrongClass)
        .orElse(false);
  }

  private static boolean drops(ClassFacts one) {
    return one.dropped() >= LEAST_DROPPED && one.dropRatio() >= LEAST_DROP_RATIO;
  }

  private boolean voiceClass(ClassFacts voice) {
    boolean queued = voice.waitingShareWhenDropping() >= QUEUED_SHARE;
    boolean seen = queued || voice.droppingPolls() >= LEAST_POLLS;
    Cause cause =
        !seen ? Cause.CANNOT_TELL : queued ? Cause.QUEUE_DROPS_IN_VOICE_CLASS : Cause.POLICER;
    site.found(
        new Draft(cause, new Scope(site.site(), Scope.Kind.CLASS, voice.name()))
            .confidence(0.95)
            .toll(toll(voice.dropRatio()))
            .atLeast(Severity.WARNING)
            .since(voice.sinceNs())
            .says("packets dropped in the class lately", voice.dropped(), "packets", "snmp")
            .says("dropped, of what the class counts", voice.dropRatio(), "ratio", "snmp")
            .says(
                "of the polls with drops found packets waiting",
                voice.waitingShareWhenDropping(),
                "ratio",
                "snmp")
            .finding(site.calls()));
    return true;
  }

  private boolean wrongClass(ClassFacts other) {
    boolean marked =
        site.passages().stream()
            .filter(
                one -> one.speaker() == Passage.End.PHONE || one.speaker() == Passage.End.SERVER)
            .filter(one -> one.listener() == Passage.End.ELSEWHERE)
            .anyMatch(one -> !Marking.isUnmarked(one));
    if (!marked) {
      return false;
    }
    site.found(
        new Draft(
                Cause.VOICE_IN_WRONG_CLASS, new Scope(site.site(), Scope.Kind.CLASS, other.name()))
            .confidence(0.95)
            .toll(toll(other.dropRatio()))
            .since(other.sinceNs())
            .atLeast(Severity.WARNING)
            .says("no class takes the voice's code point, and this one does", 1, "", "snmp")
            .says("dropped, of what it counts", other.dropRatio(), "ratio", "snmp")
            .says("of the polls found packets waiting", other.waitingShare(), "ratio", "snmp")
            .finding(site.calls()));
    return true;
  }

  private boolean line(InterfaceFacts way) {
    boolean full = way.fullShareOut() >= FULL_SHARE;
    boolean drops = way.discards() >= LEAST_DROPPED && way.discardRatio() >= LEAST_DISCARD_RATIO;
    if (!full && !drops) {
      return false;
    }
    site.found(
        new Draft(
                Cause.WAN_CONGESTION_WITHOUT_QOS,
                new Scope(site.site(), Scope.Kind.INTERFACE, way.fullName()))
            .confidence(0.9)
            .toll(toll(way.discardRatio()))
            .atLeast(way.fullShareOut() >= BUSY_SHARE ? Severity.WARNING : Severity.INFO)
            .says(
                "of the time more than nine tenths of the line are in use",
                way.fullShareOut(),
                "ratio",
                "snmp")
            .says(
                "of the packets that were to leave are dropped",
                way.discardRatio(),
                "ratio",
                "snmp")
            .finding(site.calls()));
    return true;
  }

  /** As receivers tell it; else by the share that is dropped. */
  private Toll toll(double ratio) {
    dropRatio = Math.max(dropRatio, ratio);
    List<Passage> told = site.on(Side.WAN_OUT);
    if (!told.isEmpty()) {
      return Toll.of(told, one -> site.harm(one, Side.WAN_OUT), 1);
    }
    List<Passage> leaving =
        site.passages().stream().filter(one -> one.listener() == Passage.End.ELSEWHERE).toList();
    return Toll.of(leaving, one -> Losses.points(ratio), Losses.LEAST_R);
  }
}
