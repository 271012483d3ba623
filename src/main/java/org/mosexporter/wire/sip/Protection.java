package org.mosexporter.wire.sip;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A way in which one side protects what it sends, or offers to: of SRTP only what shows in the size
 * of packets, and no key.
 *
 * @param number by which an answer names what it takes of an offer (RFC 4568 §4.1); below 0 when it
 *     has none
 * @param trailerOctets what stands behind each payload: tag and key identifier (RFC 3711 §3.1);
 *     empty when unknown
 */
public record Protection(int number, OptionalInt trailerOctets) {
  /** Plain RTP. */
  public static final Protection NONE = new Protection(-1, OptionalInt.of(0));

  /**
   * Keys of a DTLS handshake that nobody read: the profile that all must know has a tag of ten (RFC
   * 5764 §4.1.2, RFC 8827 §6.5).
   */
  static final Protection DTLS = new Protection(-2, OptionalInt.of(10));

  private static final int MAX_NUMBER = 999_999_999;
  private static final int MAX_WORDS = 16;
  private static final int MAX_KEY_IDENTIFIER_OCTETS = 128;

  /**
   * Reads {@code 1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20|1:4 KDR=1}: number, suite, keys with
   * lifetime and key identifier, parameters of the session (RFC 4568 §9.1).
   */
  static Optional<Protection> parse(String crypto) {
    String[] words = crypto.split("\\s+", MAX_WORDS);
    OptionalLong number = Texts.number(words[0], MAX_NUMBER);
    if (words.length < 3 || number.isEmpty()) {
      return Optional.empty();
    }
    int tagOctets = isUnauthenticated(words) ? 0 : tagOctets(words[1].toUpperCase(Locale.ROOT));
    int identifierOctets = identifierOctets(words[2]);
    boolean known = tagOctets >= 0 && identifierOctets >= 0;
    return Optional.of(
        new Protection(
            (int) number.getAsLong(),
            known ? OptionalInt.of(tagOctets + identifierOctets) : OptionalInt.empty()));
  }

  /** RFC 4568 §6.2, RFC 5669 §3, RFC 6188 §4, RFC 7714 §14.2; −1 when unknown. */
  private static int tagOctets(String suite) {
    if (suite.endsWith("_HMAC_SHA1_80")) {
      return 10;
    }
    if (suite.endsWith("_HMAC_SHA1_32")) {
      return 4;
    }
    return switch (suite) {
      case "AEAD_AES_128_GCM", "AEAD_AES_256_GCM" -> 16;
      case "SEED_128_CCM_80" -> 10;
      case "SEED_128_GCM_96" -> 12;
      default -> -1;
    };
  }

  /** RFC 4568 §6.3.4. */
  private static boolean isUnauthenticated(String[] words) {
    for (int i = 3; i < words.length; i++) {
      if (words[i].equalsIgnoreCase("UNAUTHENTICATED_SRTP")) {
        return true;
      }
    }
    return false;
  }

  /** The same for all keys of a line (RFC 4568 §6.1); −1 when it cannot be. */
  private static int identifierOctets(String keys) {
    int end = keys.indexOf(';');
    String[] parts = (end < 0 ? keys : keys.substring(0, end)).split("\\|", 4);
    for (int i = 1; i < parts.length; i++) {
      int colon = parts[i].indexOf(':');
      if (colon >= 0) {
        String octets = parts[i].substring(colon + 1);
        return (int) Texts.number(octets, MAX_KEY_IDENTIFIER_OCTETS).orElse(-1);
      }
    }
    return 0;
  }
}
