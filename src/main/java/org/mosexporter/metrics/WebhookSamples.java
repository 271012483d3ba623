package org.mosexporter.metrics;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.mosexporter.notify.WebhookCounters;
import org.mosexporter.notify.WebhookFault;
import org.mosexporter.notify.Webhooks;

/** How webhooks took what they were told. */
public record WebhookSamples(Supplier<Webhooks> webhooks) implements SelfSource {
  @Override
  public void samples(SampleSink sink) {
    webhooks
        .get()
        .gauge(
            (table, entries, evictions) -> {
              sink.sample(SelfFamilies.TABLE_ENTRIES, entries, table.label());
              sink.sample(SelfFamilies.TABLE_EVICTIONS, evictions, table.label());
            });
    counted(webhooks.get().counters(), sink);
  }

  /** What one webhook took or did not. */
  static void counted(List<WebhookCounters> all, SampleSink sink) {
    for (WebhookCounters one : all) {
      sink.sample(SelfFamilies.NOTIFICATIONS_SENT, one.sent(), one.to());
      sink.sample(SelfFamilies.NOTIFICATIONS_WAITING, one.waiting(), one.to());
      for (Map.Entry<WebhookFault, Long> fault : one.faults().entrySet()) {
        sink.sample(
            fault.getKey().isFinal()
                ? SelfFamilies.NOTIFICATIONS_LOST
                : SelfFamilies.NOTIFICATION_FAILURES,
            fault.getValue(),
            one.to(),
            fault.getKey().reason());
      }
    }
  }
}
