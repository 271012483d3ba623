package org.mosexporter.call;

import java.util.Locale;
import java.util.Set;

/** The registered methods and status codes of SIP: closed sets, fit for labels. */
final class SipMethods {
  static final String OTHER = "other";

  private static final Set<String> REGISTERED =
      Set.of(
          "INVITE",
          "ACK",
          "BYE",
          "CANCEL",
          "OPTIONS",
          "REGISTER",
          "PRACK",
          "SUBSCRIBE",
          "NOTIFY",
          "PUBLISH",
          "INFO",
          "REFER",
          "MESSAGE",
          "UPDATE");

  /** IANA registry "Response Codes" of SIP (RFC 3261 §27.4). */
  private static final Set<Integer> CODES =
      Set.of(
          100, 180, 181, 182, 183, 199, 200, 202, 204, 300, 301, 302, 305, 380, 400, 401, 402, 403,
          404, 405, 406, 407, 408, 410, 412, 413, 414, 415, 416, 417, 420, 421, 422, 423, 424, 425,
          428, 429, 430, 433, 436, 437, 438, 439, 440, 469, 470, 480, 481, 482, 483, 484, 485, 486,
          487, 488, 489, 491, 493, 494, 500, 501, 502, 503, 504, 505, 513, 555, 580, 600, 603, 604,
          606, 607, 608);

  static String label(String method) {
    String upper = method.toUpperCase(Locale.ROOT);
    return REGISTERED.contains(upper) ? upper : OTHER;
  }

  /** An unknown code means what x00 of its class means (RFC 3261 §8.1.3.2). */
  static int code(int status) {
    return CODES.contains(status) ? status : status / 100 * 100;
  }

  private SipMethods() {}
}
