package org.mosexporter.web;

import java.util.List;
import java.util.function.Supplier;
import org.mosexporter.network.RouterEvents;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.record.RoutersJson;

/** Routers and switches with what they said last: {@code /api/v1/routers}. */
final class RouterRoutes {
  static final String ALL = "/api/v1/routers";

  private final Supplier<List<RouterSnapshot>> routers;
  private final Supplier<List<RouterEvents>> events;

  RouterRoutes(Supplier<List<RouterSnapshot>> routers, Supplier<List<RouterEvents>> events) {
    this.routers = routers;
    this.events = events;
  }

  /** In the order of the configuration, with texts of the devices. */
  Reply all(Ask ask) {
    return new Reply(
        200, "application/json", out -> RoutersJson.write(routers.get(), events.get(), out));
  }
}
