/** The commands; {@code Daemon} wires the stages and starts the threads. */
@NullMarked
package org.mosexporter.app;

import org.jspecify.annotations.NullMarked;
