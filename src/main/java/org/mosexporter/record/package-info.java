/** Call records: the one JSON codec, of {@code analyze}, records and the API. */
@NullMarked
package org.mosexporter.record;

import org.jspecify.annotations.NullMarked;
