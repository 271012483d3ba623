/** Reports in: UDP listeners that decode on their own thread and hand records to the tracker. */
@NullMarked
package org.mosexporter.receive;

import org.jspecify.annotations.NullMarked;
