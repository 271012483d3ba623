/** SIP messages (RFC 3261) and session descriptions (RFC 8866), as far as calls need them. */
@NullMarked
package org.mosexporter.wire.sip;

import org.jspecify.annotations.NullMarked;
