package org.mosexporter.load;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.mosexporter.config.Secret;
import org.mosexporter.config.WebConfig;
import org.mosexporter.config.WebConfig.RateLimit;

/** The sections of a {@code --web.config.file}, as exporter-toolkit has them. */
final class WebConfigReader {
  /** The headers that may be set, with the values that they may have; none: any. */
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "Content-Security-Policy", List.of(),
          "X-Frame-Options", List.of("deny", "sameorigin"),
          "X-Content-Type-Options", List.of("nosniff"),
          "X-XSS-Protection", List.of(),
          "Strict-Transport-Security", List.of());

  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}");

  private final Section root;
  private final Path folder;
  private final Function<Path, Secret> reading;

  /**
   * @param folder that relative paths are in
   * @param reading what a file says; its IllegalArgumentException says why it cannot be read
   */
  WebConfigReader(Section root, Path folder, Function<Path, Secret> reading) {
    this.root = root;
    this.folder = folder;
    this.reading = reading;
  }

  WebConfig read() {
    Section http = root.section("http_server_config");
    WebConfig config =
        new WebConfig(
            new TlsReader(root.section("tls_server_config"), folder, reading).read(),
            TlsReader.flag(http, "http2"),
            headers(http.section("headers")),
            users(),
            rateLimit(root.section("rate_limit")));
    http.refuseOthers();
    root.refuseOthers();
    return config;
  }

  private static Map<String, String> headers(Section section) {
    Map<String, String> headers = new HashMap<>();
    for (String name : new TreeSet<>(HEADERS.keySet())) {
      section
          .value(name, text -> header(text, HEADERS.getOrDefault(name, List.of())))
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> headers.put(name, text));
    }
    section.refuseOthers();
    return headers;
  }

  private static String header(String text, List<String> allowed) {
    if (!text.isEmpty() && !allowed.isEmpty() && !allowed.contains(text)) {
      throw new IllegalArgumentException(
          "one of these is expected: " + allowed.stream().collect(joining(", ")));
    }
    if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("only printable ASCII can stand in a header");
    }
    return text;
  }

  /** A name without a hash is an error and not one user less: the last would leave all open. */
  private Map<String, Secret> users() {
    Map<String, Secret> users = new HashMap<>();
    root.entries("basic_auth_users")
        .forEach(
            (name, hash) -> {
              if (hash.filter(text -> BCRYPT.matcher(text).matches()).isEmpty()) {
                root.problems()
                    .add(
                        root.path().child("basic_auth_users").child(name),
                        "a bcrypt hash of the password is expected: htpasswd -nBC 10 USER");
              }
              users.put(name, new Secret(hash.orElse("")));
            });
    return users;
  }

  private static Optional<RateLimit> rateLimit(Section section) {
    Duration interval = section.value("interval", GoDuration::parse).orElse(Duration.ZERO);
    int burst = section.count("burst", 0, 0, Integer.MAX_VALUE);
    section.refuseOthers();
    return interval.isZero() ? Optional.empty() : Optional.of(new RateLimit(interval, burst));
  }
}
