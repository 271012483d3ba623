package org.mosexporter.call;

import java.util.Optional;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipHeaders;

/**
 * Blind transfers (RFC 5589 §6): in one call a host is asked to call somebody (REFER, RFC 3515),
 * and does. Proven by who was asked, whom it calls, and Referred-By (RFC 3892); without that header
 * only at once.
 */
final class Referrals {
  /** A server obeys at once. */
  private static final long AT_ONCE_NS = 2_000_000_000L;

  /**
   * A phone may ask its user; by then the REFER itself has timed out (timer F, RFC 3261 §17.1.2).
   */
  private static final long OBEYED_WITHIN_NS = 32_000_000_000L;

  private final RecentEntries<Asked, Referral> referrals = new RecentEntries<>(Table.REFERRALS);

  /** Who shall call whom. */
  private record Asked(IpAddress host, String callee) {}

  /** The latest such wish; ambiguous when two calls had it at a time. */
  private record Referral(Call.Handle made, String referrer, long atNs, boolean ambiguous) {}

  /** A REFER that asks for a new call. */
  void onRefer(Call call, SipHeaders headers, Sighting sighting) {
    String callee = headers.referToUser();
    if (callee.isEmpty() || !headers.replacedCallId().isEmpty()) {
      return;
    }
    Asked key = new Asked(sighting.destination(), callee);
    Referral before = referrals.remove(key);
    boolean ambiguous =
        before != null
            && sighting.atNs() - before.atNs <= OBEYED_WITHIN_NS
            && (before.ambiguous || before.made != call.handle);
    referrals.put(key, new Referral(call.handle, headers.fromUser(), sighting.atNs(), ambiguous));
  }

  /** The call in which its caller was asked to make this one. */
  Optional<Call> askedIn(SipHeaders headers, Sighting sighting) {
    if (headers.toUser().isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(referrals.get(new Asked(sighting.source(), headers.toUser())))
        .filter(referral -> !referral.ambiguous && isObeyed(referral, headers, sighting.atNs()))
        .flatMap(referral -> referral.made.call());
  }

  private static boolean isObeyed(Referral referral, SipHeaders headers, long atNs) {
    long afterNs = atNs - referral.atNs;
    String referrer = headers.referredByUser();
    return referrer.isEmpty()
        ? afterNs <= AT_ONCE_NS
        : afterNs <= OBEYED_WITHIN_NS && referrer.equals(referral.referrer);
  }

  /** The clock was set: what came soon after cannot be told from later. */
  void onClockStep() {
    referrals.clear();
  }

  void gauge(Table.Gauge gauge) {
    referrals.gauge(gauge);
  }

  void advance(long nowNs) {
    if (!referrals.isEmpty()) {
      referrals.values().removeIf(referral -> nowNs - referral.atNs > OBEYED_WITHIN_NS);
    }
  }
}
