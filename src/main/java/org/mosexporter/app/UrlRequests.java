package org.mosexporter.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** Asks the daemon at a URL, with a password, TLS and a certificate where they are given. */
final class UrlRequests implements DaemonRequests {
  private static final int CONNECT_MS = 2_000;
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final URI url;
  private final Optional<String> authorization;
  private final SSLContext tls;

  /**
   * Not asked yet.
   *
   * @param url with the route prefix, where there is one
   */
  UrlRequests(URI url, Optional<String> authorization, SSLContext tls) {
    this.url = URI.create(url.toString().replaceFirst("/+$", ""));
    this.authorization = authorization;
    this.tls = tls;
  }

  @Override
  public String where() {
    return url.toString();
  }

  @Override
  public Answer ask(Question question) throws IOException {
    HttpURLConnection asking = connection(question);
    try {
      if (question.json().length > 0) {
        asking.setDoOutput(true);
        asking.setRequestProperty("Content-Type", "application/json");
        asking.getOutputStream().write(question.json());
      }
      int status = asking.getResponseCode();
      try (InputStream in = status < 400 ? asking.getInputStream() : asking.getErrorStream()) {
        return new Answer(status, in == null ? new byte[0] : in.readNBytes(MOST_BYTES));
      }
    } catch (ConnectException nobody) {
      throw new NoDaemonException(where(), nobody);
    } catch (SocketTimeoutException late) {
      throw new IOException("the daemon at " + url + " does not answer in time", late);
    } catch (IOException refused) {
      throw new IOException(explained(refused), refused);
    } finally {
      asking.disconnect();
    }
  }

  private HttpURLConnection connection(Question question) throws IOException {
    URI to = URI.create(url + question.path());
    if (!to.isAbsolute()
        || !(to.toURL().openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection asking)) {
      throw new IOException(to + " is no web address: http://… or https://… is");
    }
    if (asking instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(tls.getSocketFactory());
    }
    asking.setConnectTimeout(CONNECT_MS);
    asking.setReadTimeout((int) question.longest().toMillis());
    asking.setInstanceFollowRedirects(false);
    asking.setRequestMethod(question.method());
    authorization.ifPresent(value -> asking.setRequestProperty("Authorization", value));
    return asking;
  }

  /** What to look at, by how the connection ended. */
  private String explained(IOException refused) {
    String said = String.valueOf(refused.getMessage());
    String remedy;
    if (!"https".equals(url.getScheme())) {
      remedy = "does it speak TLS, so that --url must begin with https?";
    } else if (said.contains("PKIX") || said.contains("subject alternative")) {
      remedy = "its certificate must be for that name, and of an authority in --ca-file";
    } else if (said.contains("Unsupported or unrecognized SSL message")) {
      remedy = "it speaks no TLS; --url must begin with http:";
    } else {
      remedy = "does it want a certificate of its own authority (--cert-file, --key-file)?";
    }
    return "the daemon at %s ends the connection (%s): %s".formatted(url, said, remedy);
  }
}
