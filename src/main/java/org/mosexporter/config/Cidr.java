package org.mosexporter.config;

/**
 * A range of addresses in prefix notation (RFC 4632 §3.1, RFC 4291 §2.3).
 *
 * @param prefixBits counted from the front of 128 bits: an IPv4 /24 is 120 here
 */
public record Cidr(IpAddress base, int prefixBits) {
  private static final int IPV4_OFFSET = 96;

  public Cidr {
    if (prefixBits < 0 || prefixBits > 128) {
      throw new IllegalArgumentException("prefix length out of range: " + prefixBits);
    }
    base = new IpAddress(base.high() & highMask(prefixBits), base.low() & lowMask(prefixBits));
  }

  /**
   * Reads 10.1.20.0/24, fd99::/64 or a bare address.
   *
   * @throws IllegalArgumentException for anything else, also when bits stand behind the prefix
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    IpAddress base = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    int offset = base.isIpv4() ? IPV4_OFFSET : 0;
    int bits = slash < 0 ? 128 - offset : prefix(text, slash + 1, 128 - offset);
    Cidr cidr = new Cidr(base, bits + offset);
    if (!cidr.base.equals(base)) {
      throw new IllegalArgumentException(text + " has bits behind its prefix; write " + cidr);
    }
    return cidr;
  }

  private static int prefix(String text, int from, int most) {
    try {
      int bits = Integer.parseInt(text, from, text.length(), 10);
      if (bits >= 0 && bits <= most) {
        return bits;
      }
    } catch (NumberFormatException notANumber) {
      // told below, with the text
    }
    throw new IllegalArgumentException("prefix length of " + text + " is not 0 to " + most);
  }

  public boolean contains(long high, long low) {
    return (high & highMask(prefixBits)) == base.high()
        && (low & lowMask(prefixBits)) == base.low();
  }

  public boolean contains(IpAddress address) {
    return contains(address.high(), address.low());
  }

  public boolean overlaps(Cidr other) {
    return prefixBits <= other.prefixBits ? contains(other.base) : other.contains(base);
  }

  @Override
  public String toString() {
    boolean ipv4 = base.isIpv4() && prefixBits >= IPV4_OFFSET;
    return base + "/" + (ipv4 ? prefixBits - IPV4_OFFSET : prefixBits);
  }

  private static long highMask(int bits) {
    return bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
  }

  private static long lowMask(int bits) {
    return bits <= 64 ? 0 : -1L << (128 - bits);
  }
}
