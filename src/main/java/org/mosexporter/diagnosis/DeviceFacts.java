package org.mosexporter.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.config.Config;
import org.mosexporter.config.Table;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.InterfaceFigures;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;

/** What routers and switches of all sites did lately. Bounded. */
final class DeviceFacts {
  private static final int CLASSES = 200;
  private static final int INTERFACES = Table.DIAGNOSED_INTERFACES.entries();

  private final Config config;
  private final Map<ClassId, ClassFacts> classes = new LinkedHashMap<>();
  private final Map<String, InterfaceFacts> interfaces = new LinkedHashMap<>();
  private final Map<String, String> sites = new LinkedHashMap<>();

  private record ClassId(String router, ClassReading.Key key) {}

  private volatile int held;

  DeviceFacts(Config config) {
    this.config = config;
  }

  void onPoll(RouterSnapshot device, PollWindows windows) {
    sites.put(device.router(), device.site());
    for (ClassWindow window : windows.classes()) {
      ClassId id = new ClassId(device.router(), window.key());
      if (classes.size() < CLASSES || classes.containsKey(id)) {
        classes.computeIfAbsent(id, one -> new ClassFacts(one.router(), one.key())).add(window);
      }
    }
    device
        .lastSuccessNs()
        .ifPresent(atNs -> device.interfaces().forEach(i -> add(device, i, atNs)));
  }

  private void add(RouterSnapshot device, InterfaceFigures figures, long atNs) {
    String name = device.router() + "/" + figures.name();
    InterfaceFacts known = interfaces.get(name);
    if (known != null) {
      known.add(figures, atNs);
    } else if (interfaces.size() < INTERFACES) {
      interfaces.put(name, new InterfaceFacts(device.router(), figures, atNs));
      held = interfaces.size();
    }
  }

  /** That are known; any thread may ask. */
  int interfaces() {
    return held;
  }

  /** Whether any device of the site answers. */
  boolean answers(String site) {
    return sites.containsValue(site);
  }

  Optional<InterfaceFacts> port(String name) {
    return Optional.ofNullable(interfaces.get(name));
  }

  /** Ways out of the site that were polled. */
  List<InterfaceFacts> waysOut(String site) {
    return interfaces.values().stream()
        .filter(one -> site.equals(sites.get(one.device())))
        .filter(this::isWayOut)
        .toList();
  }

  private boolean isWayOut(InterfaceFacts one) {
    return config.egress().stream()
            .anyMatch(
                e -> e.router().equals(one.device()) && e.networkInterface().equals(one.name()))
        || classes.keySet().stream()
            .anyMatch(
                c ->
                    c.router().equals(one.device())
                        && c.key().networkInterface().equals(one.name()));
  }

  /** Classes of a way out, for what leaves by it. */
  List<ClassFacts> classes(InterfaceFacts way) {
    return classes.values().stream()
        .filter(one -> one.router().equals(way.device()))
        .filter(one -> one.key().networkInterface().equals(way.name()))
        .filter(one -> one.key().direction() == org.mosexporter.network.TrafficDirection.OUTPUT)
        .toList();
  }
}
