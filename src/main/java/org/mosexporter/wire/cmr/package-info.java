/**
 * Call management records of Cisco's CUCM: lines of text in, {@link
 * org.mosexporter.wire.cmr.CallManagement} out.
 */
@NullMarked
package org.mosexporter.wire.cmr;

import org.jspecify.annotations.NullMarked;
