/**
 * What {@code mos-exporter setup} finds out: host and packets in ({@code HostNetwork}, {@code
 * Survey}), {@code Findings} out, of which {@code SetupFile} makes a configuration.
 */
@NullMarked
package org.mosexporter.app.setup;

import org.jspecify.annotations.NullMarked;
