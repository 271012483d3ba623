/**
 * Snapshots and events to Prometheus: the only importer of io.prometheus.
 *
 * <p>In: {@link org.mosexporter.call.Snapshots} and {@link
 * org.mosexporter.network.RouterSnapshot}s, read at each scrape without a lock; {@link
 * org.mosexporter.call.CallEvents} on the metrics thread; {@link
 * org.mosexporter.metrics.SelfSource} for what the other stages count of themselves. Out: {@link
 * org.mosexporter.metrics.Exposition}, bytes in the format that the scraper asked for.
 */
@NullMarked
package org.mosexporter.metrics;

import org.jspecify.annotations.NullMarked;
