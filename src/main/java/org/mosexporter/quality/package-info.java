/**
 * Codecs, the E-model, MOS and bands: knows no stream and no call.
 *
 * <p>In: loss, burstiness, delay and a codec. Out: {@link org.mosexporter.quality.Score}.
 *
 * <p>Editions: ITU-T G.107 (06/2015); bands of ITU-T G.109; codec values of ITU-T G.113 as listed
 * in {@code codecs.csv}.
 */
@NullMarked
package org.mosexporter.quality;

import org.jspecify.annotations.NullMarked;
