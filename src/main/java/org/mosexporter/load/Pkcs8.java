package org.mosexporter.load;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Older forms of keys in the one that the JDK reads (PKCS#8, RFC 5208 §5): {@code SEQUENCE {0,
 * algorithm, OCTET STRING}} in DER.
 */
final class Pkcs8 {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int PARAMETERS = 0xa0;
  private static final byte[] VERSION = HexFormat.of().parseHex("020100");

  /** rsaEncryption, 1.2.840.113549.1.1.1, and NULL. */
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");

  /** id-ecPublicKey, 1.2.840.10045.2.1. */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  /** Of an RSAPrivateKey (RFC 8017 §A.1.2). */
  static byte[] ofRsa(byte[] key) {
    return sequence(VERSION, sequence(RSA), element(OCTET_STRING, key));
  }

  /**
   * Of an ECPrivateKey (RFC 5915 §3), which names its curve in {@code [0]}.
   *
   * @throws IllegalArgumentException when it does not
   */
  static byte[] ofEc(byte[] key) {
    return sequence(VERSION, sequence(EC, curve(key)), element(OCTET_STRING, key));
  }

  /** The object identifier behind version and secret. */
  private static byte[] curve(byte[] key) {
    try {
      int at = contents(key, 0);
      at = end(key, end(key, at));
      if ((key[at] & 0xff) == PARAMETERS) {
        int identifier = contents(key, at);
        if (key[identifier] == OBJECT_IDENTIFIER) {
          return Arrays.copyOfRange(key, identifier, end(key, identifier));
        }
      }
    } catch (IndexOutOfBoundsException cutShort) {
      // told below
    }
    throw new IllegalArgumentException(
        "the EC key does not name its curve; convert it: openssl pkcs8 -topk8 -nodes");
  }

  /** Where the contents of an element begin. */
  private static int contents(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  /** Where the element behind this one begins. */
  private static int end(byte[] der, int at) {
    int contents = contents(der, at);
    int length = der[at + 1] & 0xff;
    if (length >= 0x80) {
      length = 0;
      for (int i = at + 2; i < contents; i++) {
        length = (length << 8) | (der[i] & 0xff);
      }
    }
    return Math.addExact(contents, Math.max(0, length));
  }

  private static byte[] sequence(byte[]... elements) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] element : elements) {
      all.writeBytes(element);
    }
    return element(SEQUENCE, all.toByteArray());
  }

  private static byte[] element(int tag, byte[] contents) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (contents.length < 0x80) {
      element.write(contents.length);
    } else {
      element.write(0x82); // two octets of length: keys are longer than 127 and shorter than 64 KiB
      element.write(contents.length >> 8);
      element.write(contents.length);
    }
    element.writeBytes(contents);
    return element.toByteArray();
  }

  private Pkcs8() {}
}
