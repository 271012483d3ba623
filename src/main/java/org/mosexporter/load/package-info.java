/** YAML to {@link org.mosexporter.config.Config}: the only importer of commons-configuration2. */
@NullMarked
package org.mosexporter.load;

import org.jspecify.annotations.NullMarked;
