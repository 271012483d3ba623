package org.mosexporter.config;

/**
 * By which interface of which router calls leave a site.
 *
 * @param trunk name of the provider link, or {@link #ALL}
 * @param router as its device is called
 * @param networkInterface ifName
 */
public record Egress(String site, String trunk, String router, String networkInterface) {
  /** Everything that leaves the site. */
  public static final String ALL = "*";
}
