/** What goes out: webhooks, HEP forwarding. Its place; a later issue fills it. */
@NullMarked
package org.mosexporter.notify;

import org.jspecify.annotations.NullMarked;
