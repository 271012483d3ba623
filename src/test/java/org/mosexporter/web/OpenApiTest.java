package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mosexporter.quality.Json;

/** The description of the API says what the API does: its paths, parameters, keys and types. */
class OpenApiTest {
  private static final Map<?, ?> DOCUMENT = document();

  private static Map<?, ?> document() {
    try {
      return (Map<?, ?>)
          Json.parse(new String(Resources.read("openapi.json"), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static Map<?, ?> map(Object in, String... path) {
    Object at = in;
    for (String name : path) {
      at = ((Map<?, ?>) at).get(name);
      if (at == null) {
        throw new AssertionError("no " + name + " in " + String.join(" ", path));
      }
    }
    return (Map<?, ?>) at;
  }

  @Test
  void describesEveryPathAndMethod() {
    Map<String, Set<String>> described = new TreeMap<>();
    map(DOCUMENT, "paths")
        .forEach(
            (path, methods) -> {
              Set<String> names = new TreeSet<>();
              ((Map<?, ?>) methods).keySet().forEach(name -> names.add((String) name));
              described.put((String) path, names);
            });

    assertEquals(
        Map.ofEntries(
            Map.entry("/api/v1/status", Set.of("get")),
            Map.entry("/api/v1/endpoints", Set.of("get")),
            Map.entry("/api/v1/routers", Set.of("get")),
            Map.entry("/api/v1/calls", Set.of("get")),
            Map.entry("/api/v1/calls/{id}", Set.of("get")),
            Map.entry("/api/v1/calls/{id}/report", Set.of("get")),
            Map.entry("/api/v1/calls/{id}.pcap", Set.of("get")),
            Map.entry("/api/v1/changes", Set.of("get", "post")),
            Map.entry("/api/v1/changes/{id}", Set.of("get")),
            Map.entry("/api/v1/findings", Set.of("get")),
            Map.entry("/api/v1/impact", Set.of("get")),
            Map.entry("/api/v1/forget", Set.of("post")),
            Map.entry("/api/v1/openapi.json", Set.of("get"))),
        described);
  }

  /** What the code takes, by the lists that it refuses everything else by. */
  @Test
  void describesEveryParameter() {
    assertEquals(Set.of(), parameters("/api/v1/status"));
    assertEquals(Set.copyOf(EndpointQuery.PARAMETERS), parameters(EndpointRoutes.ALL));
    assertEquals(Set.copyOf(RouterRoutes.PARAMETERS), parameters(RouterRoutes.ALL));
    assertEquals(Set.copyOf(CallRoutes.PARAMETERS), parameters(CallRoutes.ALL));
    assertEquals(Set.copyOf(ChangeRoutes.ALL_PARAMETERS), parameters(ChangeRoutes.ALL));
    assertEquals(Set.of("window"), parameters(ChangeRoutes.ONE + "{id}"));
    assertEquals(Set.copyOf(FindingRoutes.PARAMETERS), parameters(FindingRoutes.PATH));
    assertEquals(Set.copyOf(ImpactRoutes.PARAMETERS), parameters(ImpactRoutes.PATH));
  }

  private static Set<String> parameters(String path) {
    Set<String> names = new HashSet<>();
    Object all = map(DOCUMENT, "paths", path, "get").get("parameters");
    for (Object one : all == null ? List.of() : (List<?>) all) {
      Map<?, ?> parameter = resolved((Map<?, ?>) one);
      if (parameter.get("in").equals("query")) {
        names.add((String) parameter.get("name"));
      }
    }
    return names;
  }

  /** Every key of every answer is described, and is of the type that is. */
  @Test
  void describesWhatIsAnswered() throws IOException {
    DescribedApi described = new DescribedApi(Resources.read("openapi.json"));
    List<String> faults = new ArrayList<>();
    ApiAnswers.all()
        .forEach(
            (path, body) ->
                described
                    .faults(path.strip(), body)
                    .forEach(fault -> faults.add(path + ": " + fault)));
    assertEquals(List.of(), faults);
  }

  @Test
  void describesWhatIsForgotten() throws IOException {
    DescribedApi described = new DescribedApi(Resources.read("openapi.json"));
    try (OwnServer server = new OwnServer()) {
      String request = "POST /api/v1/forget; Content-Type: application/json";
      String body = server.ask(request, "{\"who\":\"1010\"}").body();
      assertTrue(body.contains("\"store\":\"memory\""), body);
      assertEquals(List.of(), described.faultsByName("Erased", body), body);
    }
  }

  @Test
  void describesRefusals() throws IOException {
    DescribedApi described = new DescribedApi(Resources.read("openapi.json"));
    try (OwnServer server = new OwnServer()) {
      for (String path : List.of("nothing", "calls?limit=x", "calls/0", "changes/0")) {
        String body = server.ask("GET /api/v1/" + path).body();
        assertEquals(List.of(), described.faultsByName("Problem", body), body);
      }
    }
  }

  /** So that the checks above are known to find what they look for. */
  @Test
  void theValidatorFindsWhatIsNotDescribed() {
    DescribedApi described = new DescribedApi(Resources.read("openapi.json"));
    List<String> faults = described.faultsByName("Problem", "{\"status\":\"404\",\"colour\":1}");

    assertEquals(
        5, faults.size(), faults.toString()); // one of a wrong type, one unknown, 3 missing
  }

  private static Map<?, ?> resolved(Map<?, ?> schema) {
    Object to = schema.get("$ref");
    return to == null ? schema : map(DOCUMENT, ((String) to).replace("#/", "").split("/"));
  }

  /** Keys that analyze writes of calls and streams are those of records. */
  @Test
  void describesEveryKeyOfTheContract() throws IOException {
    Map<?, ?> call = map(DOCUMENT, "components", "schemas", "Call");
    Map<?, ?> stream = map(DOCUMENT, "components", "schemas", "Stream");
    List<String> missing = new ArrayList<>();
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/contract/analyze-json.txt"))) {
      String path = line.split(" ")[0];
      boolean isStream = path.startsWith("streams[].");
      boolean isCall = path.startsWith("calls[].") && !path.startsWith("calls[].streams[]");
      if ((isStream || isCall)
          && !isDescribed(path.substring(path.indexOf("].") + 2), isStream ? stream : call)) {
        missing.add(path);
      }
    }
    assertEquals(List.of(), missing);
  }

  private static boolean isDescribed(String path, Map<?, ?> schema) {
    Map<?, ?> at = schema;
    for (String name : path.split("\\.")) {
      Object described = resolved(at).get("properties");
      Map<?, ?> properties = described == null ? Map.of() : (Map<?, ?>) described;
      Object next = properties.get(name.replace("[]", ""));
      next = next == null ? resolved(at).get("additionalProperties") : next;
      if (!(next instanceof Map<?, ?> found)) {
        return false;
      }
      at = name.endsWith("[]") ? (Map<?, ?>) resolved(found).get("items") : found;
    }
    return true;
  }

  /** A call or a phone may sound well. */
  @Test
  void findingsNeedNotBeThere() {
    Map<?, ?> call = map(DOCUMENT, "components", "schemas", "Call", "properties");
    assertTrue(call.containsKey("findings"));
    Map<?, ?> endpoint = map(DOCUMENT, "components", "schemas", "Endpoint", "properties");
    assertTrue(endpoint.containsKey("findings"));
    assertFalse(
        map(DOCUMENT, "components", "schemas", "Call")
            .get("required")
            .toString()
            .contains("findings"));
  }

  /**
   * Asked by the name of another host, as a page of somebody's could: what is private or written is
   * refused before anything else is looked at, and what is open is not.
   */
  @Test
  void everyPathNeedsWhatItSays() throws IOException {
    Map<String, Object> needs = new TreeMap<>();
    needs.put("GET /config", "private");
    needs.put("POST /-/reload", "write");
    needs.put("PUT /-/reload", "write");
    map(DOCUMENT, "paths")
        .forEach(
            (path, methods) ->
                ((Map<?, ?>) methods)
                    .forEach(
                        (method, operation) ->
                            needs.put(
                                method.toString().toUpperCase(Locale.ROOT) + " " + path,
                                ((Map<?, ?>) operation).get("x-needs"))));
    try (OwnServer server = new OwnServer()) {
      for (Map.Entry<String, Object> one : needs.entrySet()) {
        String request = one.getKey().replace("{id}", "0123456789abcdef0123456789abcdef");
        boolean isOpen = one.getValue().equals("open");
        for (String strange : List.of("Host: phones.example", "X-Forwarded-For: 192.0.2.1")) {
          int status = server.ask(request + "; " + strange).status();
          assertEquals(!isOpen, status == 403, request + "; " + strange + ": " + status);
        }
        if (one.getValue().equals("write")) {
          String json = "; Content-Type: application/json";
          assertEquals(403, server.ask(request + json + "; Origin: http://a.example").status());
          assertEquals(403, server.ask(request + json + "; Sec-Fetch-Site: cross-site").status());
          assertEquals(415, server.ask(request + "; Content-Type: text/plain", "{}").status());
        }
      }
    }
    assertEquals(4 + 13, needs.size(), needs.toString());
  }

  @Test
  void anyoneMayReadIt() throws IOException {
    try (OwnServer server = new OwnServer()) {
      OwnServer.Answer answer = server.ask("GET /api/v1/openapi.json; Host: phones.example");
      assertEquals(200, answer.status());
      assertEquals("application/json", answer.header("Content-Type"));
      assertTrue(answer.body().contains("\"openapi\": \"3.1.0\""));
    }
  }
}
