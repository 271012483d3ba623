package org.mosexporter.call;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.call.CallSignal.Alerted;
import org.mosexporter.call.CallSignal.Answered;
import org.mosexporter.call.CallSignal.Cancelled;
import org.mosexporter.call.CallSignal.Challenged;
import org.mosexporter.call.CallSignal.HungUp;
import org.mosexporter.call.CallSignal.Invited;
import org.mosexporter.call.CallSignal.Refused;
import org.mosexporter.call.TrackerCounters.SipResponses;
import org.mosexporter.call.TrackerCounters.SiteCode;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.sip.SessionDescription;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipHeaders;
import org.mosexporter.wire.sip.SipMessage.Request;
import org.mosexporter.wire.sip.SipMessage.Response;
import org.mosexporter.wire.sip.StatisticsReader;

/** What SIP messages say of calls, phones and servers (RFC 3261). */
final class SipTraffic {
  /** Requests that carry quality reports (RFC 6035 §4). */
  private static final Set<String> CARRY_REPORTS = Set.of("PUBLISH", "NOTIFY", "MESSAGE");

  private final Places places;
  private final Endpoints endpoints;
  private final Calls calls;
  private final Negotiation negotiation;
  private final Legs legs;
  private final Registrations registrations;
  private final PhoneReports phones;
  private final Counters counters;

  /** Answers that may still be sent again (timers of RFC 3261 §17), so that each counts once. */
  private final RecentEntries<Long, Boolean> recentResponses = new RecentEntries<>(Table.RESPONSES);

  SipTraffic(
      Places places,
      Endpoints endpoints,
      Calls calls,
      Negotiation negotiation,
      Legs legs,
      PhoneReports phones,
      Counters counters) {
    this.places = places;
    this.endpoints = endpoints;
    this.calls = calls;
    this.negotiation = negotiation;
    this.legs = legs;
    registrations = new Registrations(endpoints);
    this.phones = phones;
    this.counters = counters;
  }

  void onRequest(Request request, Sighting sighting) {
    SipHeaders headers = request.headers();
    if (headers.areWhole()) {
      learnSender(request, sighting);
    }
    if (request.method().equals("REGISTER")) {
      if (headers.areWhole()) { // for how long would not be known
        registrations.onRequest(headers, sighting);
      }
      return;
    }
    if (CARRY_REPORTS.contains(request.method())) {
      onQualityReport(request, sighting);
    }
    Optional<Call> call =
        request.method().equals("INVITE")
            ? Optional.of(invited(headers, sighting))
            : calls.find(headers.callId());
    call.ifPresent(
        known -> {
          place(known, sighting);
          calls.saw(known, SipMethods.number(request.method()), headers, sighting);
          describe(known, request.sessionDescription(), headers.fromUser(), sighting, false);
          requested(known, request.method(), headers, sighting);
        });
  }

  /** A report on its way to somebody else tells us as much. */
  private void onQualityReport(Request request, Sighting sighting) {
    String userAgent = request.headers().userAgent().orElse("");
    request
        .qualityReport()
        .map(report -> new Report.VoiceQuality(sighting.source(), userAgent, report))
        .ifPresent(report -> phones.onReport(report, sighting.atNs()));
  }

  private Call invited(SipHeaders headers, Sighting sighting) {
    Optional<Call> known = calls.find(headers.callId());
    Call call = known.orElseGet(() -> open(headers, sighting));
    boolean fresh = call.invites.isNew(headers.fromTag(), headers.cseqNumber());
    if (!fresh) {
      return call;
    }
    boolean first = headers.toTag().isEmpty();
    if (!call.nearestHop.isOnItsWay(call.state, sighting.source())) {
      invited(call, first, sighting.atNs());
      call.nearestHop.invited(headers.topViaBranch(), sighting.source());
    }
    if (first) {
      legs.onInvite(call, headers, sighting, known.isEmpty());
    }
    return call;
  }

  /** With a To tag it belongs to a known dialog, or to one whose beginning was not seen (§12.2). */
  private void invited(Call call, boolean first, long atNs) {
    if (first || !(call.state instanceof CallState.Unseen)) {
      call.state = call.nearestHop.confirmed(call.state);
      calls.signal(call, new Invited(atNs));
    }
  }

  private Call open(SipHeaders headers, Sighting sighting) {
    String site = places.site(sighting.destination(), sighting.source());
    Call call = calls.open(headers.callId(), headers.fromTag(), site, sighting.atNs());
    call.isFromTrunk = isTrunk(sighting.source());
    call.isToTrunk = isTrunk(sighting.destination());
    call.from = SipAddress.of(headers.fromUser(), headers.fromHost());
    call.to = SipAddress.of(headers.toUser(), headers.toHost());
    return call;
  }

  private boolean isTrunk(IpAddress address) {
    return !places.trunk(address, address).isEmpty();
  }

  private void requested(Call call, String method, SipHeaders headers, Sighting sighting) {
    switch (method) {
      case "BYE" -> {
        call.state = call.nearestHop.confirmed(call.state);
        call.hangUp.begun(headers.topViaBranch());
        statistics(call, "from " + headers.fromTag(), headers, sighting);
        calls.signal(call, new HungUp(sighting.atNs()));
      }
      case "CANCEL" -> calls.signal(call, new Cancelled(sighting.atNs()));
      case "ACK" -> {
        call.state = call.nearestHop.confirmed(call.state);
        calls.changed(call);
      }
      case "INVITE", "REFER" -> {
        legs.onReplacement(call, headers.replacedCallId());
        if (method.equals("REFER")) {
          legs.onRefer(call, headers, sighting);
        }
        calls.changed(call);
      }
      default -> calls.changed(call);
    }
  }

  void onResponse(Response response, Sighting sighting) {
    SipHeaders headers = response.headers();
    count(response, sighting);
    boolean toInvite = headers.cseqMethod().equals("INVITE");
    if (toInvite && headers.areWhole()) {
      learnAnswerer(headers, sighting);
    }
    if (headers.cseqMethod().equals("REGISTER") && response.status() >= 200) {
      registrations.onResponse(headers, response.status(), sighting);
      return;
    }
    Optional<SessionDescription> description = response.sessionDescription();
    Optional<Call> call = calls.find(headers.callId());
    if (call.isEmpty() && toInvite && description.isPresent()) {
      call = Optional.of(open(headers, sighting.reversed()));
    }
    call.ifPresent(
        known -> {
          place(known, sighting);
          calls.saw(known, response.status(), headers, sighting);
          describe(known, description, headers.toUser(), sighting, true);
          if (toInvite) {
            inviteAnswered(known, headers, response.status(), sighting.atNs());
          } else if (headers.cseqMethod().equals("BYE") && response.status() >= 200) {
            known.hangUp.answered(headers.topViaBranch(), known.state, sighting.atNs());
            statistics(known, "to " + headers.toTag(), headers, sighting);
          }
        });
  }

  private void inviteAnswered(Call call, SipHeaders headers, int status, long atNs) {
    if (call.invites.isSuperseded(headers.fromTag(), headers.cseqNumber())) {
      if (status >= 200 && status <= 299) { // it makes the dialog all the same (§13.2.2.4)
        calls.signal(call, new Answered(atNs));
      }
    } else if (call.nearestHop.isHere(headers.topViaBranch())) {
      answered(call, status, atNs);
    } else {
      call.nearestHop.beyond(status, atNs);
    }
  }

  private void answered(Call call, int status, long atNs) {
    if (status >= 180 && status <= 189) {
      calls.signal(call, new Alerted(atNs));
    } else if (status >= 200 && status <= 299) {
      calls.signal(call, new Answered(atNs));
    } else if (status == 401 || status == 407) {
      calls.signal(call, new Challenged(atNs, status));
    } else if (status >= 300) {
      calls.signal(call, new Refused(atNs, status));
    }
  }

  /** Where a message is seen first, it comes from the phone whose statistics it has. */
  private void statistics(Call call, String side, SipHeaders headers, Sighting sighting) {
    if (StatisticsReader.isAny(headers) && call.isFirstCount(side)) {
      phones.onStatistics(call, headers, sighting);
    }
  }

  private void place(Call call, Sighting sighting) {
    call.touch(sighting.atNs());
    call.signalledBy(sighting.agent());
    if (call.trunk.isEmpty()) {
      call.trunk = places.trunk(sighting.destination(), sighting.source());
      legs.learnTrunk(call);
    }
  }

  private void describe(
      Call call,
      Optional<SessionDescription> description,
      String user,
      Sighting sighting,
      boolean response) {
    description.ifPresent(
        sdp -> {
          negotiation.onDescription(call, sdp, sighting.source(), response);
          call.describedNs = sighting.atNs();
          learnMedia(sdp, user, sighting.source(), sighting.atNs());
        });
  }

  /** A request's From is its sender; whose a registration is shows when it is accepted. */
  private void learnSender(Request request, Sighting sighting) {
    SipHeaders headers = request.headers();
    String userAgent = headers.userAgent().orElse("");
    boolean registers = request.method().equals("REGISTER");
    boolean speaksForItself = registers || request.method().equals("INVITE");
    Optional<Endpoint> sender =
        speaksForItself && !UserAgents.isServer(userAgent)
            ? endpoints.see(sighting.source(), sighting.atNs())
            : endpoints.known(sighting.source());
    String user = registers ? "" : headers.fromUser();
    sender.ifPresent(phone -> endpoints.learn(phone, user, userAgent));
  }

  /** The To of an answer is what was dialled: its user only while none is known. */
  private void learnAnswerer(SipHeaders headers, Sighting sighting) {
    String userAgent = headers.userAgent().orElse("");
    Optional<Endpoint> sender =
        UserAgents.isServer(userAgent)
            ? endpoints.known(sighting.source())
            : endpoints.see(sighting.source(), sighting.atNs());
    sender.ifPresent(
        phone -> endpoints.learn(phone, phone.users() == 0 ? headers.toUser() : "", userAgent));
  }

  /** With media of its own, a phone behind a server that relays its messages shows itself. */
  private void learnMedia(SessionDescription sdp, String user, IpAddress sender, long atNs) {
    for (var media : sdp.media()) {
      if (media.address().equals(sender)) {
        continue;
      }
      endpoints
          .known(media.address())
          .filter(phone -> phone.users() == 0)
          .ifPresent(
              phone -> {
                phone.touch(atNs);
                endpoints.learn(phone, user, "");
              });
    }
  }

  private void count(Response response, Sighting sighting) {
    SipHeaders headers = response.headers();
    if (!isFirst(response)) {
      return;
    }
    String site = places.site(sighting.destination(), sighting.source());
    String trunk = places.trunk(sighting.destination(), sighting.source());
    String method = SipMethods.label(headers.cseqMethod());
    int code = SipMethods.code(response.status());
    counters.sipResponses.of(new SipResponses(site, trunk, method, code)).add(1);
    boolean challenge = code == 401 || code == 407;
    if (method.equals("REGISTER") && code >= 400 && !challenge) {
      counters.registrationsFailed.of(new SiteCode(site, code)).add(1);
    }
  }

  private boolean isFirst(Response response) {
    SipHeaders headers = response.headers();
    long key =
        (long) Objects.hash(headers.callId(), headers.cseqMethod(), headers.toTag()) << 32
            ^ headers.cseqNumber() * 1009
            ^ response.status();
    return recentResponses.putIfAbsent(key, true) == null;
  }

  void gauge(Table.Gauge gauge) {
    recentResponses.gauge(gauge);
    phones.gauge(gauge);
    registrations.gauge(gauge);
  }
}
