/**
 * Reports in: listeners that decode on their own threads and hand records to the tracker.
 *
 * <p>In: {@link org.mosexporter.config.Receive}; datagrams and connections. Out: {@link
 * org.mosexporter.wire.Report}, through a queue that is bounded by the memory they take; {@link
 * org.mosexporter.receive.ReceiverCounters} and {@link org.mosexporter.receive.ListenerState}.
 *
 * <p>A {@code Port} gives messages to its {@code Intake}, which asks who may speak and the
 * protocol's {@code Decoder} what was said.
 */
@NullMarked
package org.mosexporter.receive;

import org.jspecify.annotations.NullMarked;
