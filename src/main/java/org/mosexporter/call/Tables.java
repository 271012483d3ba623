package org.mosexporter.call;

/** Names of the bounded tables, as metrics label them. */
final class Tables {
  static final String STREAMS = "streams";
  static final String CALLS = "calls";
  static final String CALL_STREAMS = "call_streams";
  static final String ENDPOINTS = "endpoints";
  static final String CONNECTIONS = "connections";
  static final String CANDIDATES = "candidates";
  static final String FRAGMENTS = "fragments";

  private Tables() {}
}
