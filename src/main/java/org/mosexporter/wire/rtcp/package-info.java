/** RTCP compound packets (RFC 3550 §6), read in place; unknown packets are skipped by length. */
@NullMarked
package org.mosexporter.wire.rtcp;

import org.jspecify.annotations.NullMarked;
