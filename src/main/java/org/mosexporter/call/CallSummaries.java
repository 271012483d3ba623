package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mosexporter.call.CallState.Over;
import org.mosexporter.stream.StreamSummary;

/** Tells of calls: of those that go on, and of one that is over. */
final class CallSummaries {
  private final Supplier<RecordId> ids;
  private final Parties parties;

  CallSummaries(Supplier<RecordId> ids, Parties parties) {
    this.ids = ids;
    this.parties = parties;
  }

  /** A call as it is by now. */
  CallSummary soFar(Call call) {
    List<StreamSummary> all = new ArrayList<>(call.ended());
    call.streams.forEach(stream -> all.add(stream.summary()));
    return summary(call, new Over(call.state.times(), CallSummary.Result.ONGOING), 0, all);
  }

  /** A call of which all streams have ended. */
  CallSummary of(Call call, Over over) {
    return summary(call, over, 1, new ArrayList<>(call.ended()));
  }

  private CallSummary summary(Call call, Over over, int revision, List<StreamSummary> streams) {
    CallTimes times = over.times();
    streams.sort(StreamOrder.BY_START);
    return new CallSummary(
        call.recordId(ids),
        revision,
        parties.callId(call.callId()),
        parties.from(call),
        parties.to(call),
        call.site,
        call.trunk,
        call.firstNs(),
        times.startNs(),
        times.alertedNs(),
        times.answerNs(),
        times.endNs(),
        times.setupSeconds(),
        call.hangUp.seconds(),
        times.status(),
        over.result(),
        call.related().stream().map(parties::callId).toList(),
        call.conversation.isLeg(),
        streams,
        call.oneWay(),
        call.signalledBy().stream().sorted().toList(),
        call.phone(),
        call.routerWindows(),
        call.routerEvents(),
        call.trace.ladder(call.firstNs()),
        List.of(),
        List.of());
  }
}
