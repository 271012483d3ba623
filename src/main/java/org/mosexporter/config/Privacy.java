package org.mosexporter.config;

/**
 * How much of a person is kept.
 *
 * @param users of ours: their names and numbers
 * @param remoteNumbers of those whom they speak to over a trunk
 * @param keepSip whether the last minutes' SIP and RTP headers are kept for evidence
 */
public record Privacy(Form users, Form remoteNumbers, boolean keepSip) {
  /** PLAIN as it is; HASH as a name that only tells the same from another; DROP not at all. */
  public enum Form {
    PLAIN,
    HASH,
    DROP
  }

  public static Privacy defaults() {
    return new Privacy(Form.PLAIN, Form.HASH, false);
  }

  /** Everybody in the same form. */
  public static Privacy all(Form form) {
    return new Privacy(form, form, false);
  }

  /** Whether names are hashed, for which a key is needed. */
  public boolean hashes() {
    return users == Form.HASH || remoteNumbers == Form.HASH;
  }

  /** Whether everybody may be seen. */
  public boolean isOpen() {
    return users == Form.PLAIN && remoteNumbers == Form.PLAIN;
  }
}
