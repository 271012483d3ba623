/**
 * What routers and switches said: interfaces, classes, counter deltas. Knows no SNMP.
 *
 * <p>In: facts of one poll. Out: {@link org.mosexporter.network.RouterSnapshot}.
 */
@NullMarked
package org.mosexporter.network;

import org.jspecify.annotations.NullMarked;
