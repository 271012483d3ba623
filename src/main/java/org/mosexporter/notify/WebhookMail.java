package org.mosexporter.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.diagnosis.Conclusions;

/**
 * What other threads have for the one that tells webhooks: at most one of each kind, of which the
 * latest counts, and an outcome of each webhook.
 */
final class WebhookMail {
  /** Waits for somebody to call {@code notifyAll}, so long at most. */
  @FunctionalInterface
  interface Pause {
    void await(Object lock, long nanos) throws InterruptedException;
  }

  /** When nothing is due. */
  static final long FOREVER = Long.MAX_VALUE;

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final List<Ended> ended = new ArrayList<>();
  private Optional<Conclusions> conclusions = Optional.empty();
  private Optional<List<Webhook>> wanted = Optional.empty();
  private boolean isOver;

  /** What became of what a webhook was told. */
  record Ended(WebhookTarget target, Outcome outcome) {}

  /** What came. */
  record News(
      Optional<List<Webhook>> wanted, List<Ended> ended, Optional<Conclusions> conclusions) {}

  WebhookMail(LongSupplier nanoTime, Pause pause) {
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  synchronized void conclusions(Conclusions latest) {
    conclusions = Optional.of(latest);
    notifyAll();
  }

  synchronized void wanted(List<Webhook> webhooks) {
    wanted = Optional.of(webhooks);
    notifyAll();
  }

  synchronized void ended(WebhookTarget target, Outcome outcome) {
    ended.add(new Ended(target, outcome));
    notifyAll();
  }

  /** Nothing is waited for any more. */
  synchronized void end() {
    isOver = true;
    notifyAll();
  }

  synchronized boolean isOver() {
    return isOver;
  }

  /** All that came; waits for it, until something is due or all is over. */
  synchronized News take(OptionalLong dueNanos) throws InterruptedException {
    while (isEmpty() && !isOver) {
      long left = dueNanos.isPresent() ? dueNanos.getAsLong() - nanoTime.getAsLong() : FOREVER;
      if (left <= 0) {
        break;
      }
      pause.await(this, left);
    }
    News news = new News(wanted, List.copyOf(ended), conclusions);
    wanted = Optional.empty();
    ended.clear();
    conclusions = Optional.empty();
    return news;
  }

  private boolean isEmpty() {
    return wanted.isEmpty() && ended.isEmpty() && conclusions.isEmpty();
  }
}
