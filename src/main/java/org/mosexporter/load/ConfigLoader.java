package org.mosexporter.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.configuration2.YAMLConfiguration;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Config;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the configuration file. */
public final class ConfigLoader {
  private static final long LARGEST_BYTES = 4L << 20;

  /**
   * Reads a file.
   *
   * @param host name of this host: the site's default name
   * @param environment where ${env:NAME} looks
   * @param checkedFilter gives back an expression that captures can be filtered by; of another one
   *     its IllegalArgumentException says what is wrong
   * @throws ConfigException with every problem found, one line each
   */
  public static Config load(
      Path file, String host, Map<String, String> environment, UnaryOperator<String> checkedFilter)
      throws ConfigException {
    return parse(file.toString(), read(file), host, environment, checkedFilter);
  }

  static Config parse(
      String file,
      String yaml,
      String host,
      Map<String, String> environment,
      UnaryOperator<String> checkedFilter)
      throws ConfigException {
    YAMLConfiguration tree = tree(file, yaml);
    Problems problems = new Problems(file, Lines.of(yaml));
    Section root =
        new Section(
            tree.getNodeModel().getInMemoryRepresentation(),
            new Lines.Path(""),
            problems,
            new Secrets(environment));
    Config config = new ConfigReader(root, host, checkedFilter).read();
    problems.throwIfAny();
    return config;
  }

  private static String read(Path file) throws ConfigException {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new ConfigException(List.of(file + ": larger than 4 MiB: this is no configuration"));
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new ConfigException(
          List.of(
              file
                  + ": cannot be read ("
                  + unreadable.getClass().getSimpleName()
                  + "); name another with --config.file or check its mode"));
    }
  }

  private static YAMLConfiguration tree(String file, String yaml) throws ConfigException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(50);
    try {
      Object root = new Yaml(new SafeConstructor(options)).load(yaml);
      Tree tree = new Tree();
      if (root != null) { // an empty file runs
        tree.take((Map<?, ?>) root);
      }
      return tree;
    } catch (RuntimeException bad) {
      throw new ConfigException(List.of(file + syntaxError(bad)));
    }
  }

  /** Takes what was parsed; keys that YAML reads as numbers or flags are names here. */
  private static final class Tree extends YAMLConfiguration {
    void take(Map<?, ?> root) {
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
  }

  private static String syntaxError(Exception bad) {
    Throwable cause = bad;
    while (cause != null && !(cause instanceof YAMLException)) {
      cause = cause.getCause();
    }
    if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      int line = marked.getProblemMark().getLine() + 1;
      return ":" + line + ": not YAML: " + marked.getProblem();
    }
    return ": not a YAML mapping of sections such as 'site: berlin'";
  }

  private ConfigLoader() {}
}
