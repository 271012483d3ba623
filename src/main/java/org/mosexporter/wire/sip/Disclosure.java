package org.mosexporter.wire.sip;

/** What may be told of those whom a message names. */
public interface Disclosure {
  /** Nothing is hidden. */
  Disclosure OPEN =
      new Disclosure() {
        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public String user(String user, String host) {
          return user;
        }

        @Override
        public String callId(String callId) {
          return callId;
        }

        @Override
        public String tag(String token) {
          return token;
        }
      };

  /** Whether everybody may be named: then hosts and tags are told, too. */
  boolean isOpen();

  /**
   * Somebody who calls or is called.
   *
   * @param user name or number
   * @param host empty when there is none
   * @return the user as given, or what stands for it; empty when nothing may be told
   */
  String user(String user, String host);

  /** A dialog. */
  String callId(String callId);

  /** A tag or a branch, which programs often make of names or of the Call-ID. */
  String tag(String token);
}
