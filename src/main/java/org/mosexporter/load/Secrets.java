package org.mosexporter.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.mosexporter.config.Secret;

/**
 * Finds secrets where the configuration points: ${env:NAME} or ${file:PATH}. Only these two
 * look-ups exist; a text without them is the secret itself.
 */
final class Secrets {
  private static final int LONGEST = 4096;

  private final ConfigurationInterpolator interpolator = new ConfigurationInterpolator();

  Secrets(Map<String, String> environment) {
    interpolator.registerLookup("env", name -> fromEnvironment(environment, name));
    interpolator.registerLookup("file", Secrets::fromFile);
  }

  Secret resolve(String text) {
    String value = String.valueOf(interpolator.interpolate(text));
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the secret is empty");
    }
    if (value.contains("${")) {
      throw new IllegalArgumentException("only ${env:NAME} and ${file:PATH} can stand in a secret");
    }
    return new Secret(value);
  }

  private static String fromEnvironment(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the environment variable " + name + " is not set; set it in the service's environment");
    }
    return value;
  }

  private static String fromFile(String path) {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException("the file " + path + " is too large for a secret");
      }
      return Files.readString(file).strip();
    } catch (IOException | RuntimeException unreadable) {
      if (unreadable instanceof IllegalArgumentException said) {
        throw said;
      }
      throw new IllegalArgumentException(
          "the file " + path + " cannot be read by this user; check its path and mode", unreadable);
    }
  }
}
