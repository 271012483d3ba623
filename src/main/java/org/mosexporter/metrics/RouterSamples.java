package org.mosexporter.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import org.mosexporter.network.InterfaceFigures;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.TrafficDirection;

/** Routers to samples. */
final class RouterSamples {
  private static final double NS_PER_SECOND = 1e9;

  private final Samples samples;

  RouterSamples(Samples samples) {
    this.samples = samples;
  }

  void add(RouterSnapshot router) {
    Labels labels = Samples.labels(RouterFamilies.UP, router.site(), router.router());
    samples.add(RouterFamilies.UP, router.up() ? 1 : 0, labels);
    router
        .lastSuccessNs()
        .ifPresent(ns -> samples.add(RouterFamilies.LAST_SUCCESS, ns / NS_PER_SECOND, labels));
    samples.add(RouterFamilies.POLL_DURATION, router.pollDurationSeconds(), labels);
    router
        .modules()
        .forEach(
            (module, up) ->
                samples.sample(
                    RouterFamilies.MODULE_UP, up ? 1 : 0, router.site(), router.router(), module));
    router.interfaces().forEach(of -> addInterface(router, of));
    ClassSamples classes = new ClassSamples(samples, router);
    router.classes().forEach(classes::addLeaf);
    router.shapers().forEach(classes::addParent);
    PathSamples paths = new PathSamples(samples, router);
    router.probes().forEach(paths::add);
    router.links().forEach(paths::add);
  }

  private void addInterface(RouterSnapshot router, InterfaceFigures of) {
    samples.sample(
        RouterFamilies.INTERFACE_INFO,
        1,
        router.site(),
        router.router(),
        of.name(),
        of.alias(),
        of.description());
    Labels port =
        Samples.labels(RouterFamilies.INTERFACE_UP, router.site(), router.router(), of.name());
    samples.add(RouterFamilies.INTERFACE_UP, of.operationallyUp() ? 1 : 0, port);
    samples.add(RouterFamilies.SPEED, of.speedBitsPerSecond(), port);
    of.halfDuplex().ifPresent(half -> samples.add(RouterFamilies.HALF_DUPLEX, half ? 1 : 0, port));
    addTraffic(of.input(), port.add("direction", TrafficDirection.INPUT.label()));
    addTraffic(of.output(), port.add("direction", TrafficDirection.OUTPUT.label()));
  }

  private void addTraffic(InterfaceFigures.Traffic traffic, Labels labels) {
    samples.add(RouterFamilies.INTERFACE_BYTES, traffic.bytes(), labels);
    samples.add(RouterFamilies.INTERFACE_PACKETS, traffic.packets(), labels);
    samples.add(RouterFamilies.INTERFACE_ERRORS, traffic.errors(), labels);
    samples.add(RouterFamilies.INTERFACE_DISCARDS, traffic.discards(), labels);
  }
}
