package org.mosexporter.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.diagnosis.FindingChange.Event;

/**
 * Tells what is new in successive conclusions: findings that open, change and close. What comes and
 * goes within minutes stays open, and small moves are not told. Used by one thread.
 */
public final class FindingChanges {
  private static final long CLOSES_AFTER_NS = Duration.ofMinutes(10).toNanos();
  private static final long CHANGES_EVERY_NS = Duration.ofMinutes(15).toNanos();

  /** What is concluded rests on an hour, which must be seen anew after a start. */
  private static final long RESTORED_FOR_NS = Duration.ofMinutes(60).toNanos();

  private static final int MOST_OF_A_SITE = 50;
  private static final double MOS_MOVED = 0.2;

  /** Differences of two decimals are not exact in binary. */
  private static final double NEARLY = 1e-9;

  private final Severity least;
  private final int most;
  private final Map<Finding.Key, Open> open = new LinkedHashMap<>();

  /** What was told of an open finding, and when. */
  public record Told(Finding finding, long atNs) {}

  private static final class Open {
    Told told;
    Finding seen;
    long keptUntilNs;

    Open(Told told, long keptUntilNs) {
      this.told = told;
      seen = told.finding;
      this.keptUntilNs = keptUntilNs;
    }
  }

  /**
   * With what was open before, which has an hour to be found again.
   *
   * @param least severity of findings that are told of; one that falls below it is gone
   * @param most findings that are open at a time, of all sites
   */
  public FindingChanges(Severity least, int most, Collection<Told> before, long nowNs) {
    this.least = least;
    this.most = most;
    for (Told one : before) {
      if (hasRoom(one.finding.scope().site())) {
        open.put(one.finding.key(), new Open(one, nowNs + RESTORED_FOR_NS));
      }
    }
  }

  /** What is to be told now. */
  public List<FindingChange> on(Conclusions conclusions) {
    List<FindingChange> changes = new ArrayList<>();
    if (conclusions.atNs() <= 0) {
      return changes; // nothing was concluded yet
    }
    List<Finding> fresh = new ArrayList<>();
    for (Finding finding : conclusions.findings()) {
      if (finding.severity().level() >= least.level()) {
        Open before = open.get(finding.key());
        if (before == null) {
          fresh.add(finding);
        } else {
          seen(before, finding, conclusions.atNs(), changes);
        }
      }
    }
    close(conclusions.atNs(), changes);
    fresh.forEach(finding -> open(finding, conclusions.atNs(), changes));
    return changes;
  }

  private void seen(Open one, Finding finding, long atNs, List<FindingChange> changes) {
    one.seen = finding;
    one.keptUntilNs = atNs + CLOSES_AFTER_NS;
    if (atNs < one.told.atNs) {
      one.told = new Told(one.told.finding, atNs); // the clock was set back
    }
    if (atNs - one.told.atNs >= CHANGES_EVERY_NS && differs(one.told.finding, finding)) {
      one.told = new Told(finding, atNs);
      changes.add(new FindingChange(Event.CHANGED, atNs, finding));
    }
  }

  private static boolean differs(Finding told, Finding now) {
    boolean moved =
        told.lostMos().isPresent()
            && now.lostMos().isPresent()
            && Math.abs(told.lostMos().getAsDouble() - now.lostMos().getAsDouble())
                >= MOS_MOVED - NEARLY;
    boolean doubled = now.callers() > told.callers() && now.callers() >= 2L * told.callers();
    return told.severity() != now.severity() || moved || doubled;
  }

  private void close(long atNs, List<FindingChange> changes) {
    for (Iterator<Open> all = open.values().iterator(); all.hasNext(); ) {
      Open one = all.next();
      if (one.keptUntilNs - atNs > RESTORED_FOR_NS) {
        one.keptUntilNs = atNs + CLOSES_AFTER_NS; // the clock was set back
      }
      if (atNs >= one.keptUntilNs) {
        all.remove();
        changes.add(new FindingChange(Event.CLOSED, atNs, one.seen));
      }
    }
  }

  private void open(Finding finding, long atNs, List<FindingChange> changes) {
    if (!open.containsKey(finding.key()) && hasRoom(finding.scope().site())) {
      open.put(finding.key(), new Open(new Told(finding, atNs), atNs + CLOSES_AFTER_NS));
      changes.add(new FindingChange(Event.OPENED, atNs, finding));
    }
  }

  private boolean hasRoom(String site) {
    long ofSite = open.keySet().stream().filter(one -> one.scope().site().equals(site)).count();
    return open.size() < most && ofSite < MOST_OF_A_SITE;
  }

  /** Open ones as they were last told, for a start that comes later. */
  public List<Told> open() {
    return open.values().stream().map(one -> one.told).toList();
  }
}
