package org.mosexporter.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mosexporter.config.Secret;

/** Shows who sent a message, and when: HMAC-SHA256 (RFC 2104) over both. */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  /**
   * The header's value.
   *
   * @param seconds since 1970, of the attempt
   */
  static String of(Secret key, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.value().getBytes(UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(UTF_8));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never); // every JVM has it, and the key is not empty
    }
  }

  private Signature() {}
}
