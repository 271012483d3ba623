package org.mosexporter.call;

import java.util.Optional;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipHeaders;

/**
 * Which calls belong together: the legs that a back-to-back user agent makes of one conversation,
 * and calls that replace others (RFC 3891). Only what signalling or addresses prove; legs stay
 * calls of their own, and the elder counts for all.
 */
final class Legs {
  /** A server sends the INVITE of the next leg at once. */
  private static final long AT_ONCE_NS = 2_000_000_000L;

  private final Calls calls;
  private final MediaAddresses mediaAddresses;
  private final RecentEntries<Towards, Invitation> invitations =
      new RecentEntries<>(Table.INVITATIONS);
  private final RecentEntries<String, Call.Handle> sessions = new RecentEntries<>(Table.SESSIONS);
  private final Referrals referrals = new Referrals();

  /** Who calls whom through which server. */
  private record Towards(IpAddress server, String caller, String callee) {}

  /** The latest such call; ambiguous when there were two at a time. */
  private record Invitation(Call.Handle made, long atNs, boolean ambiguous) {}

  Legs(Calls calls, MediaAddresses mediaAddresses) {
    this.calls = calls;
    this.mediaAddresses = mediaAddresses;
  }

  /** An INVITE outside of any dialog: of a call that was just opened, or another attempt. */
  void onInvite(Call call, SipHeaders headers, Sighting sighting, boolean opened) {
    if (opened) {
      referrals.askedIn(headers, sighting).ifPresent(asking -> relate(asking, call));
      bySession(headers)
          .or(() -> headers.first("x-cid").flatMap(calls::find))
          .or(() -> byServer(headers, sighting))
          .filter(
              elder ->
                  elder != call && calls.has(elder) && !(elder.state instanceof CallState.Over))
          .ifPresent(elder -> join(elder, call));
    }
    note(call, headers, sighting);
  }

  private Optional<Call> bySession(SipHeaders headers) {
    return ofSession(headers.sessionId());
  }

  /** The call that began a session, while it is there. */
  Optional<Call> ofSession(String id) {
    return Optional.ofNullable(sessions.get(id)).flatMap(Call.Handle::call);
  }

  private Optional<Call> byServer(SipHeaders headers, Sighting sighting) {
    var key = new Towards(sighting.source(), headers.fromUser(), headers.toUser());
    return Optional.ofNullable(invitations.get(key))
        .filter(found -> !found.ambiguous && sighting.atNs() - found.atNs <= AT_ONCE_NS)
        .flatMap(found -> found.made.call());
  }

  private void note(Call call, SipHeaders headers, Sighting sighting) {
    String sessionId = headers.sessionId();
    if (!sessionId.isEmpty()) {
      call.sessionId = sessionId;
      sessions.putIfAbsent(sessionId, call.handle);
    }
    // A host that calls itself: who of it is the server shows no address.
    boolean within = sighting.source().equals(sighting.destination());
    if (within || headers.fromUser().isEmpty() || headers.toUser().isEmpty()) {
      return;
    }
    var key = new Towards(sighting.destination(), headers.fromUser(), headers.toUser());
    Invitation before = invitations.remove(key);
    boolean ambiguous =
        before != null
            && sighting.atNs() - before.atNs <= AT_ONCE_NS
            && (before.ambiguous || before.made != call.handle);
    invitations.put(key, new Invitation(call.handle, sighting.atNs(), ambiguous));
  }

  /** A REFER within the call. */
  void onRefer(Call call, SipHeaders headers, Sighting sighting) {
    referrals.onRefer(call, headers, sighting);
  }

  /** A message of the call says that another is, or shall be, replaced by it. */
  void onReplacement(Call call, String replacedCallId) {
    if (!replacedCallId.isEmpty() && !replacedCallId.equals(call.callId())) {
      call.relate(replacedCallId);
      calls.find(replacedCallId).ifPresent(replaced -> replaced.relate(call.callId()));
    }
  }

  /**
   * A server names a media address that is not its own. When in another call the host there named
   * it itself, to this server, the server lets both ends' media pass it by.
   */
  void onForeignMedia(Call call, MediaAddress address, IpAddress sender) {
    for (Call other : mediaAddresses.announcers(address)) {
      boolean same =
          other != call
              && other.own.contains(address)
              && other.trace.involves(sender)
              && !(other.state instanceof CallState.Over);
      if (same) {
        boolean elder = other.serial() < call.serial();
        join(elder ? other : call, elder ? call : other);
        return;
      }
    }
  }

  private void join(Call elder, Call younger) {
    relate(elder, younger);
    if (!younger.conversation.isLeg() && younger.site.equals(elder.site)) {
      elder.conversation.head().conversation.standsFor(younger);
      calls.changed(younger);
      learnTrunk(younger);
    }
  }

  private static void relate(Call one, Call other) {
    if (one != other) {
      one.relate(other.callId());
      other.relate(one.callId());
    }
  }

  /** The conversation uses the provider link that any of its legs uses. */
  void learnTrunk(Call leg) {
    Call head = leg.conversation.head();
    if (head.trunk.isEmpty() && !leg.trunk.isEmpty()) {
      head.trunk = leg.trunk;
      calls.changed(head);
    }
  }

  /** The clock was set: what happened at once before cannot be told from later. */
  void onClockStep() {
    invitations.clear();
    referrals.onClockStep();
  }

  void gauge(Table.Gauge gauge) {
    invitations.gauge(gauge);
    sessions.gauge(gauge);
    referrals.gauge(gauge);
  }

  /** Forgets what is over. */
  void advance(long nowNs) {
    if (!invitations.isEmpty()) {
      invitations.values().removeIf(entry -> nowNs - entry.atNs > AT_ONCE_NS);
    }
    referrals.advance(nowNs);
    if (!sessions.isEmpty()) {
      sessions.values().removeIf(made -> made.call().isEmpty());
    }
  }
}
