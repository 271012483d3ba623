package org.mosexporter.simulator;

/**
 * Where it is wrong.
 *
 * @param name empty for the site
 */
public record Scope(Kind kind, String name) {
  /** What is named. */
  public enum Kind {
    SITE,
    NETWORK,
    TRUNK,
    MODEL,
    FIRMWARE,
    ENDPOINT,
    PORT,
    CLASS,
    INTERFACE
  }

  public static final Scope SITE = new Scope(Kind.SITE, "");
}
