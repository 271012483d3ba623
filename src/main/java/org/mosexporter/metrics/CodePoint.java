package org.mosexporter.metrics;

/** Names of DiffServ code points (RFC 2474, RFC 2597, RFC 3246, RFC 5865, RFC 8622). */
final class CodePoint {
  /** The name; the number itself where it has none. */
  static String label(int dscp) {
    return switch (dscp) {
      case 1 -> "LE";
      case 44 -> "VA";
      case 46 -> "EF";
      default -> {
        int precedence = dscp >>> 3;
        int rest = dscp & 7;
        if (rest == 0) {
          yield "CS" + precedence;
        }
        boolean assured = precedence >= 1 && precedence <= 4 && rest % 2 == 0;
        yield assured ? "AF" + precedence + rest / 2 : Integer.toString(dscp);
      }
    };
  }

  private CodePoint() {}
}
