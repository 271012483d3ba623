package org.mosexporter.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.mosexporter.config.Site;
import org.mosexporter.diagnosis.CallFact;
import org.mosexporter.diagnosis.Impact;
import org.mosexporter.record.HistoryUnavailableException;
import org.mosexporter.record.ImpactJson;
import org.mosexporter.record.Instants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What bad calls cost: {@code /api/v1/impact}. */
final class ImpactRoutes {
  static final String PATH = "/api/v1/impact";
  static final List<String> PARAMETERS = List.of("from", "to", "site");

  private static final Logger LOG = LoggerFactory.getLogger(ImpactRoutes.class);
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(92);

  private final Backend backend;

  /** An estimate reads weeks of calls: one at a time. */
  private final Semaphore estimating = new Semaphore(1);

  ImpactRoutes(Backend backend) {
    this.backend = backend;
  }

  /** Of the calls that started in the time asked for: the last week, where none is. */
  Reply answer(Ask ask) {
    Parameters parameters = Parameters.of(ask, PARAMETERS);
    Instant to = parameters.instant("to").orElse(backend.clock().instant());
    Instant from = parameters.instant("from").orElse(to.minus(USUAL));
    Duration length = Duration.between(from, to);
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
      throw new BadParameterException(
          "from", "It is before to, by " + LONGEST.toDays() + " days at most.");
    }
    if (!estimating.tryAcquire()) {
      return Problem.of(ask, 503, "Another estimate is being made; try again in a moment.");
    }
    try {
      return estimate(from, to, parameters.text("site"));
    } catch (HistoryUnavailableException unreadable) {
      LOG.warn("what calls cost cannot be told: {}", unreadable.getMessage());
      return Problem.of(ask, 503, "The records of calls cannot be read now; the log says why.");
    } finally {
      estimating.release();
    }
  }

  private Reply estimate(Instant from, Instant to, Optional<String> site)
      throws HistoryUnavailableException {
    Map<String, Impact> bySite = new TreeMap<>();
    Impact.Room room = new Impact.Room(Impact.MOST_CALLS);
    backend
        .history()
        .between(
            from,
            to,
            call -> {
              if (site.isEmpty() || site.get().equals(call.site())) {
                impact(bySite, call, room).add(call);
              }
            });
    Map<String, Impact.Found> found = new TreeMap<>();
    bySite.forEach((name, impact) -> found.put(name, impact.found()));
    return new Reply(
        200,
        "application/json",
        out -> ImpactJson.write(Instants.ns(from), Instants.ns(to), found, out));
  }

  private Impact impact(Map<String, Impact> bySite, CallFact call, Impact.Room room) {
    Map<String, Site> sites = backend.config().get().sites();
    return bySite.computeIfAbsent(
        call.site(),
        name -> new Impact(sites.getOrDefault(name, Site.defaults()).timezone(), room));
  }
}
