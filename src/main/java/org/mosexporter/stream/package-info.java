/**
 * RTP streams and the RTCP about them: counts, jitter, round trip, intervals and their scores.
 *
 * <p>In: RTP and RTCP views with packet times. Out: closed {@link org.mosexporter.stream.Interval}s
 * and {@link org.mosexporter.stream.StreamSummary}s. One writer: the tracker thread.
 */
@NullMarked
package org.mosexporter.stream;

import org.jspecify.annotations.NullMarked;
