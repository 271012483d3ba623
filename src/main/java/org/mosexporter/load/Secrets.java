package org.mosexporter.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.mosexporter.config.Secret;

/**
 * Finds secrets where the configuration points: ${env:NAME}, ${file:PATH} or ${credential:NAME}.
 * Only these look-ups exist; a text without them is the secret itself.
 */
final class Secrets {
  private static final int LONGEST = 4096;

  /** Where the service's credentials are while it runs, for those who ask from outside of it. */
  private static final String CREDENTIALS = "/run/credentials/mos-exporter.service";

  private final ConfigurationInterpolator interpolator = new ConfigurationInterpolator();

  Secrets(Map<String, String> environment) {
    interpolator.registerLookup("env", name -> fromEnvironment(environment, name));
    interpolator.registerLookup("file", Secrets::fromFile);
    interpolator.registerLookup("credential", name -> credential(environment, name));
  }

  Secret resolve(String text) {
    String value = String.valueOf(interpolator.interpolate(text));
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the secret is empty");
    }
    if (value.contains("${")) {
      throw new IllegalArgumentException(
          "only ${env:NAME}, ${file:PATH} and ${credential:NAME} can stand in a secret");
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

  /** What systemd gave the service by LoadCredential= or SetCredential= (systemd.exec(5)). */
  private static String credential(Map<String, String> environment, String name) {
    if (!name.matches("[\\w.@-]+") || name.matches("\\.+")) {
      throw new IllegalArgumentException(
          "the credential's name has other characters than letters, digits and . _ @ -");
    }
    String folder = environment.getOrDefault("CREDENTIALS_DIRECTORY", CREDENTIALS);
    return fromFile(folder + "/" + name);
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
