/**
 * Frames to UDP datagrams and TCP segments: link layers, tags, tunnels, IPv4 and IPv6 with their
 * fragments.
 *
 * <p>In: a frame in a window. Out: {@link org.mosexporter.wire.link.Datagram} or a reason.
 */
@NullMarked
package org.mosexporter.wire.link;

import org.jspecify.annotations.NullMarked;
