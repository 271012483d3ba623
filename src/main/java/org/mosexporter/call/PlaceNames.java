package org.mosexporter.call;

import java.util.HashMap;
import java.util.Map;

/**
 * What the places of kept packets are called: interfaces by the number of their observation point,
 * capture agents by numbers behind those. Written by the tracker's thread, read by any.
 */
final class PlaceNames {
  /** Of the first agent. */
  private static final int AGENTS = 0x8000;

  private static final int MOST_AGENTS = 256;

  private final Map<String, Integer> agents = new HashMap<>();
  private volatile Map<Integer, String> names = Map.of();

  void add(int number, String name) {
    Map<Integer, String> more = new HashMap<>(names);
    more.put(number, name);
    names = Map.copyOf(more);
  }

  /** An agent's number; of those that are too many one for all. */
  int agent(String name) {
    Integer known = agents.get(name);
    if (known != null) {
      return known;
    }
    if (agents.size() >= MOST_AGENTS) {
      return AGENTS + MOST_AGENTS;
    }
    int number = AGENTS + agents.size();
    agents.put(name, number);
    add(number, "agent " + name);
    return number;
  }

  /** By number, as of now. */
  Map<Integer, String> names() {
    return names;
  }
}
