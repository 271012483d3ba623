package org.mosexporter.receive;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Connections under TLS, with the certificate that is in force when each begins. */
final class TlsPort extends TcpPort {
  private final Supplier<Optional<SSLContext>> certificate;

  TlsPort(
      Framing framing,
      Intake intake,
      Connections connections,
      Supplier<Optional<SSLContext>> certificate) {
    super(framing, intake, connections, Connections.PLACES_OF_TLS);
    this.certificate = certificate;
  }

  @Override
  void prepare() throws IOException {
    context();
  }

  @Override
  Socket greet(Socket socket) throws IOException {
    String peer = socket.getInetAddress().getHostAddress();
    SSLSocket spoken =
        (SSLSocket) context().getSocketFactory().createSocket(socket, peer, socket.getPort(), true);
    spoken.setUseClientMode(false);
    spoken.startHandshake();
    return spoken;
  }

  private SSLContext context() throws IOException {
    return certificate
        .get()
        .orElseThrow(
            () ->
                new IOException(
                    "TLS needs a certificate and its key: tls_server_config in the file of"
                        + " --web.config.file"));
  }
}
