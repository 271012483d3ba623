package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.mosexporter.config.Config;

/** A site as rules look at it, and what they have found so far. */
final class Situation {
  /** Of so many times what a mirror loses on the whole, single calls may lack. */
  private static final double MIRROR_SPREAD = 2;

  private static final double MOST = 0.5;

  private static final Set<Cause> LINE =
      EnumSet.of(
          Cause.QUEUE_DROPS_IN_VOICE_CLASS,
          Cause.POLICER,
          Cause.VOICE_IN_WRONG_CLASS,
          Cause.WAN_CONGESTION_WITHOUT_QOS,
          Cause.CANNOT_TELL);

  private final String site;
  private final Config config;
  private final List<Passage> passages;
  private final List<Passage> earlier;
  private final List<Deafness> deafness;
  private final DeviceFacts devices;
  private final OwnDrops drops;
  private final Yardstick yardstick;
  private final List<Finding> findings = new ArrayList<>();
  private final boolean reported;
  private final double mirrorRatio;
  private final double uncertainRatio;

  /** What a finding accounts for, so that no other is looked for there. */
  private record Explained(Side side, Predicate<Passage> which) {}

  private final List<Explained> explained = new ArrayList<>();

  Situation(
      String site,
      Config config,
      List<Passage> passages,
      List<Passage> earlier,
      List<Deafness> deafness,
      DeviceFacts devices,
      OwnDrops drops,
      Yardstick yardstick) {
    this.site = site;
    this.config = config;
    this.passages = passages;
    this.earlier = earlier;
    this.deafness = deafness;
    this.devices = devices;
    this.drops = drops;
    this.yardstick = yardstick;
    reported = passages.stream().anyMatch(Passage::told);
    mirrorRatio = MirrorRules.commonRatio(passages);
    uncertainRatio = MirrorRules.uncertainRatio(passages);
  }

  String site() {
    return site;
  }

  Config config() {
    return config;
  }

  List<Passage> passages() {
    return passages;
  }

  /** What is still known of the hours before. */
  List<Passage> earlier() {
    return earlier;
  }

  List<Deafness> deafness() {
    return deafness;
  }

  DeviceFacts devices() {
    return devices;
  }

  OwnDrops drops() {
    return drops;
  }

  /** Streams of the other legs of its conversation. */
  List<Passage> legsOf(Passage one) {
    return passages.stream()
        .filter(other -> !other.call().equals(one.call()))
        .filter(
            other -> one.related().contains(other.call()) || other.related().contains(one.call()))
        .toList();
  }

  /** That its conversation goes by, as any of its legs knows. */
  String trunk(Passage one) {
    return one.trunk().isEmpty()
        ? legsOf(one).stream()
            .map(Passage::trunk)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("")
        : one.trunk();
  }

  /** Conversations and legs that are known. */
  int calls() {
    return (int) passages.stream().map(Passage::call).distinct().count();
  }

  /**
   * Points lost on a side; NaN where it does not pass there. Without reports a mirror that loses
   * packets cannot be told from the network: what all lose alike is taken for the mirror's.
   */
  double harm(Passage passage, Side side) {
    double points = passage.harm(side);
    boolean before = side == Side.LAN_UP || side == Side.WAN_IN;
    return before ? points * (1 - mirrorShare(passage)) : points;
  }

  /**
   * How bad it is there whatever the codec: points that G.711 would have lost; NaN where it does
   * not pass there.
   */
  double fault(Passage passage, Side side) {
    return yardstick.points(passage, harm(passage, side));
  }

  /** Which share of what is missing here the mirror may have lost. */
  private double mirrorShare(Passage passage) {
    double doubt = MIRROR_SPREAD * mirrorDoubt(passage);
    return doubt <= 0 ? 0 : Math.min(1, doubt / Math.max(1e-9, passage.lossRatio()));
  }

  /**
   * What the mirror loses on the whole, as far as nobody tells that it lost it of this passage:
   * without reports; and where its listener lacked so many itself, or had copies that make up for
   * them in its count (RFC 3550 §6.4.1), that the mirror's are hidden.
   */
  double mirrorDoubt(Passage passage) {
    return passage.told() ? Math.max(0, uncertainRatio - passage.uncertainRatio()) : mirrorRatio;
  }

  /** Whether the mirror may have lost most of what is missing. */
  boolean isDoubted(Passage passage) {
    return mirrorShare(passage) > MOST;
  }

  double mirrorRatio() {
    return mirrorRatio;
  }

  /** Whether receivers tell anything. */
  boolean isReported() {
    return reported;
  }

  /** Those of which it is known what they lost on a side, less what is accounted for. */
  List<Passage> on(Side side) {
    return passages.stream()
        .filter(one -> !Double.isNaN(one.harm(side)))
        .filter(one -> explained.stream().noneMatch(e -> e.side == side && e.which.test(one)))
        .toList();
  }

  void explain(Side side, Predicate<Passage> which) {
    explained.add(new Explained(side, which));
  }

  void found(Finding finding) {
    findings.add(finding);
  }

  List<Finding> findings() {
    return findings;
  }

  /** Whether something harms all that comes and goes by our line. */
  boolean isLineBad() {
    return findings.stream()
        .filter(one -> one.severity() != Severity.INFO)
        .filter(one -> one.scope().kind() != Scope.Kind.TRUNK)
        .anyMatch(one -> LINE.contains(one.cause()));
  }

  boolean has(Cause cause) {
    return findings.stream().anyMatch(one -> one.cause() == cause);
  }
}
