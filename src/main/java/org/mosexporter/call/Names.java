package org.mosexporter.call;

import org.mosexporter.config.Privacy;

/**
 * What of people's names leaves the tracker, as {@code privacy} says. Call-IDs often hold names of
 * hosts or numbers: they are hashed unless everybody may be seen, and never dropped, for what is
 * left tells only which legs belong together.
 */
public final class Names {
  private final Privacy privacy;
  private final Pseudonyms pseudonyms;

  public Names(Privacy privacy, Pseudonyms pseudonyms) {
    this.privacy = privacy;
    this.pseudonyms = pseudonyms;
  }

  /** Nothing is hidden. */
  public static Names plain() {
    return new Names(Privacy.all(Privacy.Form.PLAIN), new Pseudonyms(octets -> octets));
  }

  /** A user of ours. */
  String user(String name) {
    return shown(name, privacy.users());
  }

  /** Anybody else. */
  String remote(String name) {
    return shown(name, privacy.remoteNumbers());
  }

  String callId(String callId) {
    return privacy.isOpen() || callId.isEmpty() ? callId : pseudonyms.ofCallId(callId);
  }

  /** A tag or a branch: like Call-IDs, for programs make them of those. */
  String tag(String token) {
    return privacy.isOpen() || token.isEmpty() ? token : pseudonyms.ofTag(token);
  }

  /** Whether everybody may be seen. */
  boolean areOpen() {
    return privacy.isOpen();
  }

  private String shown(String name, Privacy.Form form) {
    return switch (form) {
      case PLAIN -> name;
      case HASH -> name.isEmpty() ? "" : pseudonyms.ofParty(name);
      case DROP -> "";
    };
  }
}
