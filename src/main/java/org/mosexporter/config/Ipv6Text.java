package org.mosexporter.config;

/** The canonical text of an IPv6 address (RFC 5952 §4). */
final class Ipv6Text {
  private static final int GROUPS = 8;

  static String of(long high, long low) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i % 4))) & 0xFFFF;
    }
    int start = longestZeroRun(groups);
    int end = start;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    boolean shortened = end - start >= 2; // one group alone is never shortened (§4.2.2)
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (shortened && i >= start && i < end) {
        if (i == start) {
          text.append("::");
        }
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  /** Where the longest run of zero groups begins; the first of equals (§4.2.3). */
  private static int longestZeroRun(int[] groups) {
    int best = 0;
    int bestLength = 0;
    int length = 0;
    for (int i = 0; i < GROUPS; i++) {
      length = groups[i] == 0 ? length + 1 : 0;
      if (length > bestLength) {
        bestLength = length;
        best = i - length + 1;
      }
    }
    return best;
  }

  private Ipv6Text() {}
}
