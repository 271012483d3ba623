/** What a switch or router says of itself to its neighbour (IEEE 802.1AB-2016), read in place. */
@NullMarked
package org.mosexporter.wire.lldp;

import org.jspecify.annotations.NullMarked;
