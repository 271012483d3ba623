/**
 * Packets in: AF_PACKET rings and capture files, one {@link org.mosexporter.wire.PacketSink} behind
 * both.
 *
 * <p>In: {@link org.mosexporter.config.Capture}, files, standard input. Out: frames, through the
 * sink; {@link org.mosexporter.capture.ReadResult} and {@link
 * org.mosexporter.capture.CaptureCounters} about the reading itself.
 */
@NullMarked
package org.mosexporter.capture;

import org.jspecify.annotations.NullMarked;
