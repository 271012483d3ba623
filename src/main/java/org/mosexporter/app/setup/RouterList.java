package org.mosexporter.app.setup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mosexporter.app.setup.Findings.Router;
import org.mosexporter.config.IpAddress;

/**
 * Routers and switches: those to which default routes lead, then those that only announced
 * themselves.
 */
final class RouterList {
  /** Of those that only announced themselves: anybody can. */
  private static final int MOST_NEIGHBOURS = 50;

  private static final String BRIDGE = "bridge";

  private final Askable askable;
  private final Words words;

  private RouterList(Askable askable, Words words) {
    this.askable = askable;
    this.words = words;
  }

  /**
   * Each device once.
   *
   * @param words gives each a name that no other has
   */
  static List<Router> of(Collection<Neighbour> neighbours, Askable askable, Words words) {
    return new RouterList(askable, words).routers(once(neighbours));
  }

  private List<Router> routers(List<Neighbour> devices) {
    List<Neighbour> others = new ArrayList<>(devices);
    others.removeIf(one -> one.isPhone() || kind(one).isEmpty());
    List<Neighbour> announced = List.copyOf(others);
    List<Router> routers = new ArrayList<>();
    for (IpAddress gateway : askable.gateways()) {
      Optional<Neighbour> itself =
          announced.stream().filter(one -> one.addresses().contains(gateway)).findFirst();
      if (itself.isEmpty()) {
        routers.add(gateway(gateway));
      } else if (others.remove(itself.get())) {
        routers.add(router(itself.get(), Optional.of(gateway)));
      }
    }
    others.stream()
        .limit(MOST_NEIGHBOURS)
        .map(one -> router(one, Optional.empty()))
        .forEach(routers::add);
    return routers;
  }

  private Router gateway(IpAddress address) {
    return new Router(
        words.name("gw", "gw"),
        Optional.of(address),
        "the default route leads there",
        askable.doubt(address));
  }

  /** A gateway that is managed by an address that is not to be asked is asked as the gateway. */
  private Router router(Neighbour one, Optional<IpAddress> gateway) {
    String kind = kind(one).orElse("");
    Optional<IpAddress> address =
        one.address()
            .filter(managed -> askable.doubt(managed).isEmpty())
            .or(() -> gateway)
            .or(one::address);
    return new Router(
        words.name(one.name(), kind),
        address,
        why(one, kind),
        kind.equals(BRIDGE) && gateway.isEmpty()
            ? Optional.of("bridges are mostly access points, which have no queues to tell of")
            : doubt(address));
  }

  private Optional<String> doubt(Optional<IpAddress> address) {
    return address.isEmpty()
        ? Optional.of("it does not say its address")
        : askable.doubt(address.get());
  }

  private static Optional<String> kind(Neighbour one) {
    if (one.isRouter()) {
      return Optional.of("router");
    }
    return one.isSwitch()
        ? Optional.of("switch")
        : one.isBridge() ? Optional.of(BRIDGE) : Optional.empty();
  }

  /** A device that speaks two protocols is one. */
  private static List<Neighbour> once(Collection<Neighbour> neighbours) {
    List<Neighbour> devices = new ArrayList<>();
    for (Neighbour one : neighbours) {
      int same = 0;
      while (same < devices.size() && !devices.get(same).isSameAs(one)) {
        same++;
      }
      if (same < devices.size()) {
        devices.set(same, devices.get(same).and(one));
      } else {
        devices.add(one);
      }
    }
    return devices;
  }

  /** What is of use first, what strangers may make long last. */
  private static String why(Neighbour one, String kind) {
    String vlan =
        one.voiceVlan().isPresent() ? "; its voice VLAN is " + one.voiceVlan().getAsInt() : "";
    String model = one.model().isEmpty() ? "" : "; its model is " + Words.remark(one.model());
    return "it says by %s that it is a %s%s; its port is %s%s"
        .formatted(one.protocols(), kind, vlan, Words.remark(one.port()), model);
  }
}
