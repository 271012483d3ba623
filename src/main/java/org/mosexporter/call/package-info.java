/**
 * Who spoke to whom: signalling, media and endpoints joined.
 *
 * <p>In: packets and reports ({@code Tracker} is both sinks). Out: {@link
 * org.mosexporter.call.CallEvents} and snapshots for readers on other threads.
 */
@NullMarked
package org.mosexporter.call;

import org.jspecify.annotations.NullMarked;
