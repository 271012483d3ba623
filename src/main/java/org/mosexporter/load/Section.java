package org.mosexporter.load;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.mosexporter.config.Secret;

/**
 * One mapping of the file, read key by key. A reader asks for every key it knows and then calls
 * {@link #refuseOthers}; what is wrong is noted and the default taken, so that one run tells all
 * problems.
 */
final class Section {
  private final ImmutableNode node;
  private final Lines.Path path;
  private final Problems problems;
  private final Secrets secrets;
  private final Set<String> known = new LinkedHashSet<>();

  Section(ImmutableNode node, Lines.Path path, Problems problems, Secrets secrets) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    this.secrets = secrets;
  }

  Lines.Path path() {
    return path;
  }

  Problems problems() {
    return problems;
  }

  /** The value of a key, read by {@code read}; an IllegalArgumentException of it is the remedy. */
  <T> Optional<T> value(String key, Function<String, T> read) {
    List<ImmutableNode> found = children(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.size() > 1) {
      problems.add(path.child(key), "one value is expected here, not a list");
      return Optional.empty();
    }
    return scalar(found.getFirst(), path.child(key)).flatMap(text -> read(key, text, read));
  }

  private <T> Optional<T> read(String key, String text, Function<String, T> read) {
    try {
      return Optional.of(read.apply(text));
    } catch (IllegalArgumentException wrong) {
      problems.addValue(path.child(key), text, String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  Optional<String> text(String key) {
    return value(key, Function.identity());
  }

  /** A text that this section cannot do without. */
  String required(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty() && children(key).isEmpty()) {
      problems.add(path, "'" + key + "' is missing");
    }
    return text.orElse("");
  }

  /** A secret: taken from where ${env:…} or ${file:…} points; never shown in a problem. */
  Optional<Secret> secret(String key) {
    return secret(key, Function.identity());
  }

  /** What {@code read} makes of a text with a secret in it; its exceptions must not tell it. */
  <T> Optional<T> secret(String key, Function<Secret, T> read) {
    List<ImmutableNode> found = children(key);
    if (found.isEmpty() || found.getFirst().getValue() == null) {
      return Optional.empty();
    }
    try {
      String text = String.valueOf(found.getFirst().getValue());
      return Optional.of(read.apply(secrets.resolve(text)));
    } catch (IllegalArgumentException unreadable) {
      problems.add(path.child(key), String.valueOf(unreadable.getMessage()));
      return Optional.empty();
    }
  }

  Duration duration(String key, Duration otherwise) {
    return value(key, Units::duration).orElse(otherwise);
  }

  boolean flag(String key, boolean otherwise) {
    return value(key, Units::flag).orElse(otherwise);
  }

  int count(String key, int otherwise, int least, int most) {
    return value(key, text -> Units.whole(text, least, most)).orElse(otherwise);
  }

  double number(String key, double otherwise, double least, double most) {
    return value(key, text -> Units.number(text, least, most)).orElse(otherwise);
  }

  <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
    return value(key, text -> Units.choice(text, type)).orElse(otherwise);
  }

  /** The texts of a list of scalars; a single scalar is a list of one. */
  <T> List<T> values(String key, Function<String, T> read) {
    List<T> values = new ArrayList<>();
    List<ImmutableNode> found = children(key);
    for (int i = 0; i < found.size(); i++) {
      if (isNothing(found.get(i))) {
        continue;
      }
      Lines.Path at = path.child(key).element(i);
      scalar(found.get(i), at)
          .ifPresent(
              text -> {
                try {
                  values.add(read.apply(text));
                } catch (IllegalArgumentException wrong) {
                  problems.addValue(at, text, String.valueOf(wrong.getMessage()));
                }
              });
    }
    return values;
  }

  /** A nested mapping; empty when the key is absent. */
  Section section(String key) {
    List<ImmutableNode> found = children(key);
    Lines.Path at = path.child(key);
    if (found.size() > 1 || (!found.isEmpty() && found.getFirst().getValue() != null)) {
      problems.add(at, "a mapping (key: value) is expected here");
      return new Section(new ImmutableNode.Builder().create(), at, problems, secrets);
    }
    ImmutableNode inner = found.isEmpty() ? new ImmutableNode.Builder().create() : found.getFirst();
    return new Section(inner, at, problems, secrets);
  }

  /** The mappings of a list. */
  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    List<ImmutableNode> found = children(key);
    for (int i = 0; i < found.size(); i++) {
      Lines.Path at = path.child(key).element(i);
      if (found.get(i).getValue() != null) {
        problems.addValue(
            at, String.valueOf(found.get(i).getValue()), "a mapping (key: value) is expected here");
      } else if (!isNothing(found.get(i))) {
        sections.add(new Section(found.get(i), at, problems, secrets));
      }
    }
    return sections;
  }

  /** The mappings under names that the user chose. */
  Map<String, Section> named(String key) {
    Map<String, Section> sections = new LinkedHashMap<>();
    Section outer = section(key);
    for (ImmutableNode child : outer.node.getChildren()) {
      outer.known.add(child.getNodeName());
      sections.put(child.getNodeName(), outer.section(child.getNodeName()));
    }
    return sections;
  }

  /** The scalars under names that the user chose. */
  Map<String, String> texts(String key) {
    return texts(key, Function.identity());
  }

  /** What {@code read} makes of the scalars under names that the user chose. */
  <T> Map<String, T> texts(String key, Function<String, T> read) {
    Map<String, T> texts = new LinkedHashMap<>();
    Section outer = section(key);
    for (ImmutableNode child : outer.node.getChildren()) {
      outer.value(child.getNodeName(), read).ifPresent(it -> texts.put(child.getNodeName(), it));
    }
    return texts;
  }

  /** The names that the user chose, with the text of each, where it has one. */
  Map<String, Optional<String>> entries(String key) {
    Map<String, Optional<String>> entries = new LinkedHashMap<>();
    Section outer = section(key);
    for (ImmutableNode child : outer.node.getChildren()) {
      entries.put(child.getNodeName(), outer.text(child.getNodeName()));
    }
    return entries;
  }

  boolean has(String key) {
    return !children(key).isEmpty();
  }

  /** Notes every key that nobody asked for. */
  void refuseOthers() {
    for (ImmutableNode child : node.getChildren()) {
      if (!known.contains(child.getNodeName())) {
        problems.add(
            path.child(child.getNodeName()),
            "unknown key; known here: " + known.stream().sorted().collect(joining(", ")));
      }
    }
  }

  private List<ImmutableNode> children(String key) {
    known.add(key);
    return node.getChildren().stream().filter(child -> child.getNodeName().equals(key)).toList();
  }

  private Optional<String> scalar(ImmutableNode child, Lines.Path at) {
    if (!child.getChildren().isEmpty()) {
      problems.add(at, "one value is expected here, not a mapping");
      return Optional.empty();
    }
    return Optional.ofNullable(child.getValue()).map(String::valueOf);
  }

  private static boolean isNothing(ImmutableNode child) {
    return child.getValue() == null && child.getChildren().isEmpty();
  }
}
