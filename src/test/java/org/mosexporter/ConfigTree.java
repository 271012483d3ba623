package org.mosexporter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * A configuration as a tree of mappings, lists and scalars. In a path {@code []} is a list's first
 * entry, {@code <name>} the first name.
 */
record ConfigTree(Map<String, Object> root) {
  static ConfigTree empty() {
    return new ConfigTree(new LinkedHashMap<>());
  }

  static ConfigTree of(String yaml) {
    return new ConfigTree(new Yaml().load(yaml));
  }

  @SuppressWarnings("unchecked") // YAML's mappings, of names
  static Map<String, Object> mapping(Object node) {
    return (Map<String, Object>) node;
  }

  /** The same with a value there. */
  ConfigTree with(DocumentedKey key, Object value) {
    ConfigTree copy = of(yaml());
    copy.holder(key).put(key.name(), value);
    return copy;
  }

  ConfigTree without(DocumentedKey key) {
    ConfigTree copy = of(yaml());
    copy.holder(key).remove(key.name());
    return copy;
  }

  /** Whether something stands there. */
  boolean has(DocumentedKey key) {
    Object value = holder(key).getOrDefault(key.name(), "");
    return !List.of("", List.of(), Map.of()).contains(value);
  }

  /** The text of a key's neighbour. */
  String beside(DocumentedKey key, String neighbour) {
    return String.valueOf(holder(key).get(neighbour));
  }

  private Map<String, Object> holder(DocumentedKey key) {
    Map<String, Object> at = root;
    List<String> segments = key.segments();
    for (String segment : segments.subList(0, segments.size() - 1)) {
      if (segment.equals("<name>")) {
        at = mapping(at.values().iterator().next());
      } else if (segment.endsWith("[]")) {
        at = mapping(((List<?>) at.get(segment.replace("[]", ""))).getFirst());
      } else {
        at = mapping(at.computeIfAbsent(segment, _ -> new LinkedHashMap<String, Object>()));
      }
    }
    return at;
  }

  String yaml() {
    return new Yaml().dump(root);
  }
}
