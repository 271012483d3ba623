package org.mosexporter.snmp;

/** Why a request or a walk gave nothing; its text names no credentials and is short. */
final class SnmpFault extends Exception {
  private static final long serialVersionUID = 1;

  /** What the poller does about it depends on this. */
  enum Kind {
    TIMEOUT,
    TOO_BIG,
    OTHER
  }

  private final Kind kind;

  SnmpFault(Kind kind, String text) {
    super(Texts.bounded(text));
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The text, which is never absent. */
  String text() {
    String text = getMessage();
    return text == null ? kind.name() : text;
  }
}
