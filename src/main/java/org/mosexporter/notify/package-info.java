/** What goes out: webhooks, HEP forwarding. */
@NullMarked
package org.mosexporter.notify;

import org.jspecify.annotations.NullMarked;
