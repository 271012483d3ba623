package org.mosexporter.snmp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.network.Poll;

/**
 * Which modules a device has, found by asking: one that never had rows is not listed, one that had
 * and fails is listed as failed.
 */
final class Modules {
  /** An agent that just started may show a table late; so long an empty one is not believed. */
  private static final int EMPTY_POLLS_UNTIL_BELIEVED = 10;

  /** So rarely is a module asked again that the device was never seen to have. */
  private static final int POLLS_BETWEEN_ASKING_ITS_MAKERS_MODULE = 10;

  private static final int POLLS_BETWEEN_ASKING_ANOTHER_MAKERS_MODULE = 120;

  private final Map<String, Integer> emptyPolls = new HashMap<>();
  private final Map<String, Integer> pollsUntilAsked = new HashMap<>();
  private final Map<String, Boolean> worked = new HashMap<>();
  private boolean silent;
  private Optional<String> problem = Optional.empty();

  /** Reads one module; nothing when the device does not have it. */
  interface Reader<T> {
    Optional<List<T>> read() throws SnmpFault;
  }

  void beginPoll() {
    worked.clear();
    silent = false;
    problem = Optional.empty();
  }

  /**
   * Reads a module of some maker. At first every device is asked for each; later only seldom for
   * those that it did not have.
   *
   * @param own whether the device says that it is of that maker
   */
  <T> Poll.Part<T> readIfDue(String module, boolean own, Reader<T> reader) {
    if (emptyPolls.containsKey(module)) {
      return read(module, reader);
    }
    int polls = pollsUntilAsked.getOrDefault(module, 0);
    if (silent || polls > 0) {
      pollsUntilAsked.put(module, Math.max(0, polls - 1));
      return new Poll.Part.Unknown<>();
    }
    pollsUntilAsked.put(
        module,
        own ? POLLS_BETWEEN_ASKING_ITS_MAKERS_MODULE : POLLS_BETWEEN_ASKING_ANOTHER_MAKERS_MODULE);
    return own ? read(module, reader) : tryOnce(module, reader);
  }

  /** What another maker's device says to an unknown table is no problem of ours. */
  private <T> Poll.Part<T> tryOnce(String module, Reader<T> reader) {
    try {
      Optional<List<T>> rows = reader.read();
      return rows.isEmpty() ? empty(module) : present(module, rows.get());
    } catch (SnmpFault fault) {
      silent = fault.kind() == SnmpFault.Kind.TIMEOUT;
      return new Poll.Part.Unknown<>();
    }
  }

  private <T> Poll.Part<T> present(String module, List<T> rows) {
    emptyPolls.put(module, 0);
    worked.put(module, true);
    return new Poll.Part.Whole<>(rows);
  }

  <T> Poll.Part<T> read(String module, Reader<T> reader) {
    if (silent) {
      failed(module);
      return new Poll.Part.Unknown<>();
    }
    try {
      Optional<List<T>> rows = reader.read();
      return rows.isEmpty() ? empty(module) : present(module, rows.get());
    } catch (SnmpFault fault) {
      // What fell silent once would make every other module wait for its timeouts too.
      silent = fault.kind() == SnmpFault.Kind.TIMEOUT;
      problem = Optional.of(module + ": " + fault.text());
      emptyPolls.putIfAbsent(module, 0);
      failed(module);
      return new Poll.Part.Unknown<>();
    }
  }

  private <T> Poll.Part<T> empty(String module) {
    Integer before = emptyPolls.get(module);
    if (before == null || before + 1 >= EMPTY_POLLS_UNTIL_BELIEVED) {
      emptyPolls.remove(module);
      return new Poll.Part.Whole<>(List.of());
    }
    emptyPolls.put(module, before + 1);
    failed(module);
    return new Poll.Part.Unknown<>();
  }

  /** What this poll read is not used after all. */
  void discard() {
    worked.replaceAll((module, whether) -> false);
  }

  /** Lists a module that the device has as failed. */
  void failed(String module) {
    if (emptyPolls.containsKey(module)) {
      worked.put(module, false);
    }
  }

  Map<String, Boolean> worked() {
    return Map.copyOf(worked);
  }

  /** What the last module that failed met. */
  Optional<String> problem() {
    return problem;
  }
}
