/**
 * SIP out of TCP connections, plain or in WebSockets (RFC 9293, RFC 3261 §18.3, RFC 6455, RFC
 * 7118).
 *
 * <p>In: segments as {@link org.mosexporter.wire.link.Datagram}s. Out: the octets of whole SIP
 * messages with their {@link org.mosexporter.wire.sip.Sighting}.
 */
@NullMarked
package org.mosexporter.wire.tcp;

import org.jspecify.annotations.NullMarked;
