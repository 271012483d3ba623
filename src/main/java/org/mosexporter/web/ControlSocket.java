package org.mosexporter.web;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket file in a folder that only the daemon's user and root can enter: whoever connects to it
 * is one of them, and needs no password, no TLS and no port (decision 96). The commands ask there.
 */
public final class ControlSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final String FOLDER = "control";
  private static final String NAME = "http.sock";

  /** Where it is of a daemon that keeps its own files there. */
  public static Path in(Path ownFolder) {
    return ownFolder.resolve(FOLDER).resolve(NAME);
  }

  /** Whether this request came by it. */
  static boolean isAskedBy(Request request) {
    return request.getConnectionMetaData().getConnector() instanceof UnixDomainServerConnector;
  }

  /** Opens it beside the ports. A daemon without it runs too: then commands need a password. */
  static void open(Server server, Path path, ConnectionFactory http) {
    UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 1, 1, http);
    connector.setUnixDomainPath(path);
    try {
      makeRoom(path);
      connector.start();
      server.addConnector(connector);
      server.manage(connector); // and stop it with the others
    } catch (Exception refused) {
      LOG.warn("commands cannot ask by {} and need an address: {}", path, String.valueOf(refused));
    }
  }

  /** What a daemon that was killed left goes; what a living one has stays its. */
  private static void makeRoom(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (Files.notExists(folder)) {
      Files.createDirectory(folder);
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    if (isAnswered(path)) {
      throw new IOException("another daemon answers there");
    }
    Files.deleteIfExists(path);
  }

  private static boolean isAnswered(Path path) {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException nobody) {
      return false;
    }
  }

  private ControlSocket() {}
}
