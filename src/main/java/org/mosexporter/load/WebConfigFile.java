package org.mosexporter.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.config.Secret;
import org.mosexporter.config.WebConfig;
import org.mosexporter.config.WebConfig.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of {@code --web.config.file} and those that it names, read again whenever somebody asks:
 * users, certificates and all else change without a restart. Only whether there is TLS at all is
 * settled when it is opened. May be asked by any thread.
 */
public final class WebConfigFile {
  private static final Logger LOG = LoggerFactory.getLogger(WebConfigFile.class);

  /** What the file says now. */
  public sealed interface State {
    /** What it says; with {@code tls} the same object as before unless that part changed. */
    record Good(WebConfig config, Optional<TlsMaterial> tls) implements State {}

    /** It cannot be used; each problem is one line. */
    record Bad(List<String> problems) implements State {}
  }

  private final Optional<Path> path;
  private WatchedFiles files = new WatchedFiles();
  private State state = new State.Good(WebConfig.none(), Optional.empty());
  private Optional<TlsMaterial> lastGood = Optional.empty();

  private WebConfigFile(Optional<Path> path) {
    this.path = path;
  }

  /** No file: plain HTTP, and nobody has a password. */
  public static WebConfigFile none() {
    return new WebConfigFile(Optional.empty());
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException when it cannot be used
   */
  public static WebConfigFile open(Path path) throws ConfigException {
    WebConfigFile file = new WebConfigFile(Optional.of(path));
    State.Good first = file.read(path);
    file.state = first;
    file.lastGood = first.tls();
    return file;
  }

  /** As it is now: what has changed is read before. */
  public synchronized State state() {
    if (path.isPresent() && files.changed()) {
      state = readAgain(path.get());
    }
    return state;
  }

  /** Certificate and rules of handshakes; while the file is wrong, those that were good last. */
  public synchronized Optional<TlsMaterial> tls() {
    state();
    return lastGood;
  }

  private State readAgain(Path file) {
    try {
      State.Good good = read(file);
      if (good.tls().isPresent() != lastGood.isPresent()) {
        throw new ConfigException(
            List.of(
                file
                    + ": tls_server_config: TLS begins and ends with a restart only; restart"
                    + " mos-exporter"));
      }
      lastGood = good.tls();
      LOG.info("{} was read again", file);
      return good;
    } catch (ConfigException refused) {
      LOG.error(
          "every request is answered with 500 until this is mended: {}", refused.getMessage());
      return new State.Bad(refused.problems());
    }
  }

  private State.Good read(Path file) throws ConfigException {
    files = new WatchedFiles();
    String yaml =
        files
            .read(file)
            .orElseThrow(
                () ->
                    new ConfigException(
                        List.of(
                            file
                                + ": cannot be read; name another with --web.config.file or check"
                                + " its mode")));
    var tree = YamlTree.ofTexts(file.toString(), yaml, "basic_auth_users: {…}");
    Problems problems = new Problems(file.toString(), Lines.of(yaml));
    Section root = new Section(tree, new Lines.Path(""), problems, new Secrets(Map.of()));
    WebConfig config =
        new WebConfigReader(
                root, file.toAbsolutePath().resolveSibling("").normalize(), this::secret)
            .read();
    problems.throwIfAny();
    Optional<TlsMaterial> tls = config.tls().flatMap(each -> material(each, problems));
    problems.throwIfAny();
    return new State.Good(config, tls);
  }

  private Secret secret(Path file) {
    return files
        .read(file)
        .map(Secret::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cannot be read by this user; check its path and mode"));
  }

  private Optional<TlsMaterial> material(Tls tls, Problems problems) {
    Optional<TlsMaterial> same = lastGood.filter(last -> last.settings().equals(tls));
    if (same.isPresent()) {
      return same;
    }
    try {
      return Optional.of(TlsMaterial.of(tls));
    } catch (IllegalArgumentException refused) {
      problems.add(new Lines.Path("tls_server_config"), String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }
}
