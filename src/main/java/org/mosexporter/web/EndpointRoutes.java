package org.mosexporter.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.mosexporter.call.Snapshots;
import org.mosexporter.config.Privacy;
import org.mosexporter.diagnosis.EndpointFindings;
import org.mosexporter.quality.Band;
import org.mosexporter.record.EndpointsJson;
import org.mosexporter.record.Instants;

/** Endpoints with what is known of each: {@code /api/v1/endpoints}. */
final class EndpointRoutes {
  static final String ALL = "/api/v1/endpoints";

  /** What ended longer ago is over, unless an interval lasts longer. */
  private static final Duration AT_LEAST_FRESH = Duration.ofMinutes(2);

  private final Snapshots tracker;
  private final Backend backend;

  EndpointRoutes(Backend backend) {
    this.backend = backend;
    tracker = backend.tracker();
  }

  /** Those that are asked for. */
  Reply all(Ask ask) {
    EndpointQuery query = new EndpointQuery(ask);
    Privacy.Form users = backend.config().get().privacy().users();
    Page<EndpointRow> page = query.of(EndpointRow.of(tracker, freshFromNs(), users));
    List<EndpointsJson.Row> rows = page.rows().stream().map(this::row).toList();
    return new Reply(
        200,
        "application/json",
        out -> EndpointsJson.write(rows, tracker.figures(), page.next().orElse(""), out));
  }

  private EndpointsJson.Row row(EndpointRow row) {
    return new EndpointsJson.Row(
        row.endpoint(),
        EndpointQuery.band(row).map(Band::label).orElse(""),
        row.received(),
        row.sent(),
        EndpointFindings.own(row.endpoint(), backend.conclusions().get()));
  }

  private long freshFromNs() {
    Instant now = backend.clock().instant();
    Duration interval = backend.config().get().quality().interval();
    return Instants.ns(now)
        - Math.max(AT_LEAST_FRESH.toNanos(), interval.multipliedBy(2).toNanos());
  }
}
