package org.mosexporter.metrics;

import java.util.function.Supplier;
import org.mosexporter.receive.ListenerState;
import org.mosexporter.receive.RtcpListenerCounters;

/**
 * What a listener for plain RTCP counts of itself.
 *
 * @param listen the address as it was configured, such as 0.0.0.0:5005
 */
public record ReceiverSamples(
    String listen, Supplier<ListenerState> state, Supplier<RtcpListenerCounters> counters)
    implements SelfSource {
  private static final String RTCP = "rtcp";

  @Override
  public void samples(SampleSink sink) {
    boolean up = state.get() instanceof ListenerState.Listening;
    sink.sample(SelfFamilies.RECEIVER_UP, up ? 1 : 0, RTCP, listen);
    RtcpListenerCounters counted = counters.get();
    sink.sample(SelfFamilies.RECEIVER_REPORTS, counted.received(), RTCP, listen);
    counted
        .dropped()
        .forEach(
            (why, count) ->
                sink.sample(SelfFamilies.RECEIVER_FAILED, count, RTCP, listen, why.reason()));
    counted
        .malformed()
        .forEach(
            (why, count) ->
                sink.sample(SelfFamilies.RECEIVER_FAILED, count, RTCP, listen, why.reason()));
  }
}
