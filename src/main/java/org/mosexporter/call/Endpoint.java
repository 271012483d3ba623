package org.mosexporter.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;

/** A phone of ours while it is known: facts and figures. Owned by the tracker's thread. */
final class Endpoint {
  private static final int MAX_USERS = 64;
  private static final float UNSCORED = 5;
  private static final float MEMORY = 8;

  final IpAddress address;
  final Network network;

  /** One per direction and source that was seen, a handful; none while folded. */
  final List<FigureSlot> slots = new ArrayList<>(2);

  /** While folded: what its own series will go on from. */
  List<FigureTotals> totals = List.of();

  /** Whether it has no series of its own. */
  boolean folded;

  /** Whether its series stand still, for they are about to stop or have just begun. */
  boolean mute;

  /** Of which directions and sources there was something while folded, a bit each. */
  private byte kindsFolded;

  /** Each with the time until which it is known to be here; without end when only calls told. */
  private final Map<String, Long> users = new LinkedHashMap<>();

  private long earliestEndNs = Long.MAX_VALUE;
  private String userAgent = "";
  private String mac = "";
  Device device = Device.UNSEEN;
  long lastNs;

  /** Of about its last eight scored intervals; above all MOS while it has none. */
  private float recentMos = UNSCORED;

  Endpoint(IpAddress address, Network network, long atNs) {
    this.address = address;
    this.network = network;
    this.lastNs = atNs;
  }

  /** Whether a stream of that direction was measured since. */
  boolean isActive(Direction direction, long sinceNs) {
    return slots.stream()
        .anyMatch(
            slot ->
                slot.direction() == direction
                    && slot.source() == Source.MEASURED
                    && slot.atNs() > sinceNs);
  }

  /** Notes how an interval sounded. */
  void heard(double mosLq) {
    float mos = (float) mosLq;
    recentMos = recentMos == UNSCORED ? mos : recentMos + (mos - recentMos) / MEMORY;
  }

  /** The lower, the more it matters to see it. */
  double rank() {
    return recentMos;
  }

  /** Its series stop here. */
  void fold() {
    totals = slots.stream().map(FigureSlot::totals).toList();
    slots.clear();
    folded = true;
  }

  /** They go on where they stopped. */
  void unfold() {
    for (FigureTotals counted : totals) {
      slots.add(new FigureSlot(network.site(), address, counted, lastNs));
    }
    for (Direction direction : Direction.values()) {
      for (Source source : Source.values()) {
        if ((kindsFolded & kind(direction, source)) != 0 && slot(direction, source).isEmpty()) {
          FigureTotals none = new FigureTotals(direction, source);
          slots.add(new FigureSlot(network.site(), address, none, lastNs));
        }
      }
    }
    totals = List.of();
    kindsFolded = 0;
    folded = false;
  }

  Optional<FigureSlot> slot(Direction direction, Source source) {
    for (FigureSlot slot : slots) {
      if (slot.direction() == direction && slot.source() == source) {
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  /** There is something of that kind, which its own series will begin with at 0. */
  void sawFolded(Direction direction, Source source) {
    kindsFolded |= kind(direction, source);
  }

  @SuppressWarnings("EnumOrdinal") // eight kinds are bits of a byte
  private static byte kind(Direction direction, Source source) {
    return (byte) (1 << (direction.ordinal() * Source.values().length + source.ordinal()));
  }

  void touch(long atNs) {
    lastNs = Math.max(lastNs, atNs);
  }

  /** Notes a user of a call; whether that is news. More than 64 are not told apart. */
  boolean user(String user) {
    boolean news = !user.isEmpty() && users.size() < MAX_USERS && !users.containsKey(user);
    if (news) {
      users.put(user, Long.MAX_VALUE);
    }
    return news;
  }

  /** Notes a user that is registered from here until then; whether that is news. */
  boolean registered(String user, long untilNs) {
    boolean known = users.containsKey(user);
    if (user.isEmpty() || (!known && users.size() >= MAX_USERS)) {
      return false;
    }
    users.put(user, untilNs);
    earliestEndNs = Math.min(earliestEndNs, untilNs);
    return !known;
  }

  /** The user is not registered from here any more; whether that is news. */
  boolean unregistered(String user) {
    return users.remove(user) != null;
  }

  /** Forgets users whose registration has ended; whether there were any. */
  boolean expireUsers(long nowNs) {
    if (nowNs < earliestEndNs) {
      return false;
    }
    boolean any = users.values().removeIf(endNs -> endNs <= nowNs);
    earliestEndNs = Long.MAX_VALUE;
    users.values().forEach(endNs -> earliestEndNs = Math.min(earliestEndNs, endNs));
    return any;
  }

  void onClockStep(long stepNs) {
    lastNs += stepNs;
    users.replaceAll((_, endNs) -> endNs == Long.MAX_VALUE ? endNs : Long.valueOf(endNs + stepNs));
    earliestEndNs += earliestEndNs == Long.MAX_VALUE ? 0 : stepNs;
    slots.forEach(slot -> slot.onClockStep(stepNs));
  }

  /** Notes what the phone says of itself; whether that is news. */
  boolean userAgent(String text, UserAgents rules) {
    if (text.isEmpty() || text.equals(userAgent)) {
      return false;
    }
    userAgent = text;
    Device said = rules.device(text);
    boolean news = !said.equals(device) && !said.equals(Device.UNSEEN);
    device = news ? said : device;
    return news;
  }

  /** Notes the hardware address it says it has; whether that is news. */
  boolean mac(String text) {
    boolean news = !text.isEmpty() && !text.equals(mac);
    mac = news ? text : mac;
    return news;
  }

  /** Twelve hexadecimal digits in lower case; empty when it did not say. */
  String mac() {
    return mac;
  }

  int users() {
    return users.size();
  }

  /** Whether that is surely a user of this phone: registered from it, or its only one. */
  boolean isUser(String user) {
    Long untilNs = users.get(user);
    return untilNs != null && (users.size() == 1 || untilNs != Long.MAX_VALUE);
  }

  /** The only user; empty when there are none or several. */
  String user() {
    return users.size() == 1 ? users.keySet().iterator().next() : "";
  }
}
