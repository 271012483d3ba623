/** The Homer encapsulation protocol, versions 1 to 3, and RTCP written as JSON in it. */
@NullMarked
package org.mosexporter.wire.hep;

import org.jspecify.annotations.NullMarked;
