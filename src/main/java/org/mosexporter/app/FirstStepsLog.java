package org.mosexporter.app;

import java.time.Duration;
import java.util.function.Supplier;
import org.mosexporter.web.FirstSteps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the journal what a daemon sees: a line when it starts, and one a minute later. */
final class FirstStepsLog {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStepsLog.class);

  static final Duration LATER = Duration.ofMinutes(1);

  /** Tells at once, and {@code later} once more, unless the program has ended by then. */
  static void start(Supplier<FirstSteps> steps, Duration later) {
    LOG.info("what is seen: {}", String.join(" ", steps.get().seen()));
    Thread.ofPlatform()
        .daemon()
        .name("first-steps")
        .start(
            () -> {
              try {
                Thread.sleep(later);
                tell(steps.get());
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static void tell(FirstSteps steps) {
    if (!steps.needed()) {
      LOG.info("calls are seen and scored");
      return;
    }
    LOG.info(
        "what is seen: {} What to do next: {}",
        String.join(" ", steps.seen()),
        String.join(" ", steps.next()));
  }

  private FirstStepsLog() {}
}
