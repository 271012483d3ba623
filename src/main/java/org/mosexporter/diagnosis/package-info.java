/**
 * Where and why quality was lost, what would help, whether a change did, and what it all costs.
 *
 * <p>In: calls that are over ({@link org.mosexporter.call.CallSummary}), of which {@link
 * org.mosexporter.diagnosis.HeardCall} says what each listener heard and {@link
 * org.mosexporter.diagnosis.CallFact} keeps what comparisons need.
 */
@NullMarked
package org.mosexporter.diagnosis;

import org.jspecify.annotations.NullMarked;
