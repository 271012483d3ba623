/**
 * Codecs, the E-model, MOS, bursts and bands: knows no stream and no call.
 *
 * <p>In: a codec, loss, burstiness and delay; runs of received and missing packets. Out: {@link
 * org.mosexporter.quality.Score}, {@link org.mosexporter.quality.BurstMetrics}, {@link
 * org.mosexporter.quality.EndOfCall}.
 *
 * <p>Editions: ITU-T G.107 (06/2015), G.107.1 (06/2019), G.107.2 (06/2019); bands of ITU-T G.109;
 * RFC 3611 (11/2003); ETSI TS 101 329-5 Annex E; codec values of ITU-T G.113 as listed in {@code
 * docs/QUALITY.md}.
 */
@NullMarked
package org.mosexporter.quality;

import org.jspecify.annotations.NullMarked;
