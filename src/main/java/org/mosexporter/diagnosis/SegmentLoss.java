package org.mosexporter.diagnosis;

import java.util.Locale;
import org.mosexporter.call.Direction;
import org.mosexporter.quality.Scale;

/**
 * Points of R that one part of the path cost the calls of a site in the last hour: mean over calls,
 * by loss and late packets that arose there, with an interval that holds the true mean in 95 of 100
 * cases.
 *
 * @param direction as seen from the site's phones
 * @param calls that it is the mean of
 */
public record SegmentLoss(
    String site,
    Segment segment,
    Direction direction,
    Scale scale,
    int calls,
    double lostR,
    double low,
    double high) {
  /** Parts of the path, from a phone of ours outwards. */
  public enum Segment {
    /** What the phone's own jitter buffer threw away beyond what the network made necessary. */
    PHONE,
    /** Between the phone and the capture point: its sending side, its access, the LAN. */
    LAN,
    /** Between the capture point and whoever is elsewhere: router, WAN, provider. */
    WAN,
    /**
     * Between the two legs of a conversation: what our server sends on lacks more than what came to
     * it.
     */
    SERVER;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
