package org.mosexporter.diagnosis;

import java.util.List;

/**
 * Hours of a week in which calls of a site were heard, or a finding of it stood.
 *
 * @param cause label of the finding's; empty for the calls
 * @param scopeKind label of the finding's scope's; empty for the calls
 * @param lastHour that is known of, since 1970-01-01 UTC
 * @param bits a bit for each hour, at its number modulo 168
 */
public record KeptWeek(
    String site, String cause, String scopeKind, String scope, long lastHour, List<Long> bits) {
  public KeptWeek {
    bits = List.copyOf(bits);
  }
}
