package org.mosexporter.app;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.mosexporter.load.ClientTls;
import org.mosexporter.record.RecordStores;
import org.mosexporter.web.ControlSocket;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command reaches the daemon, and as whom (decision 96). */
final class DaemonOptions {
  private static final URI USUAL = URI.create("http://localhost:10199");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where the daemon answers (default: on this machine its control socket, which root and"
              + " the daemon's user may use without a password, else http://localhost:10199).")
  private @Nullable URI url;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "As which user of --web.config.file, with --password-file.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "What holds the password of that user.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Whose certificates to trust, in PEM (default: those of the Java runtime).")
  private @Nullable Path caFile;

  @Option(
      names = "--cert-file",
      paramLabel = "FILE",
      description = "Certificate to show the daemon, in PEM, with --key-file.")
  private @Nullable Path certificateFile;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "Key of that certificate, in PEM, without a password.")
  private @Nullable Path keyFile;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  /**
   * The daemon, not asked yet.
   *
   * @throws IOException when a file cannot be read
   */
  RunningDaemon daemon() throws IOException {
    Optional<SocketFileRequests> local =
        RecordStores.ownFolder()
            .map(folder -> new SocketFileRequests(ControlSocket.in(folder)))
            .filter(SocketFileRequests::isAnswered);
    if (url == null && local.isPresent()) {
      return new RunningDaemon(local.get());
    }
    URI at = url == null ? USUAL : url;
    return new RunningDaemon(new UrlRequests(at, authorization(), tls(at)));
  }

  /** Without need the host's authorities are not read: there are more than a hundred. */
  private SSLContext tls(URI at) throws IOException {
    boolean needed = "https".equals(at.getScheme()) || caFile != null || identity().isPresent();
    try {
      return needed ? ClientTls.context(path(caFile), identity()) : SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IOException(impossible);
    }
  }

  /** The value of an Authorization header (RFC 7617). */
  private Optional<String> authorization() throws IOException {
    if (user == null && passwordFile == null) {
      return Optional.empty();
    }
    if (user == null || passwordFile == null) {
      throw new ParameterException(mixee.commandLine(), "--user and --password-file go together");
    }
    String password = Files.readString(passwordFile).replaceFirst("\\r?\\n$", "");
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
  }

  private Optional<ClientTls.Identity> identity() {
    if (certificateFile == null && keyFile == null) {
      return Optional.empty();
    }
    if (certificateFile == null || keyFile == null) {
      throw new ParameterException(mixee.commandLine(), "--cert-file and --key-file go together");
    }
    return Optional.of(new ClientTls.Identity(certificateFile, keyFile));
  }

  private static Optional<Path> path(@Nullable Path file) {
    return Optional.ofNullable(file);
  }
}
