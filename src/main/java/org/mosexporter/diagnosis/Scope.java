package org.mosexporter.diagnosis;

import java.util.Locale;

/**
 * Where something is wrong.
 *
 * @param name of what the kind says; empty for the site. Of a class {@code router/interface/class},
 *     of an interface {@code router/interface}, of a firmware {@code model version}, of a port
 *     {@code switch/port}, of a switch its name, of an endpoint its address
 */
public record Scope(String site, Kind kind, String name) {
  /** What is named. */
  public enum Kind {
    SITE,
    NETWORK,
    ACCESS,
    TRUNK,
    MODEL,
    FIRMWARE,
    ENDPOINT,
    PORT,
    SWITCH,
    ROUTER,
    INTERFACE,
    CLASS;

    /** As labels and JSON have it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Scope ofSite(String site) {
    return new Scope(site, Kind.SITE, "");
  }
}
