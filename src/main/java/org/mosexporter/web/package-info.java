/** HTTP, pages and API: the only importer of Jetty. */
@NullMarked
package org.mosexporter.web;

import org.jspecify.annotations.NullMarked;
