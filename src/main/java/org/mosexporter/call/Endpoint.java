package org.mosexporter.call;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;

/** A phone of ours while it is known: facts and figures. Owned by the tracker's thread. */
final class Endpoint {
  private static final int MAX_USERS = 64;

  final IpAddress address;
  final Network network;

  /** One per direction and source that was seen; a handful. */
  final List<FigureSlot> slots = new ArrayList<>(2);

  private final Set<String> users = new LinkedHashSet<>();
  private String userAgent = "";
  Device device = Device.UNSEEN;
  long lastNs;

  Endpoint(IpAddress address, Network network, long atNs) {
    this.address = address;
    this.network = network;
    this.lastNs = atNs;
  }

  void touch(long atNs) {
    lastNs = Math.max(lastNs, atNs);
  }

  /** Notes a user; whether that is news. More than 64 at one address are not told apart. */
  boolean user(String user) {
    return !user.isEmpty() && users.size() < MAX_USERS && users.add(user);
  }

  /** Notes what the phone says of itself; whether that is news. */
  boolean userAgent(String text) {
    if (text.isEmpty() || text.equals(userAgent)) {
      return false;
    }
    userAgent = text;
    Device said = UserAgents.device(text);
    boolean news = !said.equals(device) && !said.equals(Device.UNSEEN);
    device = news ? said : device;
    return news;
  }

  int users() {
    return users.size();
  }

  /** The only user; empty when there are none or several. */
  String user() {
    return users.size() == 1 ? users.iterator().next() : "";
  }
}
