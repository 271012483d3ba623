package org.mosexporter.call;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.cmr.CallManagement;
import org.mosexporter.wire.sip.CallStatistics;
import org.mosexporter.wire.sip.CallStatistics.JitterUnit;
import org.mosexporter.wire.sip.CallStatistics.MediaEnd;
import org.mosexporter.wire.sip.CallStatistics.Side;

/**
 * What CUCM's call management records say: of a call that was seen where its Session-ID (RFC 7989)
 * tells so, else of one that nobody else told of, the same for all devices that took part.
 *
 * <p>A record names a device and its number and no address. Whose it is tells the hardware address
 * that a phone of ours has, or the user that only one of them has; else nobody's.
 */
final class ManagementRecords {
  private static final String ORIGIN = "cmr";
  private static final long NS_PER_SECOND = 1_000_000_000L;

  /** Older than late reports may be, or ahead of us: the clock is wrong. */
  private static final long BELIEVED_NS = 15 * 60 * NS_PER_SECOND;

  /** Of a device whose address nobody knows. */
  private static final IpAddress NOWHERE = new IpAddress(0, 0);

  private final Places places;
  private final Endpoints endpoints;
  private final Calls calls;
  private final Legs legs;
  private final FinishedCalls finished;
  private final PhoneReports phones;

  ManagementRecords(
      Places places,
      Endpoints endpoints,
      Calls calls,
      Legs legs,
      FinishedCalls finished,
      PhoneReports phones) {
    this.places = places;
    this.endpoints = endpoints;
    this.calls = calls;
    this.legs = legs;
    this.finished = finished;
    this.phones = phones;
  }

  void onRecord(CallManagement row, long atNs) {
    IpAddress device =
        endpoints
            .owner(row.mac(), row.directoryNumber())
            .map(phone -> phone.address)
            .orElse(NOWHERE);
    long endNs = hungUpNs(row, atNs);
    List<PhoneVerdict> verdicts =
        phones.verdicts(statistics(row, device), device, row.deviceName(), endNs);
    if (verdicts.isEmpty()) {
      return;
    }
    Optional<Call> live = live(row);
    Optional<FinishedCalls.Entry> over = live.isPresent() ? Optional.empty() : over(row, atNs);
    boolean counts = over.isEmpty();
    if (over.isPresent()) {
      phones.late(over.get(), verdicts);
    } else {
      add(live.orElseGet(() -> open(row, device, endNs, verdicts)), verdicts, endNs);
    }
    verdicts.forEach(verdict -> phones.show(verdict, counts));
  }

  private static long hungUpNs(CallManagement row, long atNs) {
    long told = row.hungUpSeconds().orElse(0) * NS_PER_SECOND;
    return told > atNs - BELIEVED_NS && told <= atNs ? told : atNs;
  }

  private static CallStatistics statistics(CallManagement row, IpAddress device) {
    Side received =
        new Side(
            row.packetsReceived(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            row.lost(),
            row.discarded(),
            row.jitterMs(),
            JitterUnit.MILLISECONDS,
            row.codec());
    Side sent =
        new Side(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            JitterUnit.MILLISECONDS,
            "");
    return new CallStatistics(
        ORIGIN,
        received,
        sent,
        row.latencyMs(),
        OptionalLong.empty(),
        row.durationSeconds(),
        Optional.of(new MediaEnd(device, OptionalInt.empty())),
        Optional.empty(),
        row.mosLq(),
        row.mosCq(),
        row.concealedRatio(),
        row.concealedSeconds(),
        row.severelyConcealedSeconds(),
        0);
  }

  private static Stream<String> sessions(CallManagement row) {
    return Stream.of(row.localSessionId(), row.remoteSessionId()).filter(id -> !id.isEmpty());
  }

  private Optional<Call> live(CallManagement row) {
    return sessions(row)
        .flatMap(id -> legs.ofSession(id).stream())
        .findFirst()
        .or(() -> calls.find(row.globalCallId()));
  }

  private Optional<FinishedCalls.Entry> over(CallManagement row, long atNs) {
    return sessions(row)
        .flatMap(id -> finished.findSession(id, atNs).stream())
        .findFirst()
        .or(() -> finished.find(row.globalCallId(), atNs));
  }

  private Call open(CallManagement row, IpAddress device, long endNs, List<PhoneVerdict> verdicts) {
    Call call = calls.open(row.globalCallId(), "", places.site(device, device), endNs);
    finished.reported(call, verdicts);
    return call;
  }

  private void add(Call call, List<PhoneVerdict> verdicts, long endNs) {
    verdicts.forEach(verdict -> calls.reported(call, verdict));
    if (!call.hadMedia && call.signalledBy().isEmpty()) {
      call.touch(endNs);
      call.state = call.state.afterSilence(endNs);
      calls.changed(call);
    }
  }
}
