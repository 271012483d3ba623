package org.mosexporter.web;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.KeptCall;
import org.mosexporter.call.LiveCalls;
import org.mosexporter.call.Snapshots;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.metrics.BuildInfo;
import org.mosexporter.metrics.Metrics;
import org.mosexporter.metrics.SelfSource;
import org.mosexporter.network.RouterEvents;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.receive.Reporter;
import org.mosexporter.record.CallArchive;
import org.mosexporter.record.CallHistory;
import org.mosexporter.record.ChangeLog;
import org.mosexporter.record.Erased;
import org.mosexporter.record.RecentCalls;

/**
 * What the daemon shows and lets itself be told. All of it is called from the web server's threads
 * and must not wait for long.
 *
 * @param conclusions what was concluded last
 * @param firstSteps what a daemon that was just installed sees, and what to do next
 * @param calls the latest, in memory
 * @param archive all that are kept
 * @param forget erases the calls of somebody with that name or number
 * @param kept what is kept of a call's packets; empty where none are kept
 * @param ready whether the inputs are open
 * @param configText the configuration in effect as YAML, secrets already masked
 */
public record Backend(
    Metrics metrics,
    Snapshots tracker,
    Supplier<List<RouterSnapshot>> routers,
    Supplier<List<RouterEvents>> routerEvents,
    Supplier<Conclusions> conclusions,
    SelfSource self,
    Supplier<List<Reporter>> reporters,
    Supplier<FirstSteps> firstSteps,
    RecentCalls calls,
    CallArchive archive,
    Function<String, List<Erased>> forget,
    CallHistory history,
    ChangeLog changes,
    LiveCalls live,
    Function<CallSummary, Optional<KeptCall>> kept,
    Supplier<Config> config,
    Supplier<String> configText,
    BooleanSupplier ready,
    Reload reload,
    BuildInfo build,
    InstantSource clock) {

  /** Whether calls have capture files. */
  boolean keepsPackets() {
    return config.get().privacy().keepSip();
  }

  /** Reads the configuration again. */
  @FunctionalInterface
  public interface Reload {
    /** What is wrong with the new configuration; empty when it is in use now. */
    Optional<String> reload();
  }
}
