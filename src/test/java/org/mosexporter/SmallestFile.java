package org.mosexporter;

import static org.mosexporter.ConfigTree.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest configuration in which a key can stand, without that key: what it stands in, and
 * what those sections cannot do without, with the values of the page's example. For a key that
 * stands in nothing of the kind it is the empty one.
 */
final class SmallestFile {
  private final List<DocumentedKey> keys;
  private final Map<String, Object> example;
  private ConfigTree tree = ConfigTree.empty();
  private Optional<Object> shown = Optional.empty();

  private SmallestFile(List<DocumentedKey> keys, Map<String, Object> example) {
    this.keys = keys;
    this.example = example;
  }

  static SmallestFile around(
      DocumentedKey key, List<DocumentedKey> keys, Map<String, Object> example) {
    SmallestFile file = new SmallestFile(keys, example);
    file.fill(file.tree.root(), example, "", key.segments());
    keys.stream()
        .filter(one -> one.equals(key) || one.isIn(key.path() + "[]."))
        .flatMap(one -> one.refersTo().stream())
        .forEach(file::add);
    file.tree = file.tree.without(key);
    return file;
  }

  ConfigTree tree() {
    return tree;
  }

  /** What the example says of the key. */
  Optional<Object> shown() {
    return shown;
  }

  /** Puts into a section what it cannot do without, and what leads to the key. */
  private void fill(
      Map<String, Object> section, Map<String, Object> from, String prefix, List<String> towards) {
    List<DocumentedKey> here = keys.stream().filter(key -> key.isIn(prefix)).toList();
    boolean whole = here.stream().anyMatch(DocumentedKey::isConditional);
    for (DocumentedKey one : here) {
      if ((whole || one.isRequired()) && from.containsKey(one.name())) {
        section.put(one.name(), from.get(one.name()));
        one.refersTo().forEach(this::add);
      }
    }
    if (towards.size() == 1) {
      shown = Optional.ofNullable(from.get(towards.getFirst()));
    } else {
      String below = prefix + towards.getFirst() + ".";
      descend(section, from, below, towards.getFirst(), towards.subList(1, towards.size()));
    }
  }

  private void descend(
      Map<String, Object> section,
      Map<String, Object> from,
      String below,
      String segment,
      List<String> rest) {
    Map<String, Object> inner = new LinkedHashMap<>();
    if (segment.equals("<name>")) {
      List<String> names = List.copyOf(from.keySet());
      String name = names.get(chosen(List.copyOf(from.values()), rest.getFirst()));
      section.put(name, inner);
      fill(inner, mapping(from.get(name)), below, rest);
    } else if (segment.endsWith("[]")) {
      String name = segment.replace("[]", "");
      if (!(from.get(name) instanceof List<?> entries)) {
        throw new IllegalStateException("the example has no " + below);
      }
      section.put(name, new ArrayList<>(List.of(inner)));
      fill(inner, mapping(entries.get(chosen(entries, rest.getFirst()))), below, rest);
    } else {
      section.put(segment, inner);
      fill(inner, mapping(from.getOrDefault(segment, Map.of())), below, rest);
    }
  }

  /** The last entry that has the key, else the first. */
  private static int chosen(List<?> entries, String key) {
    String name = key.replace("[]", "");
    int chosen = 0;
    for (int i = 0; i < entries.size(); i++) {
      chosen = mapping(entries.get(i)).containsKey(name) ? i : chosen;
    }
    return chosen;
  }

  /** Adds a section whose names are used elsewhere, and what that one uses. */
  private void add(String path) {
    Map<String, Object> into = tree.root();
    Map<String, Object> from = example;
    List<String> names = List.of(path.split("\\.", -1));
    for (String name : names.subList(0, names.size() - 1)) {
      from = mapping(from.get(name));
      into = mapping(into.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>()));
    }
    if (into.putIfAbsent(names.getLast(), from.get(names.getLast())) == null) {
      keys.stream()
          .filter(key -> key.isIn(path + "[]."))
          .flatMap(key -> key.refersTo().stream())
          .forEach(this::add);
    }
  }
}
