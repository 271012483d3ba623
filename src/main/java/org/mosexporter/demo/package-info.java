/** A simulated office. Its encoders are its own: it never imports wire. */
@NullMarked
package org.mosexporter.demo;

import org.jspecify.annotations.NullMarked;
