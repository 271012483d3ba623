package org.mosexporter.web;

import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.mosexporter.load.WebConfigFile;

/** Makes what listens, with TLS and HTTP/2 where they are configured, and with limits. */
final class Connectors {
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int MAX_STREAMS = 16;
  private static final long IDLE_MS = 30_000;
  private static final long STOP_IDLE_MS = 100;

  private final Server server;
  private final WebConfigFile protection;

  Connectors(Server server, WebConfigFile protection) {
    this.server = server;
    this.protection = protection;
  }

  /** One that is not open yet. */
  ServerConnector on(ListenAddress address) {
    ServerConnector connector = make();
    address.host().ifPresent(connector::setHost);
    connector.setPort(address.port());
    return connector;
  }

  /** One on the socket that is this process's standard input. */
  ServerConnector inherited() {
    ServerConnector connector = make();
    connector.setInheritChannel(true);
    return connector;
  }

  /** HTTP/1.1 without TLS. */
  ConnectionFactory plain() {
    return new HttpConnectionFactory(settings());
  }

  private ServerConnector make() {
    ServerConnector connector =
        new ServerConnector(server, 1, 1, factories().toArray(new ConnectionFactory[0]));
    connector.setIdleTimeout(IDLE_MS);
    connector.setShutdownIdleTimeout(STOP_IDLE_MS);
    return connector;
  }

  private List<ConnectionFactory> factories() {
    HttpConfiguration settings = settings();
    HttpConnectionFactory http = new HttpConnectionFactory(settings);
    if (protection.tls().isEmpty()) {
      return List.of(http);
    }
    settings.addCustomizer(new SecureRequestCustomizer(false)); // any name of ours will do
    TlsEngines engines = new TlsEngines(protection);
    if (!isHttp2()) {
      return List.of(new SslConnectionFactory(engines, http.getProtocol()), http);
    }
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(settings);
    http2.setMaxConcurrentStreams(MAX_STREAMS);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
    return List.of(new SslConnectionFactory(engines, alpn.getProtocol()), alpn, http2, http);
  }

  private boolean isHttp2() {
    return protection.state() instanceof WebConfigFile.State.Good good && good.config().http2();
  }

  private static HttpConfiguration settings() {
    HttpConfiguration settings = new HttpConfiguration();
    settings.setSendServerVersion(false);
    settings.setSendXPoweredBy(false);
    settings.setRequestHeaderSize(MAX_HEADER_BYTES);
    return settings;
  }
}
