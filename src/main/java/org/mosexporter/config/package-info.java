/**
 * What the user may set: records with defaults and units. No loader, no I/O.
 *
 * <p>In: nothing. Out: {@link org.mosexporter.config.Config}, which every other stage is built
 * from.
 */
@NullMarked
package org.mosexporter.config;

import org.jspecify.annotations.NullMarked;
