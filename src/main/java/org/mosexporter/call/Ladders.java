package org.mosexporter.call;

import org.mosexporter.config.Limits;
import org.mosexporter.config.Table;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipHeaders;

/**
 * The SIP messages of all calls that are not final yet. Once they have half of the room, a call's
 * later messages take the place of its own; when there is none, those of new calls are not kept.
 */
final class Ladders {
  /** What each call may have in any case, as long as there is room at all. */
  private static final int FEW = 8;

  private final int most;
  private int room;
  private long evictions;

  Ladders(Limits limits) {
    most = Table.SIP_MESSAGES.entries(limits);
  }

  /**
   * A message of the call was seen.
   *
   * @param what {@link SipMethods#number} of a request, or the status of a response
   */
  void add(Call call, int what, SipHeaders headers, Sighting sighting) {
    SipTrace trace = call.trace;
    int more = trace.wants();
    boolean few = trace.room() + more <= FEW;
    if (more > 0 && room + more <= (few ? most : most / 2)) {
      trace.grow();
      room += more;
    }
    long sinceNs = sighting.atNs() - call.firstNs();
    int method = SipMethods.number(headers.cseqMethod());
    boolean kept = trace.add(sighting, sinceNs, what, method, headers.cseqNumber());
    evictions += kept ? 0 : 1;
  }

  void forget(Call call) {
    room -= call.trace.room();
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.SIP_MESSAGES, room, evictions);
  }
}
