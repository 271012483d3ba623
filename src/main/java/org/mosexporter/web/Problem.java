package org.mosexporter.web;

import org.eclipse.jetty.http.HttpStatus;
import org.mosexporter.record.ProblemJson;

/**
 * Why a request is refused, in the form that its path speaks: under {@code /api/} as {@code
 * application/problem+json} (RFC 9457), elsewhere as a line of text.
 */
final class Problem {
  static final String JSON = "application/problem+json";

  private static final String API = "/api/";

  static boolean isApi(String path) {
    return path.startsWith(API);
  }

  /**
   * The refusal.
   *
   * @param detail what is wrong and how to do better, in a sentence
   */
  static Reply of(Ask ask, int status, String detail) {
    return of(ask.path(), status, detail, "");
  }

  /** The refusal of a parameter. */
  static Reply of(Ask ask, BadParameterException bad) {
    return of(ask.path(), HttpStatus.BAD_REQUEST_400, bad.detail(), bad.parameter());
  }

  private static Reply of(String path, int status, String detail, String parameter) {
    return isApi(path)
        ? Reply.of(status, JSON, ProblemJson.bytes(status, title(status), detail, parameter))
        : Reply.plain(status, detail);
  }

  /** The refusal of which nothing more is to be said than its status. */
  static Reply bare(String path, int status) {
    return of(path, status, isApi(path) ? title(status) + "." : status + " " + title(status), "");
  }

  private static String title(int status) {
    return HttpStatus.getMessage(status);
  }

  private Problem() {}
}
