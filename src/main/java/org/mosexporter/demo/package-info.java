/**
 * A simulated office on loopback, for {@code mos-exporter demo} and for tests, and a generator of
 * load for the bench. Its encoders are its own: it never imports wire, so that a fault of the
 * decoders cannot hide behind the same fault here.
 *
 * <p>In: a {@link org.mosexporter.demo.DemoPlan}. Out: packets through {@link
 * org.mosexporter.demo.PacketOut}, a router that answers SNMP, the {@link
 * org.mosexporter.config.Config} with which the daemon measures both, and {@link
 * org.mosexporter.demo.DemoTruth}, what it should find.
 */
@NullMarked
package org.mosexporter.demo;

import org.jspecify.annotations.NullMarked;
