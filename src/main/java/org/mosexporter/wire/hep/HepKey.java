package org.mosexporter.wire.hep;

import java.nio.charset.StandardCharsets;

/** The text by which an agent asks to be let in. Never printed. */
public final class HepKey {
  private final byte[] octets;

  HepKey(byte[] octets) {
    this.octets = octets;
  }

  /** Compares in a time that tells nothing of where they differ. */
  public boolean matches(String expected) {
    byte[] wanted = expected.getBytes(StandardCharsets.UTF_8);
    int differences = octets.length ^ wanted.length;
    for (int i = 0; i < octets.length && wanted.length > 0; i++) {
      differences |= octets[i] ^ wanted[i % wanted.length];
    }
    return differences == 0;
  }

  @Override
  public String toString() {
    return "HepKey[…]";
  }
}
