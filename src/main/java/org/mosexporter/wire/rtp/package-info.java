/** RTP headers (RFC 3550 §5.1), read in place. */
@NullMarked
package org.mosexporter.wire.rtp;

import org.jspecify.annotations.NullMarked;
