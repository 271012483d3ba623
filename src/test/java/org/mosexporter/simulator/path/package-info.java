/**
 * What packets meet on their way: queues, policers, air, lines, ports, and a mirror that shows
 * them. A discrete-event world in nanoseconds; knows nothing of causes.
 *
 * <p>In: packets that {@link org.mosexporter.simulator.path.Flow}s send. Out: those that arrive, at
 * an {@link org.mosexporter.simulator.path.Ear}; what a mirror saw, as frames.
 */
@NullMarked
package org.mosexporter.simulator.path;

import org.jspecify.annotations.NullMarked;
