/**
 * Bytes to meaning, and the two sinks through which inputs hand on what they saw.
 *
 * <p>In: packet windows and datagrams. Out: {@link org.mosexporter.wire.PacketSink}, {@link
 * org.mosexporter.wire.ReportSink}; the views and records of the subpackages.
 */
@NullMarked
package org.mosexporter.wire;

import org.jspecify.annotations.NullMarked;
