package org.mosexporter.web;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.mosexporter.load.TlsMaterial;
import org.mosexporter.load.WebConfigFile;

/**
 * Gives each new connection the certificate and the rules that are in force when it comes, where
 * Jetty would keep those of its start.
 */
final class TlsEngines extends SslContextFactory.Server {
  private final WebConfigFile file;

  TlsEngines(WebConfigFile file) {
    this.file = file;
    setSslContext(material().context());
    setRenegotiationAllowed(false);
  }

  private TlsMaterial material() {
    return file.tls().orElseThrow(() -> new IllegalStateException("TLS is not configured"));
  }

  @Override
  public SSLEngine newSSLEngine() {
    return material().engine();
  }

  @Override
  public SSLEngine newSSLEngine(String host, int port) {
    return material().engine();
  }

  @Override
  public SSLEngine newSSLEngine(InetSocketAddress address) {
    return material().engine();
  }
}
