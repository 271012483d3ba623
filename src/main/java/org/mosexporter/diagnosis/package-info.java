/** Where and why quality was lost, and what would help. Its place; a later issue fills it. */
@NullMarked
package org.mosexporter.diagnosis;

import org.jspecify.annotations.NullMarked;
