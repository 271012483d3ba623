/**
 * Packets in: AF_PACKET rings and capture files, one {@link org.mosexporter.wire.PacketSink} behind
 * both.
 */
@NullMarked
package org.mosexporter.capture;

import org.jspecify.annotations.NullMarked;
