package org.mosexporter.app.setup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mosexporter.app.setup.Findings.Router;
import org.mosexporter.config.IpAddress;

/**
 * Routers and switches: those that announced themselves, and those to which default routes lead.
 */
final class RouterList {
  private static final int MOST = 50;

  /**
   * Each device once.
   *
   * @param words gives each a name that no other has
   */
  static List<Router> of(
      Collection<Neighbour> neighbours, Collection<IpAddress> gateways, Words words) {
    List<Router> routers = new ArrayList<>();
    for (Neighbour one : once(neighbours)) {
      if (!one.isPhone() && (one.isRouter() || one.isSwitch())) {
        String kind = one.isRouter() ? "router" : "switch";
        routers.add(new Router(words.name(one.name(), kind), one.address(), why(one, kind)));
      }
    }
    for (IpAddress gateway : gateways) {
      if (routers.stream().noneMatch(one -> one.address().equals(Optional.of(gateway)))) {
        routers.add(
            new Router(
                words.name("gw", "gw"), Optional.of(gateway), "the default route leads there"));
      }
    }
    return routers.stream().limit(MOST).toList();
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

  private RouterList() {}
}
