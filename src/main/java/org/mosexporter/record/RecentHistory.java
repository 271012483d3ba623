package org.mosexporter.record;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.CallFact;

/** The past where nothing else keeps calls: the latest that are still in memory. */
public final class RecentHistory implements CallHistory {
  private final RecentCalls calls;
  private final Supplier<Config> config;

  public RecentHistory(RecentCalls calls, Supplier<Config> config) {
    this.calls = calls;
    this.config = config;
  }

  @Override
  public void between(Instant from, Instant to, Consumer<CallFact> each) {
    Config now = config.get();
    for (CallSummary call : calls.latest(Integer.MAX_VALUE)) {
      CallFact fact = CallFact.of(call, now);
      if (Instants.ns(from) <= fact.startNs() && fact.startNs() < Instants.ns(to)) {
        each.accept(fact);
      }
    }
  }
}
