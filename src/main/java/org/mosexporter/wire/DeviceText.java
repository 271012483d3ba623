package org.mosexporter.wire;

import java.nio.ByteBuffer;

/** What a device calls itself or something of its own: one line of printable ASCII, bounded. */
public final class DeviceText {
  private static final int LONGEST = 64;

  /** Of {@code length} octets, which are there; a question mark stands for what is no text. */
  public static String of(ByteBuffer window, int at, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(length, LONGEST); i++) {
      int c = window.get(at + i) & 0xFF;
      text.append(c >= ' ' && c < 0x7F ? (char) c : c == 0 ? ' ' : '?');
    }
    return text.toString().strip();
  }

  private DeviceText() {}
}
