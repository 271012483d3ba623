/** STUN and what TURN carries (RFC 8489, RFC 8656), read in place. */
@NullMarked
package org.mosexporter.wire.stun;

import org.jspecify.annotations.NullMarked;
