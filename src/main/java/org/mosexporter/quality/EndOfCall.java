package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * A call as it is remembered when it ends (ETSI TS 101 329-5 Annex E): bad moments weigh by how
 * lately they were.
 *
 * @param ieAverage Ie,eff as perceived, averaged over bursts and gaps
 * @param ieEnd Ie,eff as it is remembered at the end
 * @param mosLq listening quality from {@code ieEnd}
 * @param mosCq conversational quality from {@code ieEnd}; absent when the delay is unknown
 */
public record EndOfCall(
    Scale scale, double ieAverage, double ieEnd, double mosLq, OptionalDouble mosCq) {}
