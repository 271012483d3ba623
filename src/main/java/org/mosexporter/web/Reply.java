package org.mosexporter.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** An answer; its body is written when its head is already on the way. */
record Reply(int status, String contentType, Body body) {
  static final String PLAIN = "text/plain; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  /** Writes itself. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  static Reply of(int status, String contentType, byte[] bytes) {
    return new Reply(status, contentType, out -> out.write(bytes));
  }

  static Reply html(String text) {
    return of(200, HTML, text.getBytes(StandardCharsets.UTF_8));
  }

  /** One line, or several, for a person at a terminal. */
  static Reply plain(int status, String text) {
    String line = text.endsWith("\n") ? text : text + "\n";
    return of(status, PLAIN, line.getBytes(StandardCharsets.UTF_8));
  }
}
