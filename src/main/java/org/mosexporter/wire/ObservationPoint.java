package org.mosexporter.wire;

import org.mosexporter.wire.link.LinkType;

/**
 * A place where packets are seen.
 *
 * @param name interface or file
 * @param deduplicate whether the place may show a packet twice, as mirror ports do, and the copies
 *     are to be left out
 */
public record ObservationPoint(String name, LinkType linkType, boolean deduplicate) {
  /** A place whose copies are left out. */
  public ObservationPoint(String name, LinkType linkType) {
    this(name, linkType, true);
  }
}
