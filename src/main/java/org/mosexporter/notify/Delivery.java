package org.mosexporter.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.load.ClientTls;
import org.mosexporter.record.Notification;
import org.mosexporter.record.NotificationJson;

/** Sends to one webhook, by HTTP/1.1. What it answers beyond its head is not read. */
final class Delivery implements AutoCloseable {
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int NOT_OK = 300;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FAULT = 500;
  private static final int NO_FAULT = 600;

  private static final int LONGEST_TEXT = 200;

  private final Webhook webhook;
  private final String userAgent;
  private Optional<HttpClient> client = Optional.empty();

  Delivery(Webhook webhook, String userAgent) {
    this.webhook = webhook;
    this.userAgent = userAgent;
  }

  /** One attempt. The future always ends, and never with an exception. */
  CompletableFuture<Outcome> send(Notification notification, Instant now) {
    try {
      return client()
          .sendAsync(request(notification, now), _ -> new Unread())
          .orTimeout(2 * ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS)
          .handle((answer, fault) -> fault == null ? answered(answer, now) : failed(fault));
    } catch (IOException | RuntimeException fault) {
      return CompletableFuture.completedFuture(failed(fault));
    }
  }

  /** Made when there is something to send: most daemons never do. */
  private HttpClient client() throws IOException {
    if (client.isEmpty()) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(CONNECTS_WITHIN);
      if (webhook.url().value().startsWith("https:")) {
        builder.sslContext(ClientTls.context(webhook.caFile().map(Path::of), Optional.empty()));
      }
      client = Optional.of(builder.build());
    }
    return client.get();
  }

  private HttpRequest request(Notification notification, Instant now) {
    byte[] body = NotificationJson.body(notification, webhook.template());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(webhook.url().value()))
            .timeout(ANSWERS_WITHIN)
            .header("Content-Type", "application/json")
            .header("User-Agent", userAgent)
            .header("Idempotency-Key", notification.id())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    long seconds = now.getEpochSecond();
    webhook
        .key()
        .ifPresent(
            key ->
                request
                    .header("X-Mos-Exporter-Timestamp", Long.toString(seconds))
                    .header("X-Mos-Exporter-Signature", Signature.of(key, seconds, body)));
    webhook.authorization().ifPresent(value -> request.header("Authorization", value.value()));
    return request.build();
  }

  private static Outcome answered(HttpResponse<?> answer, Instant now) {
    int status = answer.statusCode();
    if (status >= OK && status < NOT_OK) {
      return new Outcome.Taken();
    }
    Optional<Duration> asked = RetryAfter.of(answer.headers(), now);
    if (status == TOO_MANY_REQUESTS) {
      return new Outcome.Later(WebhookFault.BUSY, "HTTP " + status, true, asked);
    }
    boolean isTheirs = status >= FAULT && status < NO_FAULT;
    if (status == REQUEST_TIMEOUT || status == TOO_EARLY || isTheirs) {
      return new Outcome.Later(WebhookFault.SERVER, "HTTP " + status, asked.isPresent(), asked);
    }
    return new Outcome.Refused(status);
  }

  /** Nothing of the address is told: its path may be a secret. */
  private static Outcome failed(Throwable wrapped) {
    Throwable cause = wrapped.getCause();
    Throwable fault = wrapped instanceof CompletionException && cause != null ? cause : wrapped;
    String kind = fault.getClass().getSimpleName();
    return switch (fault) {
      case HttpTimeoutException _ -> later(WebhookFault.TIMEOUT, kind);
      case TimeoutException _ -> later(WebhookFault.TIMEOUT, kind);
      case SSLException tls -> later(WebhookFault.TLS, shown(tls));
      default -> later(WebhookFault.CONNECTION, kind);
    };
  }

  private static String shown(SSLException fault) {
    String text = String.valueOf(fault.getMessage()).replaceAll("\\p{Cntrl}", "?");
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }

  private static Outcome later(WebhookFault why, String text) {
    return new Outcome.Later(why, text, true, Optional.empty());
  }

  /** Ends what is on its way. */
  @Override
  public void close() {
    client.ifPresent(HttpClient::shutdownNow);
  }
}
