package org.mosexporter.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.config.Notifications;
import org.mosexporter.config.Notifications.MinSeverity;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Template;

/** The list {@code notify.webhooks}. */
final class WebhookReader {
  /** Scheme, user, host, port, path. */
  private static final Pattern URL =
      Pattern.compile(
          "(https?)://([^/?#@]*@)?([A-Za-z0-9._-]{1,253}|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?([/?][^#\\s]*)?");

  private static final Pattern NAME = Pattern.compile("[\\w.:\\[\\]-]{1,64}");
  private static final int LARGEST_PORT = 65_535;

  /** In an address that is shown: {@code <secret>}, as an address can have it. */
  private static final String MASKED_PATH = "/%3Csecret%3E";

  static List<Webhook> read(Section notify) {
    List<Webhook> webhooks = new ArrayList<>();
    List<Section> sections = notify.sections("webhooks");
    if (sections.size() > Notifications.MOST_WEBHOOKS) {
      notify
          .problems()
          .add(
              notify.path().child("webhooks"),
              "at most " + Notifications.MOST_WEBHOOKS + " are possible");
    }
    for (Section one : sections) {
      webhook(one, webhooks);
    }
    return webhooks;
  }

  private static void webhook(Section section, List<Webhook> others) {
    if (!section.has("url")) {
      section.problems().add(section.path(), "'url' is missing");
    }
    Optional<Secret> url = section.secret("url", WebhookReader::url);
    Optional<String> said = section.value("name", WebhookReader::name);
    String name = said.or(() -> url.map(WebhookReader::host)).orElse("");
    Optional<Secret> key = section.secret("key");
    Optional<Secret> authorization = section.secret("authorization", WebhookReader::header);
    Optional<String> authorities = section.value("ca_file", WebhookReader::authorities);
    MinSeverity least = section.choice("min_severity", MinSeverity.WARNING, MinSeverity.class);
    Optional<Template> template = TemplateReader.read(section);
    section.refuseOthers();
    if (others.stream().anyMatch(other -> other.name().equals(name))) {
      section
          .problems()
          .add(section.path(), "another one is called " + name + "; give each a 'name' of its own");
    }
    url.ifPresent(
        at -> others.add(new Webhook(name, at, key, authorization, authorities, least, template)));
  }

  private static Secret url(Secret secret) {
    Matcher url = matched(secret);
    if (!url.matches()) {
      throw new IllegalArgumentException(
          "https://HOST/PATH or http://HOST/PATH is expected, without spaces and #");
    }
    if (url.group(2) != null) {
      throw new IllegalArgumentException(
          "no user can stand in it: put what the receiver asks for into 'authorization'");
    }
    if (url.group(4) != null) {
      int _ = Units.whole(url.group(4), 1, LARGEST_PORT);
    }
    try {
      URI _ = URI.create(secret.value());
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException(
          "write what a URL cannot have as a percent sign and two hexadecimal digits",
          bad.getCause());
    }
    return secret;
  }

  private static Matcher matched(Secret url) {
    return URL.matcher(url.value());
  }

  private static String host(Secret url) {
    Matcher parts = matched(url);
    if (!parts.matches()) {
      return "";
    }
    return parts.group(3) + (parts.group(4) == null ? "" : ":" + parts.group(4));
  }

  /** As it may be shown: the path may be all that protects the receiver. */
  static String shown(Secret url) {
    Matcher parts = matched(url);
    if (!parts.matches()) {
      return Secret.MASK;
    }
    boolean bare = parts.group(5) == null || parts.group(5).equals("/");
    return parts.group(1) + "://" + host(url) + (bare ? "/" : MASKED_PATH);
  }

  private static String name(String text) {
    if (NAME.matcher(text).matches()) {
      return text;
    }
    throw new IllegalArgumentException("1 to 64 letters, digits and ._:[]- are expected");
  }

  private static Secret header(Secret secret) {
    if (secret.value().chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return secret;
    }
    throw new IllegalArgumentException("one line of ASCII is expected, such as Bearer and a token");
  }

  private static String authorities(String file) {
    try {
      var _ = ClientTls.context(Optional.of(Path.of(file)), Optional.empty());
      return file;
    } catch (IOException | InvalidPathException unusable) {
      throw new IllegalArgumentException(
          "certificates in PEM are expected in a file that this user can read", unusable);
    }
  }

  private WebhookReader() {}
}
