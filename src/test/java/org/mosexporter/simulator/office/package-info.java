/**
 * A simulated office: phones, a server, networks, lines, and the calls that people make. Its
 * encoders are its own and know nothing of the product's decoders.
 *
 * <p>In: a {@link org.mosexporter.simulator.office.Plan}. Out: frames at the capture point,
 * readings of routers and switches, and what each listener really heard ({@link
 * org.mosexporter.simulator.office.StreamTruth}). It knows physical settings and no causes.
 */
@NullMarked
package org.mosexporter.simulator.office;

import org.jspecify.annotations.NullMarked;
