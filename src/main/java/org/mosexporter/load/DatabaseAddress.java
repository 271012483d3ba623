package org.mosexporter.load;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.config.Records.Database;
import org.mosexporter.config.Secret;

/** {@code records.database}: which database, as its address says; and such an address of one. */
final class DatabaseAddress {
  private static final String SQLITE = "sqlite:";

  /** The password may hold anything: the last @ before the host ends it. */
  private static final Pattern POSTGRESQL =
      Pattern.compile(
          "postgres(?:ql)?://([^:@/?]+)(?::(.*))?@([\\w.:,\\[\\]-]+)/([\\w.-]+)(?:\\?([^@?]*))?");

  private static final Set<String> PARAMETERS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "currentSchema", "targetServerType");

  /**
   * What the address means.
   *
   * @param address with secrets in it, which no exception tells
   */
  static Database parse(Secret address) {
    String text = address.value();
    return switch (text) {
      case "default" -> new Database.Usual();
      case "none" -> new Database.None();
      default ->
          text.startsWith(SQLITE)
              ? new Database.Sqlite(path(text.substring(SQLITE.length())))
              : postgresql(text);
    };
  }

  /** As it may be shown. */
  static String text(Database database) {
    return switch (database) {
      case Database.Usual _ -> "default";
      case Database.None _ -> "none";
      case Database.Sqlite(String path) -> SQLITE + path;
      case Database.Postgresql one -> text(one);
    };
  }

  private static String text(Database.Postgresql database) {
    StringBuilder text = new StringBuilder("postgresql://").append(database.user());
    database.password().ifPresent(_ -> text.append(':').append(Secret.MASK));
    text.append('@').append(database.hosts()).append('/').append(database.name());
    char before = '?';
    for (Map.Entry<String, String> one : new TreeMap<>(database.parameters()).entrySet()) {
      text.append(before).append(one.getKey()).append('=').append(one.getValue());
      before = '&';
    }
    return text.toString();
  }

  private static String path(String text) {
    try {
      if (Path.of(text).isAbsolute()) {
        return text;
      }
    } catch (InvalidPathException none) {
      // said below
    }
    throw new IllegalArgumentException(
        "a whole path is expected, such as sqlite:/var/lib/mos-exporter/calls.db");
  }

  private static Database postgresql(String text) {
    Matcher address = POSTGRESQL.matcher(text);
    if (!address.matches()) {
      throw new IllegalArgumentException(
          "sqlite:/PATH, postgresql://USER:PASSWORD@HOST/DATABASE, default or none is expected");
    }
    return new Database.Postgresql(
        address.group(3),
        address.group(4),
        address.group(1),
        Optional.ofNullable(address.group(2)).filter(some -> !some.isEmpty()).map(Secret::new),
        parameters(Optional.ofNullable(address.group(5)).orElse("")));
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new TreeMap<>();
    for (String one : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      String[] both = one.split("=", 2);
      if (both.length < 2 || !PARAMETERS.contains(both[0])) {
        throw new IllegalArgumentException(
            "only "
                + String.join(", ", PARAMETERS.stream().sorted().toList())
                + " can stand behind ?");
      }
      parameters.put(both[0], both[1]);
    }
    return parameters;
  }

  private DatabaseAddress() {}
}
