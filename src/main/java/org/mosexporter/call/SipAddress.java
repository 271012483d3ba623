package org.mosexporter.call;

/** Texts of people, made fit for labels and records: bounded, one line. */
final class SipAddress {
  private static final int MAX_USER_CHARS = 64;

  /** A user part without what could break a line, at most 64 characters. */
  static String user(String text) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < text.length() && kept.length() < MAX_USER_CHARS; i++) {
      char c = text.charAt(i);
      boolean broken = Character.isISOControl(c) || Character.isSurrogate(c);
      if (!broken && Character.getType(c) != Character.FORMAT) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  /** user@host, or the part that is there. */
  static String of(String user, String host) {
    String who = user(user);
    String where = user(host);
    return who.isEmpty() || where.isEmpty() ? who + where : who + "@" + where;
  }

  private SipAddress() {}
}
