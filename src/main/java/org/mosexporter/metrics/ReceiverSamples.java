package org.mosexporter.metrics;

import java.util.function.Supplier;
import org.mosexporter.receive.ListenerState.Listening;
import org.mosexporter.receive.ReceiverCounters;
import org.mosexporter.receive.Receivers;
import org.mosexporter.receive.ReportSource;

/** What listeners count of themselves. */
public record ReceiverSamples(Supplier<Receivers> receivers) implements SelfSource {
  private static final double NS_PER_SECOND = 1e9;

  @Override
  public void samples(SampleSink sink) {
    Receivers now = receivers.get();
    now.all().forEach(each -> samples(each, sink));
    now.gauge(
        (table, entries, evictions) -> {
          sink.sample(SelfFamilies.TABLE_ENTRIES, entries, table.label());
          sink.sample(SelfFamilies.TABLE_EVICTIONS, evictions, table.label());
        });
  }

  private static void samples(ReportSource each, SampleSink sink) {
    String protocol = each.protocol().label();
    String listen = each.address();
    boolean up = each.state().isUp();
    sink.sample(SelfFamilies.RECEIVER_UP, up ? 1 : 0, protocol, listen);
    if (each.state() instanceof Listening(var _, var buffer) && buffer.isPresent()) {
      sink.sample(SelfFamilies.RECEIVER_BUFFER, buffer.getAsInt(), protocol, listen);
    }
    each.socketDrops()
        .ifPresent(drops -> sink.sample(SelfFamilies.RECEIVER_DROPS, drops, protocol, listen));
    counted(each.counters(), protocol, listen, sink);
  }

  private static void counted(
      ReceiverCounters counted, String protocol, String listen, SampleSink sink) {
    sink.sample(SelfFamilies.RECEIVER_REPORTS, counted.received(), protocol, listen);
    counted
        .refused()
        .forEach((why, n) -> sink.sample(SelfFamilies.RECEIVER_FAILED, n, protocol, listen, why));
    counted
        .unused()
        .forEach((kind, n) -> sink.sample(SelfFamilies.RECEIVER_UNUSED, n, protocol, listen, kind));
    counted
        .lastReportNs()
        .ifPresent(
            at -> sink.sample(SelfFamilies.RECEIVER_LAST, at / NS_PER_SECOND, protocol, listen));
  }
}
