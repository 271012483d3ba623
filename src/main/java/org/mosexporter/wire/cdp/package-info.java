/**
 * What a device says of itself to its neighbour by the Cisco Discovery Protocol, read in place.
 *
 * <p>Cisco publishes no specification. What is read here is what its <i>Cisco Discovery Protocol
 * Configuration Guide</i> and CISCO-CDP-MIB name, in the form in which switches send it and in
 * which tcpdump and Wireshark show it.
 */
@NullMarked
package org.mosexporter.wire.cdp;

import org.jspecify.annotations.NullMarked;
