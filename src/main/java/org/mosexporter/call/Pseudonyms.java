package org.mosexporter.call;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Names that tell the same person from another and nothing else: {@code h:} and 80 bits of a keyed
 * hash in 16 letters and digits (RFC 4648 §6). A number has the same one however it is written:
 * hosts, capitals and what stands between digits make no difference.
 */
public final class Pseudonyms {
  public static final String PREFIX = "h:";

  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int CHARS = 16;
  private static final int BITS = 5;
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()./-]*");
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
  private static final Pattern SCHEME = Pattern.compile("(?i)^(sips?|tel):");

  /** 00 before so many digits as a number with country code has (ITU-T E.123, E.164 §6). */
  private static final Pattern INTERNATIONAL = Pattern.compile("^00(?=[1-9][0-9]{6,14}$)");

  private final UnaryOperator<byte[]> mac;

  /**
   * Hashes with that.
   *
   * @param mac of at least ten octets, by a key that nobody else has; for one thread at a time
   */
  public Pseudonyms(UnaryOperator<byte[]> mac) {
    this.mac = mac;
  }

  /** Of a person, by user name, number or {@code user@host}. */
  public String ofParty(String name) {
    return of("party " + compared(name));
  }

  /** Of a dialog. */
  public String ofCallId(String callId) {
    return of("call " + callId);
  }

  /** Of what tells a message from others; without the prefix, for a colon may not stand in it. */
  String ofTag(String tag) {
    return of("tag " + tag).substring(PREFIX.length());
  }

  private synchronized String of(String text) {
    byte[] hash = mac.apply(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder name = new StringBuilder(PREFIX);
    for (int i = 0; i < CHARS; i++) {
      int bit = i * BITS;
      int pair =
          (hash[bit / 8] & 0xFF) << 8 | (bit / 8 + 1 < hash.length ? hash[bit / 8 + 1] & 0xFF : 0);
      name.append(DIGITS.charAt(pair >>> (16 - BITS - bit % 8) & (1 << BITS) - 1));
    }
    return name.toString();
  }

  /**
   * What of a name makes the difference: no scheme, host or parameters, no capitals, of numbers
   * only the digits, of international ones without what says that they are.
   */
  public static String compared(String name) {
    String address = SCHEME.matcher(name.strip()).replaceFirst("");
    int at = address.indexOf('@');
    String party = at > 0 ? address.substring(0, at) : address;
    int semicolon = party.indexOf(';');
    String user = semicolon > 0 ? party.substring(0, semicolon) : party;
    return NUMBER.matcher(user).matches()
        ? INTERNATIONAL.matcher(NO_DIGIT.matcher(user).replaceAll("")).replaceFirst("")
        : user.toLowerCase(Locale.ROOT);
  }
}
