package org.mosexporter.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.OptionalLong;
import org.mosexporter.config.Dscp;
import org.mosexporter.network.LinkHealth;
import org.mosexporter.network.PathProbe;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.TrafficDirection;

/** What one router's probes found to samples. */
final class PathSamples {
  private static final String UNKNOWN = "unknown";

  private final Samples samples;
  private final RouterSnapshot router;

  PathSamples(Samples samples, RouterSnapshot router) {
    this.samples = samples;
    this.router = router;
  }

  void add(PathProbe of) {
    Labels labels =
        Samples.labels(
            PathFamilies.IPSLA_SUCCESS,
            router.site(),
            router.router(),
            of.operation(),
            of.target());
    samples.add(
        PathFamilies.IPSLA_INFO,
        1,
        labels
            .add("tag", LabelText.of(of.tag()))
            .add("type", LabelText.of(of.type()))
            .add("dscp", of.dscp().isPresent() ? Dscp.label(of.dscp().getAsInt()) : "")
            .add("codec", LabelText.of(of.codec())));
    of.success().ifPresent(good -> samples.add(PathFamilies.IPSLA_SUCCESS, good ? 1 : 0, labels));
    samples.add(PathFamilies.IPSLA_MOS, of.mos(), labels);
    samples.add(PathFamilies.IPSLA_ROUND_TRIP, of.roundTripSeconds(), labels);
    addOneWay(of.output(), labels.add("direction", TrafficDirection.OUTPUT.label()));
    addOneWay(of.input(), labels.add("direction", TrafficDirection.INPUT.label()));
    OptionalLong somewhere = of.lostWithoutDirection();
    samples.add(PathFamilies.IPSLA_LOST, somewhere, labels.add("direction", UNKNOWN));
  }

  private void addOneWay(PathProbe.OneWay of, Labels labels) {
    samples.add(PathFamilies.IPSLA_LOST, of.lostPackets(), labels);
    samples.add(PathFamilies.IPSLA_JITTER, of.jitterSeconds(), labels);
  }

  void add(LinkHealth of) {
    Labels labels =
        Samples.labels(
            PathFamilies.LINK_ALIVE, router.site(), router.router(), of.check(), of.link());
    samples.add(PathFamilies.LINK_ALIVE, of.alive() ? 1 : 0, labels);
    samples.add(PathFamilies.LINK_LATENCY, of.latencySeconds(), labels);
    samples.add(PathFamilies.LINK_JITTER, of.jitterSeconds(), labels);
    samples.add(PathFamilies.LINK_LOST, of.lostRatio(), labels);
  }
}
