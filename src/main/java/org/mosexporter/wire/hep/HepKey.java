package org.mosexporter.wire.hep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The text by which an agent asks to be let in. Never printed. */
public final class HepKey {
  private final byte[] octets;

  HepKey(byte[] octets) {
    this.octets = octets;
  }

  /** Compares in a time that tells nothing of where they differ. */
  public boolean matches(String expected) {
    return MessageDigest.isEqual(octets, expected.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "HepKey[…]";
  }
}
