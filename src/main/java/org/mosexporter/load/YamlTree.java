package org.mosexporter.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.YAMLConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** A YAML text as the tree that {@link Section} reads. */
final class YamlTree extends YAMLConfiguration {
  private YamlTree() {}

  /**
   * With numbers and flags as YAML has them.
   *
   * @param hint what a file of this kind begins with, for a text that is none
   */
  static ImmutableNode of(String file, String yaml, String hint) throws ConfigException {
    return of(file, yaml, hint, new Resolver());
  }

  /** With every scalar as it is written: a user may be called 007 or on. */
  static ImmutableNode ofTexts(String file, String yaml, String hint) throws ConfigException {
    return of(file, yaml, hint, new OnlyTexts());
  }

  private static ImmutableNode of(String file, String yaml, String hint, Resolver resolver)
      throws ConfigException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(50);
    DumperOptions unused = new DumperOptions();
    Yaml parser =
        new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, resolver);
    YamlTree tree = new YamlTree();
    try {
      Object root = parser.load(yaml);
      if (root != null) { // an empty file runs
        tree.take((Map<?, ?>) root);
      }
    } catch (RuntimeException bad) {
      throw new ConfigException(List.of(file + syntaxError(bad, hint)));
    }
    return tree.getNodeModel().getInMemoryRepresentation();
  }

  /** Takes what was parsed; keys that YAML reads as numbers or flags are names here. */
  private void take(Map<?, ?> root) {
    Map<String, Object> named = new LinkedHashMap<>();
    root.forEach((key, value) -> named.put(String.valueOf(key), named(value)));
    load(named);
  }

  private static @Nullable Object named(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((key, inner) -> named.put(String.valueOf(key), named(inner)));
        yield named;
      }
      // An empty list leaves no trace in the tree, but was said: nothing in its place stays.
      case List<?> list when list.isEmpty() -> null;
      case List<?> list -> {
        List<@Nullable Object> named = new ArrayList<>();
        list.forEach(inner -> named.add(named(inner)));
        yield named;
      }
      case null, default -> value;
    };
  }

  private static String syntaxError(Exception bad, String hint) {
    Throwable cause = bad;
    while (cause != null && !(cause instanceof YAMLException)) {
      cause = cause.getCause();
    }
    if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      int line = marked.getProblemMark().getLine() + 1;
      return ":" + line + ": not YAML: " + marked.getProblem();
    }
    return ": not a YAML mapping of sections such as '" + hint + "'";
  }

  /** Knows of nothing but absence and merging. */
  private static final class OnlyTexts extends Resolver {
    private static final Pattern NULL = Pattern.compile("^(?:~|null|Null|NULL| )$");
    private static final Pattern EMPTY = Pattern.compile("^$");
    private static final Pattern MERGE = Pattern.compile("^<<$");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
