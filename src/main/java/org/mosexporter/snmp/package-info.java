/**
 * Routers and switches polled: devices to {@link org.mosexporter.network} facts, one file per MIB.
 * With demo the only importer of SNMP4J.
 */
@NullMarked
package org.mosexporter.snmp;

import org.jspecify.annotations.NullMarked;
