/**
 * HTTP, pages and API: the only importer of Jetty.
 *
 * <p>In: {@link org.mosexporter.web.Backend}, what the daemon shows and lets itself be told. Out:
 * answers on the listen addresses of {@link org.mosexporter.web.WebServer}.
 */
@NullMarked
package org.mosexporter.web;

import org.jspecify.annotations.NullMarked;
