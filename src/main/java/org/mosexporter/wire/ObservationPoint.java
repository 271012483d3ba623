package org.mosexporter.wire;

import org.mosexporter.wire.link.LinkType;

/**
 * A place where packets are seen.
 *
 * @param name interface or file
 */
public record ObservationPoint(String name, LinkType linkType) {}
