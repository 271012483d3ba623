package org.mosexporter.network;

import java.util.Locale;

/** Seen from the router. */
public enum TrafficDirection {
  INPUT,
  OUTPUT;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
