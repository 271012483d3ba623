package org.mosexporter.web;

import static org.mosexporter.web.Access.Need.OPEN;
import static org.mosexporter.web.Access.Need.PRIVATE;
import static org.mosexporter.web.Access.Need.WRITE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.mosexporter.metrics.Exposition;
import org.mosexporter.record.StatusJson;

/** Which path answers what (DESIGN §8). */
final class Routes {
  private static final Set<String> READ = Set.of("GET", "HEAD");
  private static final Set<String> READ_OR_ADD = Set.of("GET", "HEAD", "POST");
  private static final Set<String> CHANGE = Set.of("POST", "PUT");
  private static final String JSON = "application/json";

  /**
   * A path's answer.
   *
   * @param need what who asks must be
   * @param methods that it answers to; others get 405
   */
  record Route(Access.Need need, Set<String> methods, Function<Ask, Reply> answer) {}

  private final Map<String, Route> byPath = new HashMap<>();
  private final Route oneCall;
  private final Route report;
  private final Route capture;
  private final Route oneChange;
  private final PageRoutes pages;

  Routes(Backend backend, String telemetryPath) {
    pages = new PageRoutes(backend, telemetryPath);
    byPath.put("/-/healthy", new Route(OPEN, READ, ask -> Reply.plain(200, "Healthy")));
    byPath.put("/-/ready", new Route(OPEN, READ, ask -> ready(backend)));
    byPath.put("/-/reload", new Route(WRITE, CHANGE, _ -> reload(backend)));
    CallRoutes calls = new CallRoutes(backend.archive(), backend.live());
    byPath.put(
        ForgetRoutes.ALL, new Route(WRITE, CHANGE, new ForgetRoutes(backend.forget())::erase));
    byPath.put(CallRoutes.ALL, new Route(PRIVATE, READ, calls::all));
    oneCall = new Route(PRIVATE, READ, calls::one);
    CallSearch search = new CallSearch(backend.archive(), backend.live());
    report = new Route(PRIVATE, READ, new CallReport(search, backend::keepsPackets)::answer);
    String application = "mos-exporter " + backend.build().version();
    capture =
        new Route(PRIVATE, READ, new CallCaptureRoute(search, backend.kept(), application)::answer);
    byPath.put("/api/v1/status", new Route(OPEN, READ, ask -> status(ask, backend)));
    EndpointRoutes endpoints = new EndpointRoutes(backend);
    byPath.put(EndpointRoutes.ALL, new Route(PRIVATE, READ, endpoints::all));
    ChangeRoutes changes = new ChangeRoutes(backend);
    byPath.put(ChangeRoutes.ALL, new Route(PRIVATE, READ_OR_ADD, changes::all));
    oneChange = new Route(PRIVATE, READ, changes::one);
    ImpactRoutes impact = new ImpactRoutes(backend);
    byte[] description = Resources.read("openapi.json");
    byPath.put(
        "/api/v1/openapi.json", new Route(OPEN, READ, _ -> Reply.of(200, JSON, description)));
    FindingRoutes findings = new FindingRoutes(backend.conclusions());
    byPath.put(FindingRoutes.PATH, new Route(PRIVATE, READ, findings::all));
    byPath.put(ImpactRoutes.PATH, new Route(PRIVATE, READ, impact::answer));
    RouterRoutes routers = new RouterRoutes(backend.routers(), backend.routerEvents());
    byPath.put(RouterRoutes.ALL, new Route(PRIVATE, READ, routers::all));
    byPath.put(
        "/config", new Route(PRIVATE, READ, _ -> Reply.plain(200, backend.configText().get())));
    byPath.put(telemetryPath, new Route(OPEN, READ, ask -> metrics(ask, backend)));
  }

  private @Nullable Route route(Ask ask) {
    Route exact = byPath.get(ask.path());
    if (exact != null) {
      return exact;
    }
    if (ask.path().startsWith(ChangeRoutes.ONE)) {
      return oneChange;
    }
    if (CallReport.isAt(ask.path())) {
      return report;
    }
    if (CallCaptureRoute.isAt(ask.path())) {
      return capture;
    }
    return ask.path().startsWith(CallRoutes.ONE)
        ? oneCall
        : pages.at(ask.path()).map(page -> new Route(OPEN, READ, page)).orElse(null);
  }

  Reply answer(Ask ask) {
    Route route = route(ask);
    if (route == null) {
      return Problem.of(ask, 404, "Nothing here.");
    }
    if (!route.methods.contains(ask.method())) {
      return Problem.of(ask, 405, "Use " + String.join(" or ", allowed(ask)) + ".");
    }
    Optional<Access.Refusal> refused = Access.refusal(route.need, ask);
    if (refused.isPresent()) {
      return Problem.of(ask, refused.get().status(), refused.get().why());
    }
    try {
      return wanted(ask, route.answer.apply(ask));
    } catch (BadParameterException bad) {
      return Problem.of(ask, bad);
    }
  }

  /** An answer of the API in a form that was not asked for is none; what was written is. */
  private static Reply wanted(Ask ask, Reply reply) {
    boolean isRefused =
        Problem.isApi(ask.path())
            && reply.status() == 200
            && READ.contains(ask.method())
            && !ask.accepts(reply.contentType());
    return isRefused ? Problem.of(ask, 406, "The answer is " + reply.contentType() + ".") : reply;
  }

  /** Methods that the path answers to, sorted; none when there is no such path. */
  SortedSet<String> allowed(Ask ask) {
    Route route = route(ask);
    return route == null ? new TreeSet<>() : new TreeSet<>(route.methods);
  }

  private static Reply ready(Backend backend) {
    return backend.ready().getAsBoolean()
        ? Reply.plain(200, "Ready")
        : Reply.plain(503, "Not ready: the inputs are not open yet.");
  }

  private static Reply metrics(Ask ask, Backend backend) {
    Exposition scrape = backend.metrics().scrape(ask.header(HttpHeader.ACCEPT));
    return new Reply(200, scrape.contentType(), scrape::writeTo);
  }

  private static Reply status(Ask ask, Backend backend) {
    Parameters.of(ask, List.of());
    return new Reply(
        200,
        JSON,
        out -> StatusJson.write(backend.reporters().get(), backend.tracker().figures(), out));
  }

  private static Reply reload(Backend backend) {
    return backend
        .reload()
        .reload()
        .map(why -> Reply.plain(500, "The configuration before is still in use: " + why))
        .orElseGet(() -> Reply.plain(200, "Reloaded."));
  }
}
