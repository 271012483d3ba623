package org.mosexporter.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.record.WebhookFile;
import org.mosexporter.record.WebhookFile.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks of findings that open, change and close: each on its own, in order, until it has
 * taken it or a day has passed, over restarts, and nothing twice that was not in doubt.
 *
 * <p>It has a thread of its own: whoever concludes never waits.
 */
public final class Webhooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  /** For a file that is being written. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final WebhookFile file;
  private final String userAgent;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Backoff backoff;
  private final WebhookMail mail;
  private final Thread thread;
  private volatile List<WebhookTarget> targets = List.of();
  private boolean isWritten = true;

  Webhooks(
      WebhookFile file,
      String userAgent,
      InstantSource clock,
      LongSupplier nanoTime,
      WebhookMail.Pause pause,
      Backoff backoff) {
    this.file = file;
    this.userAgent = userAgent;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.backoff = backoff;
    mail = new WebhookMail(nanoTime, pause);
    thread = Thread.ofPlatform().daemon().name("webhooks").unstarted(this::run);
  }

  /**
   * Starts to tell them.
   *
   * @param folder where it is remembered what they were told; without one, only until the end
   */
  public static Webhooks start(
      List<Webhook> webhooks, Optional<Path> folder, String userAgent, InstantSource clock) {
    Webhooks started =
        new Webhooks(
            new WebhookFile(folder),
            userAgent,
            clock,
            System::nanoTime,
            TimeUnit.NANOSECONDS::timedWait,
            new Backoff(() -> ThreadLocalRandom.current().nextDouble()));
    started.use(webhooks);
    return started;
  }

  /** Tells these from now on; one that was told before, under the same name, is told the rest. */
  public synchronized void use(List<Webhook> webhooks) {
    mail.wanted(webhooks);
    if (!webhooks.isEmpty() && thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /** Takes what is concluded by now. */
  public void onConclusions(Conclusions latest) {
    mail.conclusions(latest);
  }

  /** How each took it, in the order of the configuration. */
  public List<WebhookCounters> counters() {
    return targets.stream().map(WebhookTarget::counters).toList();
  }

  /** Shows the table. */
  public void gauge(Table.Gauge gauge) {
    long entries = targets.stream().mapToLong(WebhookTarget::entries).sum();
    long lost =
        counters().stream()
            .mapToLong(one -> one.faults().getOrDefault(WebhookFault.QUEUE_FULL, 0L))
            .sum();
    gauge.show(Table.NOTIFICATIONS, entries, lost);
  }

  private void run() {
    List<State> before = file.read();
    try {
      while (!mail.isOver()) {
        WebhookMail.News news = mail.take(dueNanos());
        try {
          before = step(news, before);
        } catch (RuntimeException fault) {
          LOG.error("webhooks: this is a fault of the program", fault);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** What came, then what is due. Gives back what was known before of webhooks not seen yet. */
  private List<State> step(WebhookMail.News news, List<State> before) {
    boolean isNew = news.wanted().isPresent();
    List<State> known = before;
    if (news.wanted().isPresent()) {
      replace(news.wanted().get(), known);
      known = List.of();
    }
    for (WebhookMail.Ended one : news.ended()) {
      if (targets.contains(one.target())) {
        isNew |= one.target().on(one.outcome(), nanoTime.getAsLong());
      }
    }
    for (WebhookTarget target : targets) {
      isNew |= news.conclusions().map(at -> target.on(at, nanoTime.getAsLong())).orElse(false);
      isNew |= target.expire();
    }
    if (isNew) {
      write();
    }
    targets.forEach(this::send);
    return known;
  }

  private void replace(List<Webhook> wanted, List<State> before) {
    List<WebhookTarget> old = targets;
    List<State> known = new ArrayList<>(before);
    old.forEach(target -> known.add(target.state()));
    List<WebhookTarget> next = new ArrayList<>();
    for (Webhook one : wanted) {
      next.add(
          old.stream()
              .filter(target -> target.webhook().equals(one))
              .findFirst()
              .orElseGet(() -> target(one, known)));
    }
    targets = List.copyOf(next);
    old.stream().filter(target -> !next.contains(target)).forEach(WebhookTarget::close);
  }

  private WebhookTarget target(Webhook webhook, List<State> known) {
    Optional<State> its =
        known.stream().filter(one -> one.name().equals(webhook.name())).findFirst();
    return new WebhookTarget(
        webhook, its, backoff, new Delivery(webhook, userAgent), clock, nanoTime.getAsLong());
  }

  private void send(WebhookTarget target) {
    target
        .send(nanoTime.getAsLong())
        .ifPresent(
            sending -> {
              var _ = sending.thenAccept(outcome -> mail.ended(target, outcome));
            });
  }

  /** Before anything is sent, so that a crash repeats rather than loses. */
  private void write() {
    try {
      file.write(targets.stream().map(WebhookTarget::state).toList());
      isWritten = true;
    } catch (IOException refused) {
      if (isWritten) {
        LOG.error("a restart will repeat or lose notifications: {}", refused.toString());
      }
      isWritten = false;
    }
  }

  private OptionalLong dueNanos() {
    long now = nanoTime.getAsLong();
    return targets.stream()
        .map(WebhookTarget::dueNanos)
        .flatMapToLong(OptionalLong::stream)
        .map(due -> due - now)
        .min()
        .stream()
        .map(left -> now + left)
        .findFirst();
  }

  /** Ends the thread; what waits is told after the next start. */
  @Override
  public void close() {
    mail.end();
    try {
      if (thread.getState() != Thread.State.NEW) {
        boolean _ = thread.join(PATIENCE);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    targets.forEach(WebhookTarget::close);
  }
}
