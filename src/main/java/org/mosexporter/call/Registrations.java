package org.mosexporter.call;

import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipHeaders;

/**
 * Which user is at which address, from registrations that were accepted (RFC 3261 §10): at the
 * address the request came from, which for phones behind a NAT is the NAT's, however many users
 * that makes there.
 */
final class Registrations {
  private static final long DEFAULT_SECONDS = 3600;
  private static final long MAX_SECONDS = 7 * 24 * 3600;

  /** A refresh may come a little late. */
  private static final long GRACE_NS = 60_000_000_000L;

  private final Endpoints endpoints;

  /** Requests that wait for their answer; the oldest makes room. */
  private final RecentEntries<Transaction, Asked> pending =
      new RecentEntries<>(Table.REGISTRATIONS);

  private record Transaction(String callId, long sequence) {}

  private record Asked(IpAddress phone, String user, OptionalLong seconds) {}

  Registrations(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  void gauge(Table.Gauge gauge) {
    pending.gauge(gauge);
  }

  /** A REGISTER; where it was first seen is nearest to the phone. */
  void onRequest(SipHeaders headers, Sighting sighting) {
    pending.putIfAbsent(
        new Transaction(headers.callId(), headers.cseqNumber()),
        new Asked(sighting.source(), headers.toUser(), headers.expiresSeconds()));
  }

  /** A final response to one. */
  void onResponse(SipHeaders headers, int status, Sighting sighting) {
    Asked asked = pending.remove(new Transaction(headers.callId(), headers.cseqNumber()));
    if (asked == null || status > 299) {
      return;
    }
    boolean oneContact =
        headers.all("contact").size() == 1 && headers.first("contact").orElse("").indexOf(',') < 0;
    OptionalLong granted = oneContact ? headers.expiresSeconds() : OptionalLong.empty();
    long seconds =
        asked.seconds.orElse(-1) == 0 ? 0 : granted.orElse(asked.seconds.orElse(DEFAULT_SECONDS));
    long untilNs = sighting.atNs() + Math.min(seconds, MAX_SECONDS) * 1_000_000_000L + GRACE_NS;
    endpoints
        .see(asked.phone, sighting.atNs())
        .ifPresent(
            phone -> {
              if (seconds == 0) {
                endpoints.unregister(phone, asked.user);
              } else {
                endpoints.register(phone, asked.user, untilNs);
              }
            });
  }
}
