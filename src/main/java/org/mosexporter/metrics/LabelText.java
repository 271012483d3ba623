package org.mosexporter.metrics;

/**
 * Texts as label values. What phones and routers say of themselves is hostile: it is cut to a
 * bearable length, and what no terminal should be shown becomes U+FFFD.
 */
final class LabelText {
  static final int MAX_CHARS = 200;
  private static final char REPLACEMENT = '\uFFFD';

  static String of(String text) {
    int length = Math.min(text.length(), MAX_CHARS);
    for (int i = 0; i < length; i++) {
      if (isUnfit(text.charAt(i))) {
        return cleaned(text, length);
      }
    }
    return length == text.length() ? text : text.substring(0, length);
  }

  private static String cleaned(String text, int length) {
    StringBuilder clean = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(isUnfit(c) ? REPLACEMENT : c);
      }
    }
    return clean.toString();
  }

  private static boolean isUnfit(char c) {
    return Character.isISOControl(c) || Character.isSurrogate(c);
  }

  private LabelText() {}
}
