package org.mosexporter.snmp;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.config.Dscp;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassCounter.Kind;
import org.mosexporter.network.CounterReading;
import org.mosexporter.network.Shaper;
import org.snmp4j.smi.OID;

/**
 * What one class of a policy does to its packets, and what it counts of that: the actions under it
 * in the policy's tree, each of which has its statistics at its own index.
 */
final class ClassActions {
  private final PolicyTree tree;
  private final PolicyTree.Node node;
  private final ClassConfiguration configuration;
  private final ClassStatistics statistics;
  private final Counters counters = new Counters();

  ClassActions(
      PolicyTree tree,
      PolicyTree.Node node,
      ClassConfiguration configuration,
      ClassStatistics statistics) {
    this.tree = tree;
    this.node = node;
    this.configuration = configuration;
    this.statistics = statistics;
  }

  Map<ClassCounter, CounterReading> counters() {
    Columns of = statistics.classes();
    OID at = node.index();
    counters
        .add(ClassCounter.PACKETS, of.wideOrTwoWords(ClassStatistics.PACKETS_64, at))
        .add(ClassCounter.BYTES, of.wideOrTwoWords(ClassStatistics.BYTES_64, at))
        .add(
            ClassCounter.DROPPED_PACKETS, of.wideOrTwoWords(ClassStatistics.DROPPED_PACKETS_64, at))
        .add(ClassCounter.DROPPED_BYTES, of.wideOrTwoWords(ClassStatistics.DROPPED_BYTES_64, at));
    action(PolicyTree.Type.QUEUEING).ifPresent(this::addQueue);
    action(PolicyTree.Type.POLICE).ifPresent(this::addPolice);
    action(PolicyTree.Type.SHAPING).ifPresent(this::addShaper);
    action(PolicyTree.Type.RANDOM_DETECT).ifPresent(this::addRandomDetect);
    action(PolicyTree.Type.SET).ifPresent(this::addSet);
    return counters.all();
  }

  Optional<PolicyTree.Node> action(PolicyTree.Type type) {
    return tree.child(node, type);
  }

  /** Which actions these are: a policer that replaces another counts from anew. */
  String identity() {
    StringBuilder identity = new StringBuilder(node.index().toString());
    for (PolicyTree.Type type : PolicyTree.Type.values()) {
      if (type != PolicyTree.Type.MATCH) {
        action(type).ifPresent(child -> identity.append('+').append(child.object()));
      }
    }
    return identity.toString();
  }

  private void addQueue(PolicyTree.Node queueing) {
    Columns of = statistics.queues();
    OID at = queueing.index();
    counters
        .add(
            Kind.QUEUE_DROPPED_PACKETS,
            of.wideOrTwoWords(ClassStatistics.QUEUE_DROPPED_PACKETS_64, at))
        .add(
            Kind.QUEUE_DROPPED_BYTES,
            of.wideOrTwoWords(ClassStatistics.QUEUE_DROPPED_BYTES_64, at));
  }

  private void addPolice(PolicyTree.Node police) {
    OID at = police.index();
    addOutcome(
        "conform", ClassStatistics.CONFORMED_PACKETS_64, ClassStatistics.CONFORMED_BYTES_64, at);
    addOutcome(
        "exceed", ClassStatistics.EXCEEDED_PACKETS_64, ClassStatistics.EXCEEDED_BYTES_64, at);
    addOutcome(
        "violate", ClassStatistics.VIOLATED_PACKETS_64, ClassStatistics.VIOLATED_BYTES_64, at);
  }

  private void addOutcome(String outcome, int packets, int bytes, OID at) {
    counters
        .add(Kind.POLICED_PACKETS, outcome, statistics.police().wideOrTwoWords(packets, at))
        .add(Kind.POLICED_BYTES, outcome, statistics.police().wideOrTwoWords(bytes, at));
  }

  private void addShaper(PolicyTree.Node shaping) {
    Columns of = statistics.shaping();
    OID at = shaping.index();
    counters
        .add(Kind.SHAPER_DELAYED_PACKETS, of.wideOrTwoWords(ClassStatistics.DELAYED_PACKETS_64, at))
        .add(Kind.SHAPER_DELAYED_BYTES, of.wideOrTwoWords(ClassStatistics.DELAYED_BYTES_64, at))
        .add(
            Kind.SHAPER_DROPPED_PACKETS,
            of.wideOrTwoWords(ClassStatistics.SHAPER_DROPPED_PACKETS_64, at))
        .add(
            Kind.SHAPER_DROPPED_BYTES,
            of.wideOrTwoWords(ClassStatistics.SHAPER_DROPPED_BYTES_64, at));
  }

  /** Its rows have the code point, or the precedence, behind the object's index. */
  private void addRandomDetect(PolicyTree.Node randomDetect) {
    Columns of = statistics.randomDetect();
    for (OID at : of.indexesUnder(randomDetect.index())) {
      configuration
          .codePoint(randomDetect, at.lastUnsigned())
          .ifPresent(
              codePoint ->
                  counters
                      .add(
                          Kind.WRED_RANDOM_DROPPED_PACKETS,
                          codePoint,
                          of.wideOrTwoWords(ClassStatistics.RANDOM_DROPPED_PACKETS_64, at))
                      .add(
                          Kind.WRED_TAIL_DROPPED_PACKETS,
                          codePoint,
                          of.wideOrTwoWords(ClassStatistics.TAIL_DROPPED_PACKETS_64, at)));
    }
  }

  private void addSet(PolicyTree.Node set) {
    configuration
        .setDscp(set)
        .ifPresent(
            dscp ->
                counters.add(
                    Kind.MARKED_PACKETS,
                    Dscp.label(dscp),
                    statistics.set().counter64(ClassStatistics.MARKED_PACKETS_64, set.index())));
  }

  /** The rate as configured; of one in percent, what the device makes of it. */
  Shaper shaper() {
    return action(PolicyTree.Type.SHAPING).map(this::shaper).orElse(Shaper.NONE);
  }

  private Shaper shaper(PolicyTree.Node shaping) {
    Columns of = statistics.shaping();
    OID at = shaping.index();
    OptionalLong configured = configuration.shapeRateBitsPerSecond(shaping);
    return new Shaper(
        configured.isPresent()
            ? configured
            : of.unsigned64(ClassStatistics.SHAPER_TARGET_RATE_64, at),
        of.truth(ClassStatistics.SHAPER_ACTIVE, at),
        of.number(ClassStatistics.SHAPER_QUEUE_PACKETS, at));
  }

  OptionalLong queuePackets() {
    return queue(ClassStatistics.QUEUE_DEPTH_PACKETS, ClassStatistics.QUEUE_DEPTH);
  }

  OptionalLong queueLimitPackets() {
    return queue(ClassStatistics.QUEUE_LIMIT_PACKETS, ClassStatistics.QUEUE_LIMIT);
  }

  /** The older column may be in bytes or time. */
  private OptionalLong queue(int inPackets, int inSomeUnit) {
    Optional<PolicyTree.Node> queueing = action(PolicyTree.Type.QUEUEING);
    if (queueing.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong packets = statistics.queues().number(inPackets, queueing.get().index());
    return packets.isEmpty() && configuration.limitIsInPackets(queueing.get())
        ? statistics.queues().number(inSomeUnit, queueing.get().index())
        : packets;
  }
}
