/** Snapshots and events to Prometheus: the only importer of io.prometheus. */
@NullMarked
package org.mosexporter.metrics;

import org.jspecify.annotations.NullMarked;
