package org.mosexporter.call;

import org.mosexporter.call.CallSummary.Result;

/**
 * What a final response of 300 to 699 says of a call (RFC 3261 §21, RFC 6076 §4.7, §4.8): that the
 * called side did not want it, that it is not there, or that something on the way failed.
 */
final class Failures {
  /**
   * The result.
   *
   * @param rang whether a 18x had come before: then a timeout is a phone that nobody picked up
   */
  static Result of(int status, boolean rang) {
    return switch (status) {
      case 487 -> Result.ABANDONED;
      case 408 -> rang ? Result.UNANSWERED : Result.FAILED;
      case 480 -> rang ? Result.UNANSWERED : Result.REFUSED;
      case 404, 410, 484, 485, 604 -> Result.NOT_FOUND;
      case 430, 482, 483 -> Result.FAILED;
      default ->
          switch (status / 100) {
            case 3 -> Result.REDIRECTED;
            case 5 -> Result.FAILED;
            default -> Result.REFUSED;
          };
    };
  }

  /** Whether a further INVITE of the same call is another attempt (RFC 3261 §8.1.3). */
  static boolean mayBeTriedAgain(Result result) {
    return switch (result) {
      case REFUSED, NOT_FOUND, REDIRECTED, FAILED, UNANSWERED -> true;
      case COMPLETED, ABANDONED, ONGOING, UNKNOWN -> false;
    };
  }

  private Failures() {}
}
