/**
 * Offices with and without trouble, for judging what the product concludes. A scenario turns
 * physical settings of an {@link org.mosexporter.simulator.office.Office} and keeps beside it what
 * it turned; the product sees packets and devices' answers and nothing else. Distributions and
 * ranges: docs/decisions/0102-the-simulator.md.
 *
 * <p>Nothing here knows the package that draws conclusions, and nothing of the product knows this.
 */
@NullMarked
package org.mosexporter.simulator;

import org.jspecify.annotations.NullMarked;
