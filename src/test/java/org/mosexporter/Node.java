package org.mosexporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A value of a YAML or JSON file, to be walked without casts. What is not there is an empty node.
 */
record Node(Object value) {
  private static final Object NOTHING = "";

  static Node of(Path file) throws IOException {
    return of(Files.readString(file));
  }

  static Node of(String text) {
    return new Node(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
  }

  Node at(String key) {
    Object found = value instanceof Map<?, ?> map ? map.get(key) : null;
    return new Node(found == null ? NOTHING : found);
  }

  Stream<Node> each() {
    return value instanceof List<?> list ? list.stream().map(Node::new) : Stream.of();
  }

  Stream<Node> each(String key) {
    return at(key).each();
  }

  Stream<String> keys() {
    return value instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf)
        : Stream.of();
  }

  String text(String key) {
    return at(key).text();
  }

  String text() {
    return String.valueOf(value).strip();
  }
}
