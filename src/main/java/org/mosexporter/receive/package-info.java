/**
 * Reports in: UDP listeners that decode on their own thread and hand records to the tracker.
 *
 * <p>In: {@link org.mosexporter.config.Listener}, datagrams. Out: {@link
 * org.mosexporter.receive.ReceivedReport}, through a bounded queue; {@link
 * org.mosexporter.receive.RtcpListenerCounters} and {@link org.mosexporter.receive.ListenerState}.
 */
@NullMarked
package org.mosexporter.receive;

import org.jspecify.annotations.NullMarked;
