/**
 * Codecs, the E-model, MOS and bands: knows no stream and no call.
 *
 * <p>In: loss, burstiness, delay and a codec. Out: {@link org.mosexporter.quality.Score}.
 *
 * <p>Editions: ITU-T G.107 (06/2015), G.107.2 (06/2019) for the common scale; bands of ITU-T G.109;
 * codec values of ITU-T G.113 as listed in {@code docs/QUALITY.md}.
 */
@NullMarked
package org.mosexporter.quality;

import org.jspecify.annotations.NullMarked;
