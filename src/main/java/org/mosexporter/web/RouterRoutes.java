package org.mosexporter.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mosexporter.network.RouterEvents;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.record.RoutersJson;

/** Routers and switches with what they said last: {@code /api/v1/routers}. */
final class RouterRoutes {
  static final String ALL = "/api/v1/routers";
  static final List<String> PARAMETERS =
      List.of("site", "router", Parameters.LIMIT, Parameters.CURSOR);

  private final Supplier<List<RouterSnapshot>> routers;
  private final Supplier<List<RouterEvents>> events;

  RouterRoutes(Supplier<List<RouterSnapshot>> routers, Supplier<List<RouterEvents>> events) {
    this.routers = routers;
    this.events = events;
  }

  /** In the order of the configuration, with texts of the devices. */
  Reply all(Ask ask) {
    Parameters parameters = Parameters.of(ask, PARAMETERS);
    Optional<String> site = parameters.text("site");
    Optional<String> router = parameters.text("router");
    List<RouterSnapshot> rest =
        behind(Page.after(parameters))
            .filter(one -> site.isEmpty() || site.get().equals(one.site()))
            .filter(one -> router.isEmpty() || router.get().equals(one.router()))
            .toList();
    Page<RouterSnapshot> page = Page.of(rest, parameters.limit(), RouterRoutes::name);
    return new Reply(
        200,
        "application/json",
        out -> RoutersJson.write(page.rows(), events.get(), page.next().orElse(""), out));
  }

  private Stream<RouterSnapshot> behind(Optional<List<String>> last) {
    List<RouterSnapshot> all = routers.get();
    if (last.isEmpty()) {
      return all.stream();
    }
    if (all.stream().noneMatch(one -> name(one).equals(last.get()))) {
      throw Page.notOurs();
    }
    return all.stream().dropWhile(one -> !name(one).equals(last.get())).skip(1);
  }

  private static List<String> name(RouterSnapshot router) {
    return List.of(router.site(), router.router());
  }
}
