package org.mosexporter.notify;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.mosexporter.config.Notifications;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.FindingChange;
import org.mosexporter.diagnosis.FindingChanges;
import org.mosexporter.diagnosis.Severity;
import org.mosexporter.record.Instants;
import org.mosexporter.record.Notification;
import org.mosexporter.record.WebhookFile.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One webhook: what it was told, what waits, and how it took it. Used by one thread, but for its
 * counters.
 */
final class WebhookTarget implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookTarget.class);

  /** Of its findings that are open, and of notifications that wait. */
  static final int MOST = Table.NOTIFICATIONS.entries() / (2 * Notifications.MOST_WEBHOOKS);

  private final Webhook webhook;
  private final InstantSource clock;
  private final FindingChanges changes;
  private final Outbox outbox;
  private final Delivery delivery;
  private final AtomicLong sent = new AtomicLong();
  private final Map<WebhookFault, AtomicLong> faults = new EnumMap<>(WebhookFault.class);
  private volatile int waiting;
  private volatile int open;

  /** Why it does not take anything now, as it was logged; empty when it does. */
  private String trouble = "";

  private int attempts;

  WebhookTarget(
      Webhook webhook,
      Optional<State> before,
      Backoff backoff,
      Delivery delivery,
      InstantSource clock,
      long nowNanos) {
    this.webhook = webhook;
    this.delivery = delivery;
    this.clock = clock;
    changes =
        new FindingChanges(
            Severity.valueOf(webhook.minSeverity().name()),
            MOST,
            before.map(State::open).orElse(List.of()),
            Instants.ns(clock.instant()));
    outbox = new Outbox(MOST, backoff, before.map(State::waiting).orElse(List.of()), nowNanos);
    for (WebhookFault fault : WebhookFault.values()) {
      faults.put(fault, new AtomicLong());
    }
    gauge();
  }

  Webhook webhook() {
    return webhook;
  }

  /** Takes what is new in them; whether anything is. */
  boolean on(Conclusions conclusions, long nowNanos) {
    List<FindingChange> news = changes.on(conclusions);
    for (FindingChange one : news) {
      if (!outbox.add(Notification.of(one), nowNanos)) {
        count(WebhookFault.QUEUE_FULL);
      }
    }
    gauge();
    return !news.isEmpty();
  }

  /** Gives up what is too old by now; whether anything is. */
  boolean expire() {
    List<Notification> expired = outbox.expire(Instants.ns(clock.instant()));
    expired.forEach(_ -> count(WebhookFault.EXPIRED));
    gauge();
    return !expired.isEmpty();
  }

  /** Sends the next one that is due, if there is one; the future tells what became of it. */
  Optional<CompletableFuture<Outcome>> send(long nowNanos) {
    return outbox.take(nowNanos).map(one -> delivery.send(one, clock.instant()));
  }

  /** What became of what was on its way; whether it waits no more. */
  boolean on(Outcome outcome, long nowNanos) {
    switch (outcome) {
      case Outcome.Taken _ -> {
        outbox.done();
        sent.getAndIncrement();
        well();
      }
      case Outcome.Refused(int status) -> {
        outbox.done();
        count(WebhookFault.REFUSED);
        trouble("HTTP " + status + ", so that what it was told is lost");
      }
      case Outcome.Later later -> {
        outbox.again(later, nowNanos);
        count(later.why());
        trouble(later.why().reason() + ", " + later.text() + ": it is tried again");
      }
    }
    gauge();
    return !(outcome instanceof Outcome.Later);
  }

  private void well() {
    if (!trouble.isEmpty()) {
      LOG.info("webhook {}: it takes notifications again, after {} attempts", name(), attempts);
    }
    trouble = "";
    attempts = 0;
  }

  private void trouble(String now) {
    attempts++;
    if (!now.equals(trouble)) {
      LOG.warn("webhook {}: {}", name(), now);
    }
    trouble = now;
  }

  String name() {
    return webhook.name();
  }

  OptionalLong dueNanos() {
    return outbox.dueNanos();
  }

  State state() {
    return new State(name(), changes.open(), outbox.waiting());
  }

  private void count(WebhookFault fault) {
    AtomicLong count = faults.get(fault);
    if (count != null) {
      count.getAndIncrement();
    }
  }

  private void gauge() {
    waiting = outbox.waiting().size();
    open = changes.open().size();
  }

  /** Entries of the table. */
  int entries() {
    return waiting + open;
  }

  WebhookCounters counters() {
    Map<WebhookFault, Long> counts = new EnumMap<>(WebhookFault.class);
    faults.forEach((fault, count) -> counts.put(fault, count.get()));
    return new WebhookCounters(name(), sent.get(), waiting, counts);
  }

  @Override
  public void close() {
    delivery.close();
  }
}
