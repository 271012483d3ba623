package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.call.CallState.Over;
import org.mosexporter.call.CallSummary.Result;
import org.mosexporter.call.TrackerCounters.SiteTrunk;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Table;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipHeaders;

/**
 * The calls that signalling told of, or media alone, at most {@code limits.calls}, with four media
 * addresses each on average. When there is no room, that one of them goes of which signalling and
 * media are longest silent: of those that are not up, else of those without media, else of all.
 * When there is no room for an address, one goes that has more than its four.
 *
 * <p>Of their streams that ended, calls together keep as many as there may be calls; once they have
 * half of that, none keeps more than four.
 */
final class Calls {
  private static final int ADDRESSES_PER_CALL = 4;
  private static final int ENDED_PER_CALL = 4;

  private final int maxEntries;
  private final int maxAddresses;
  private int maxEnded;
  private final MediaAddresses mediaAddresses;
  private final FinishedCalls finished;
  private final CallSummaries summaries;
  private final Counters counters;
  private final CallEvents events;
  private final Map<String, Call> byId = new HashMap<>();

  private final CallRanking ranking = new CallRanking();

  /** Those of more than four addresses; there always is one when no address has room. */
  private final CallRanking overShare = new CallRanking();

  private int addresses;
  private int ended;
  private long evictions;
  private long addressEvictions;
  private long streamEvictions;
  private long serial;
  private long earliestDeadlineNs = Long.MAX_VALUE;

  /** What phones told of them. */
  final CallVerdicts verdicts = new CallVerdicts();

  /** What queues and routers told of them. */
  final CallRouters routers = new CallRouters();

  private final Ladders ladders;

  Calls(
      Limits limits,
      MediaAddresses mediaAddresses,
      FinishedCalls finished,
      CallSummaries summaries,
      Counters counters,
      CallEvents events) {
    this.finished = finished;
    this.summaries = summaries;
    ladders = new Ladders(limits);
    maxEntries = limits.calls();
    maxAddresses = Table.MEDIA_ADDRESSES.entries(limits);
    maxEnded = Table.CALL_STREAMS.entries(limits);
    this.mediaAddresses = mediaAddresses;
    this.counters = counters;
    this.events = events;
  }

  Optional<Call> find(String callId) {
    Call known = byId.get(callId);
    if (known == null) {
      return Optional.empty();
    }
    rank(known);
    return Optional.of(known);
  }

  /** Whether it is still here. */
  boolean has(Call call) {
    return byId.get(call.key()) == call;
  }

  private void rank(Call call) {
    unrank(call);
    boolean up = call.state instanceof CallState.Talking;
    call.rank = !call.streams.isEmpty() ? 2 : up ? 1 : 0;
    ranking.add(call);
    if (call.addresses.size() > ADDRESSES_PER_CALL) {
      overShare.add(call);
    }
  }

  private void unrank(Call call) {
    ranking.remove(call);
    overShare.remove(call);
  }

  /** To be told whenever its media was seen, too. */
  void rerank(Call call) {
    if (has(call)) {
      rank(call);
    }
  }

  Call open(String callId, String callerTag, String site, long atNs) {
    if (byId.size() >= maxEntries) {
      ranking.first().ifPresent(this::evict);
    }
    Call call = new Call(callId, serial++, callerTag, site, atNs);
    byId.put(call.key(), call);
    changed(call);
    return call;
  }

  /** A call without signalling. */
  Call openUnsignalled(String site, long atNs) {
    return open("", "", site, atNs);
  }

  /** Signalling names the media of a call that was known without: they are one. */
  void adopt(Call call, Call unsignalled) {
    byId.remove(unsignalled.key());
    unrank(unsignalled);
    count(unsignalled, Optional.empty());
    for (RtpStream stream : unsignalled.streams) {
      StreamOwner.of(stream).leave();
      if (join(call, stream)) {
        mediaAddresses.release(stream);
      }
    }
    ended -= unsignalled.ended().size();
    unsignalled.ended().forEach(summary -> keep(call, summary));
    verdicts.move(unsignalled, call);
    routers.move(unsignalled, call);
    unsignalled.forget();
  }

  private void evict(Call victim) {
    evictions++;
    Over over =
        victim.state instanceof Over known ? known : new Over(victim.state.times(), Result.UNKNOWN);
    close(victim, over);
  }

  /** Whether the call may announce the address; makes room for it. */
  boolean mayAnnounce(Call call, MediaAddress address) {
    if (call.addresses.contains(address)) {
      return true;
    }
    if (call.addresses.size() >= Call.MAX_ADDRESSES) {
      addressEvictions++;
      return false;
    }
    if (addresses >= maxAddresses) {
      addressEvictions++;
      if (call.addresses.size() >= ADDRESSES_PER_CALL || overShare.first().isEmpty()) {
        return false;
      }
      evict(overShare.first().get());
    }
    addresses++;
    call.addresses.add(address);
    rerank(call);
    return true;
  }

  /** Applies a signal. */
  void signal(Call call, CallSignal signal) {
    call.state = call.state.after(signal);
    changed(call);
  }

  /** To be told whenever a call's state, link or streams changed. */
  void changed(Call call) {
    if (!has(call)) {
      return; // it had to make room
    }
    rank(call);
    earliestDeadlineNs = Math.min(earliestDeadlineNs, Deadline.ofNs(call));
    Optional<SiteTrunk> counted =
        call.state instanceof Over || call.conversation.hasElder()
            ? Optional.empty()
            : Optional.of(new SiteTrunk(call.site, call.trunk));
    count(call, counted);
    if (call.state instanceof Over) {
      call.conversation.handOver().ifPresent(this::changed);
    }
  }

  private void count(Call call, Optional<SiteTrunk> as) {
    if (!call.countedAs.equals(as)) {
      call.countedAs.ifPresent(key -> counters.callsActive.of(key).add(-1));
      as.ifPresent(key -> counters.callsActive.of(key).add(1));
      call.countedAs = as;
    }
  }

  /** A stream of the call began; false when the call has too many. */
  boolean join(Call call, RtpStream stream) {
    if (call.streams.size() >= Call.MAX_STREAMS) {
      streamEvictions++;
      return false;
    }
    call.streams.add(stream);
    call.hadMedia = true;
    StreamOwner.of(stream).join(call);
    changed(call);
    return true;
  }

  /** A message of the call was seen; see {@link Ladders#add}. */
  void saw(Call call, int what, SipHeaders headers, Sighting sighting) {
    if (has(call)) {
      ladders.add(call, what, headers, sighting);
    }
  }

  /**
   * A phone told of the call.
   *
   * @return whether it had not told of that stream before
   */
  boolean reported(Call call, PhoneVerdict verdict) {
    boolean isNew = CallVerdicts.isNew(call, verdict);
    if (has(call)) {
      verdicts.add(call, verdict);
    }
    return isNew;
  }

  /** All that are not final yet. */
  Collection<Call> all() {
    return byId.values();
  }

  /** A stream of the call ended. */
  void ended(Call call, RtpStream stream, StreamSummary summary) {
    call.streams.remove(stream);
    call.touch(stream.lastNs());
    keep(call, summary);
    changed(call);
  }

  private void keep(Call call, StreamSummary summary) {
    boolean room = ended < (call.ended().size() < ENDED_PER_CALL ? maxEnded : maxEnded / 2);
    if (room && call.keep(summary)) {
      ended++;
    } else {
      streamEvictions++;
    }
  }

  /** The capture is over: what streams end now is kept, in the place of the streams themselves. */
  void beginFinish() {
    maxEnded = Integer.MAX_VALUE;
  }

  /** Finalises the calls that are over, in the order in which they became so. */
  void advance(long nowNs) {
    finished.advance(nowNs);
    if (nowNs < earliestDeadlineNs) {
      return;
    }
    List<Call> due = new ArrayList<>();
    earliestDeadlineNs = Long.MAX_VALUE;
    for (Call call : byId.values()) {
      long deadlineNs = Deadline.ofNs(call);
      if (deadlineNs <= nowNs) {
        due.add(call);
      } else {
        earliestDeadlineNs = Math.min(earliestDeadlineNs, deadlineNs);
      }
    }
    due.sort(Comparator.comparingLong(Deadline::ofNs).thenComparingLong(Call::serial));
    for (Call call : due) {
      close(call, call.nearestHop.concluded(call.state).afterSilence(call.lastNs));
    }
  }

  void onClockStep(long stepNs) {
    byId.values().forEach(call -> call.onClockStep(stepNs));
    finished.onClockStep(stepNs);
    earliestDeadlineNs += earliestDeadlineNs == Long.MAX_VALUE ? 0 : stepNs;
  }

  /** Closes what is left, oldest first. */
  void finish() {
    List<Call> left = new ArrayList<>(byId.values());
    left.sort(Comparator.comparingLong(Call::serial));
    left.forEach(call -> close(call, call.nearestHop.confirmed(call.state).unwatched()));
  }

  private void close(Call call, Over over) {
    byId.remove(call.key());
    unrank(call);
    addresses -= call.addresses.size();
    ended -= call.ended().size();
    count(call, Optional.empty());
    call.state = over;
    call.conversation.handOver().ifPresent(this::changed);
    call.addresses.forEach(address -> mediaAddresses.withdraw(address, call));
    for (RtpStream stream : call.streams) {
      StreamOwner.of(stream).leave();
      call.keep(stream.summary());
    }
    CallSummary summary = summaries.of(call, over);
    verdicts.forget(call);
    ladders.forget(call);
    routers.forget(call);
    finished.closed(call, summary);
    events.onCallEnded(summary);
    call.forget();
  }

  int size() {
    return byId.size();
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.CALLS, byId.size(), evictions);
    gauge.show(Table.MEDIA_ADDRESSES, addresses, addressEvictions);
    gauge.show(Table.CALL_STREAMS, ended, streamEvictions);
    verdicts.gauge(gauge);
    routers.gauge(gauge);
    ladders.gauge(gauge);
  }
}
