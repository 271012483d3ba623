package org.mosexporter.snmp;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.snmp4j.smi.OID;

/**
 * Tables of one device that seldom change (names, trees, configuration), kept from poll to poll.
 * All are forgotten after at most ten minutes, and at once when anything says that the device
 * restarted or was configured anew.
 */
final class KeptTables {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Devices first asked together are not all asked for their names together later. */
  private static final int SPREAD_DIVISOR = 10;

  private final Map<List<TableColumns>, List<Columns>> tables = new HashMap<>();
  private final Map<OID, Set<OID>> rows = new HashMap<>();
  private Optional<Signs> signs = Optional.empty();
  private Instant dueAt = Instant.MIN;
  private boolean readInThisPoll;

  /**
   * What moves when indexes may have moved.
   *
   * @param upTimeTicks sysUpTime, which falls
   * @param changes snmpEngineBoots and the times of last changes that the device tells
   */
  record Signs(OptionalLong upTimeTicks, List<OptionalLong> changes) {
    boolean contradict(Signs before) {
      return !changes.equals(before.changes)
          || upTimeTicks.orElse(0) < before.upTimeTicks.orElse(0);
    }
  }

  /** Begins a poll: forgets what is too old. */
  void beginPoll(Instant now) {
    if (!now.isBefore(dueAt)) {
      forget();
      long spread = LONGEST.toMillis() / SPREAD_DIVISOR;
      dueAt = now.plus(LONGEST).minusMillis(ThreadLocalRandom.current().nextLong(spread));
    }
    readInThisPoll = false;
  }

  /** What the device says at the begin of a poll. */
  void onSigns(Signs now) {
    if (contradicted(now)) {
      forget();
    }
    signs = Optional.of(now);
  }

  /** Whether the device says other than it did when this was last told. */
  boolean contradicted(Signs now) {
    return signs.isPresent() && now.contradict(signs.get());
  }

  /** Whether anything was read anew in this poll. */
  boolean readInThisPoll() {
    return readInThisPoll;
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  Optional<List<Columns>> find(List<TableColumns> wanted) {
    return Optional.ofNullable(tables.get(wanted));
  }

  void keep(List<TableColumns> wanted, List<Columns> rows) {
    tables.put(wanted, rows);
    readInThisPoll = true;
  }

  /**
   * Whether a table that was read now has the rows it had when the kept ones were read. If not, all
   * is forgotten: so ask this first, and for what is kept then.
   */
  boolean fits(OID entry, Set<OID> indexes) {
    Set<OID> before = rows.putIfAbsent(entry, indexes);
    if (before == null || before.equals(indexes)) {
      return true;
    }
    forget();
    rows.put(entry, indexes);
    return false;
  }

  /** All is read anew when it is next wanted. */
  void forget() {
    tables.clear();
    rows.clear();
  }
}
