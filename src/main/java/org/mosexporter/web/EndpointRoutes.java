package org.mosexporter.web;

import org.mosexporter.call.Snapshots;
import org.mosexporter.record.EndpointsJson;

/** Endpoints with what is known of each: {@code /api/v1/endpoints}. */
final class EndpointRoutes {
  static final String ALL = "/api/v1/endpoints";

  private final Snapshots tracker;

  EndpointRoutes(Snapshots tracker) {
    this.tracker = tracker;
  }

  /** In order of site and address. */
  Reply all(Ask ask) {
    return new Reply(200, "application/json", out -> EndpointsJson.write(tracker, out));
  }
}
