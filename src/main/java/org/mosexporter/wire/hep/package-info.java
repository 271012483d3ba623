/** The Homer encapsulation protocol, version 3. Its place; a later issue fills it. */
@NullMarked
package org.mosexporter.wire.hep;

import org.jspecify.annotations.NullMarked;
