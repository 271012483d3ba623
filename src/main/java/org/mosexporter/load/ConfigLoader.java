package org.mosexporter.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.mosexporter.config.Config;

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
    ImmutableNode tree = YamlTree.of(file, yaml, "site: berlin");
    Problems problems = new Problems(file, Lines.of(yaml));
    Section root = new Section(tree, new Lines.Path(""), problems, new Secrets(environment));
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

  private ConfigLoader() {}
}
