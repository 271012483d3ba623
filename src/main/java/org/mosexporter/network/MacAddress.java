package org.mosexporter.network;

import java.util.HexFormat;
import java.util.Optional;

/** A hardware address of 48 bits (IEEE 802, EUI-48) of one station: no group, not all zeros. */
public record MacAddress(long bits) implements Comparable<MacAddress> {
  private static final int OCTETS = 6;
  private static final int DIGITS = 2 * OCTETS;
  private static final long GROUP = 1L << 40;

  /** Six octets; nothing for another number of them, or when they name no single station. */
  public static Optional<MacAddress> of(byte[] octets) {
    if (octets.length != OCTETS) {
      return Optional.empty();
    }
    long bits = 0;
    for (byte octet : octets) {
      bits = (bits << 8) | (octet & 0xFF);
    }
    return ofBits(bits);
  }

  private static Optional<MacAddress> ofBits(long bits) {
    return bits == 0 || (bits & GROUP) != 0 ? Optional.empty() : Optional.of(new MacAddress(bits));
  }

  /** Twelve hexadecimal digits, alone or parted as 00:04:f2, 00-04-f2 or 0004.f2aa. */
  public static Optional<MacAddress> parse(String text) {
    if (text.length() < DIGITS || text.length() > DIGITS + OCTETS - 1) {
      return Optional.empty();
    }
    String digits = text.replaceAll("[:.-]", "");
    return digits.length() == DIGITS && digits.chars().allMatch(HexFormat::isHexDigit)
        ? ofBits(HexFormat.fromHexDigitsToLong(digits))
        : Optional.empty();
  }

  @Override
  public int compareTo(MacAddress other) {
    return Long.compare(bits, other.bits);
  }

  /** Twelve hexadecimal digits in lower case. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(bits, DIGITS);
  }
}
