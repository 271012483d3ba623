package org.mosexporter.web;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.config.Site;
import org.mosexporter.diagnosis.Change;
import org.mosexporter.diagnosis.ChangeComparison;
import org.mosexporter.diagnosis.ChangeEffect;
import org.mosexporter.diagnosis.ChangeWindow;
import org.mosexporter.record.ChangeEffectJson;
import org.mosexporter.record.ChangeJson;
import org.mosexporter.record.HistoryUnavailableException;
import org.mosexporter.record.Instants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes, and whether they helped: {@code /api/v1/changes} and {@code /api/v1/changes/ID}. */
final class ChangeRoutes {
  static final String ALL = "/api/v1/changes";
  static final String ONE = ALL + "/";
  static final List<String> ALL_PARAMETERS = List.of("site", Parameters.LIMIT, Parameters.CURSOR);
  static final List<String> ONE_PARAMETERS = List.of("window");

  private static final Logger LOG = LoggerFactory.getLogger(ChangeRoutes.class);
  private static final String JSON = "application/json";
  private static final int MOST_BYTES = 4096;
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final int WINDOW_DAYS = 7;
  private static final int LONGEST_WINDOW_DAYS = 90;

  private final Backend backend;

  /** A comparison reads weeks of calls: one at a time. */
  private final Semaphore comparing = new Semaphore(1);

  ChangeRoutes(Backend backend) {
    this.backend = backend;
  }

  /** The list, or one more. */
  Reply all(Ask ask) {
    if (ask.method().equals("POST")) {
      return Access.refusal(Access.Need.WRITE, ask)
          .map(refused -> Problem.of(ask, refused.status(), refused.why()))
          .orElseGet(() -> add(ask));
    }
    return page(Parameters.of(ask, ALL_PARAMETERS));
  }

  /** Latest first. */
  private Reply page(Parameters parameters) {
    Optional<String> site = parameters.text("site");
    Optional<List<String>> after = Page.after(parameters);
    List<Change> all =
        backend.changes().earliestFirst().reversed().stream()
            .filter(change -> site.isEmpty() || change.touches(site.get()))
            .toList();
    if (after.isPresent() && all.stream().noneMatch(one -> name(one).equals(after.get()))) {
      throw Page.notOurs();
    }
    List<Change> rest =
        after.isEmpty()
            ? all
            : all.stream().dropWhile(one -> !name(one).equals(after.get())).skip(1).toList();
    Page<Change> page = Page.of(rest, parameters.limit(), ChangeRoutes::name);
    return new Reply(200, JSON, out -> ChangeJson.write(page.rows(), page.next().orElse(""), out));
  }

  private static List<String> name(Change change) {
    return List.of(change.id());
  }

  private Reply add(Ask ask) {
    Parameters.of(ask, List.of());
    String type = ask.header(HttpHeader.CONTENT_TYPE).toLowerCase(Locale.ROOT);
    if (!type.equals(JSON) && !type.startsWith(JSON + ";")) {
      return Problem.of(ask, 415, "The body must be application/json.");
    }
    try {
      byte[] body = ask.body().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        return Problem.of(ask, 413, "More than " + MOST_BYTES + " bytes are too many.");
      }
      ChangeJson.Told told = ChangeJson.told(body);
      Change added = backend.changes().add(at(told.at()), site(told.site()), told.text());
      return new Reply(201, JSON, out -> ChangeJson.write(added, out));
    } catch (IllegalArgumentException bad) {
      return Problem.of(ask, 400, String.valueOf(bad.getMessage()));
    } catch (IOException full) {
      LOG.error("a change was not kept: {}", full.getMessage());
      return Problem.of(ask, 500, "The change could not be written; the log says why.");
    }
  }

  private long at(String told) {
    Instant now = backend.clock().instant();
    if (told.isEmpty()) {
      return Instants.ns(now);
    }
    try {
      Instant at = OffsetDateTime.parse(told).toInstant();
      if (at.isAfter(EARLIEST) && at.isBefore(now.plus(AHEAD))) {
        return Instants.ns(at);
      }
    } catch (DateTimeException notATime) {
      throw new IllegalArgumentException("at is a time like 2026-07-01T12:00:00Z.", notATime);
    }
    throw new IllegalArgumentException("at is a time since 2000, and at most a day ahead.");
  }

  private String site(String told) {
    Config config = backend.config().get();
    if (told.isEmpty()) {
      return config.site();
    }
    Set<String> sites = new TreeSet<>(config.sites().keySet());
    config.networks().stream().map(Network::site).forEach(sites::add);
    if (!sites.contains(told)) {
      throw new IllegalArgumentException(
          "There is no such site; there are: " + String.join(", ", sites) + ".");
    }
    return told;
  }

  /** The one that the path names, with its effect. */
  Reply one(Ask ask) {
    return compared(ask, Parameters.of(ask, ONE_PARAMETERS));
  }

  private Reply compared(Ask ask, Parameters parameters) {
    int days = days(parameters.text("window"));
    Optional<Change> change = backend.changes().find(ask.path().substring(ONE.length()));
    if (change.isEmpty()) {
      return Problem.of(ask, 404, "No such change.");
    }
    if (!comparing.tryAcquire()) {
      return Problem.of(ask, 503, "Another comparison is being made; try again in a moment.");
    }
    try {
      return compared(change.get(), Duration.ofDays(days));
    } catch (HistoryUnavailableException unreadable) {
      LOG.warn("calls cannot be compared: {}", unreadable.getMessage());
      return Problem.of(ask, 503, "The records of calls cannot be read now; the log says why.");
    } finally {
      comparing.release();
    }
  }

  private Reply compared(Change change, Duration each) throws HistoryUnavailableException {
    long nowNs = Instants.ns(backend.clock().instant());
    ChangeWindow window =
        ChangeWindow.around(change, backend.changes().earliestFirst(), each.toNanos(), nowNs);
    ChangeComparison comparison = new ChangeComparison(change, window, zone(change.site()));
    backend.history().between(instant(window.fromNs()), instant(window.toNs()), comparison::add);
    ChangeEffect effect = comparison.effect();
    return new Reply(200, JSON, out -> ChangeEffectJson.write(change, window, effect, out));
  }

  private ZoneId zone(String site) {
    return backend.config().get().sites().getOrDefault(site, Site.defaults()).timezone();
  }

  private static Instant instant(long atNs) {
    return Instant.EPOCH.plusNanos(atNs);
  }

  private static int days(Optional<String> window) {
    if (window.isEmpty()) {
      return WINDOW_DAYS;
    }
    if (window.get().matches("[0-9]{1,2}d")) {
      int days = Integer.parseInt(window.get().replace("d", ""));
      if (days >= 1 && days <= LONGEST_WINDOW_DAYS) {
        return days;
      }
    }
    throw new BadParameterException(
        "window", "It is a number of days on each side, from 1d to " + LONGEST_WINDOW_DAYS + "d.");
  }
}
