package org.mosexporter.system;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mosexporter.quality.Json;

/** One call as {@code /api/v1/calls} tells it, read by a reader of the tests' own. */
record ApiCall(Map<?, ?> fields) {
  static List<ApiCall> all(String json) throws IOException {
    return objects((Map<?, ?>) Json.parse(json), "calls").stream().map(ApiCall::new).toList();
  }

  /** The objects of an array within another object; none when it has no such. */
  static List<Map<?, ?>> objects(Map<?, ?> of, String name) {
    List<?> found = of.get(name) instanceof List<?> list ? list : List.of();
    return found.stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
  }

  String text(String name) {
    return String.valueOf(fields.get(name));
  }

  /** What an object within another says. */
  static Map<?, ?> object(Map<?, ?> of, String name) {
    if (of.get(name) instanceof Map<?, ?> found) {
      return found;
    }
    throw new AssertionError("no " + name + " in " + of);
  }

  List<Map<?, ?>> streams() {
    return objects(fields, "streams");
  }

  /** The one stream to a host. */
  Map<?, ?> streamTo(String host) {
    List<Map<?, ?>> found =
        streams().stream()
            .filter(each -> String.valueOf(each.get("destination")).startsWith(host + ":"))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " streams to " + host + " in " + fields);
    }
    return found.getFirst();
  }

  /** Each as source, whose it is, and who sent it on; what is unknown is left out. */
  Set<String> witnesses() {
    Set<String> all = new TreeSet<>();
    for (Map<?, ?> each : objects(fields, "witnesses")) {
      StringBuilder text = new StringBuilder(String.valueOf(each.get("source")));
      for (String name : List.of("reporter", "by")) {
        text.append(each.containsKey(name) ? " " + each.get(name) : "");
      }
      all.add(text.toString());
    }
    return all;
  }
}
