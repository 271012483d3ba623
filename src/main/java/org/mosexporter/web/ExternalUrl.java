package org.mosexporter.web;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Under which URL browsers reach us, where it is not the one that we listen on: behind a proxy that
 * adds TLS or a path.
 *
 * @param origin scheme, host and port as a browser's Origin header has them; empty when unknown
 * @param prefix what every path begins with: empty, or /voip
 */
public record ExternalUrl(String origin, String prefix) {
  /** None: paths begin at the root. */
  public static final ExternalUrl NONE = new ExternalUrl("", "");

  /**
   * Reads the options.
   *
   * @param url of {@code --web.external-url}; empty when it was not given
   * @param routePrefix of {@code --web.route-prefix}; by default the path of the URL
   * @throws IllegalArgumentException with a message for the user
   */
  public static ExternalUrl of(String url, Optional<String> routePrefix) {
    if (url.isEmpty()) {
      return new ExternalUrl("", prefix(routePrefix.orElse("")));
    }
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException none) {
      throw malformed(url);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String authority = uri.getRawAuthority();
    boolean isOurs = scheme.equals("http") || scheme.equals("https");
    boolean isPlain = uri.getRawQuery() == null && uri.getRawFragment() == null;
    if (!isOurs || !isPlain || authority == null || uri.getRawUserInfo() != null) {
      throw malformed(url);
    }
    String path = routePrefix.orElseGet(() -> Optional.ofNullable(uri.getRawPath()).orElse(""));
    return new ExternalUrl(scheme + "://" + authority.toLowerCase(Locale.ROOT), prefix(path));
  }

  private static String prefix(String path) {
    String inner = path.replaceAll("^/+|/+$", "");
    if (!inner.matches("[A-Za-z0-9._~/-]*") || inner.contains("//")) {
      throw new IllegalArgumentException(
          "route prefix \"" + path + "\" is not a path such as /voip");
    }
    return inner.isEmpty() ? "" : "/" + inner;
  }

  private static IllegalArgumentException malformed(String url) {
    return new IllegalArgumentException(
        "external URL \""
            + url
            + "\" is not one that browsers can open; write it like https://voip.example.com/calls");
  }

  /** What follows the prefix; empty when the path does not begin with it. */
  Optional<String> inner(String path) {
    return path.startsWith(prefix + "/")
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }

  /** Whether this asks for the page at the root, and only lacks the prefix or its last slash. */
  boolean isEntrance(String path) {
    return !prefix.isEmpty() && (path.equals("/") || path.equals(prefix));
  }
}
