package org.mosexporter.call;

/**
 * How long a payload of one of RFC 3551's payload types is for the time that it says it lasts, and
 * what SRTP may have put behind it (RFC 3711 §4.2, RFC 7714 §13.1; tags of 4, 10 or 16 octets, and
 * key identifiers of 4).
 */
final class PayloadSize {
  static final int NO_FIT = -1;

  /** Timestamp units per second of these payload types. */
  static final int CLOCK_RATE_HZ = 8_000;

  /** 120 ms. */
  private static final int LONGEST_STEP = 960;

  /**
   * Octets of SRTP's trailer, 0 for RTP; {@link #NO_FIT} when the payload is longer or shorter than
   * this payload type makes it.
   *
   * @param step timestamp units from packet to packet
   */
  static int trailerOctets(int payloadType, int step, int payloadBytes) {
    return switch (payloadType) {
      case 0, 8, 9 -> trailer(payloadBytes, step, 1, 1); // PCMU, PCMA, G722
      case 2 -> trailer(payloadBytes, step, 1, 2); // G721: 32 kbit/s
      case 3 -> trailer(payloadBytes, step, 33, 160); // GSM
      case 4 -> g723(step, payloadBytes);
      case 7 -> trailer(payloadBytes, step, 14, 160); // LPC
      case 15 -> trailer(payloadBytes, step, 1, 4); // G728
      case 18 -> trailer(payloadBytes, step, 10, 80); // G729
      default -> NO_FIT;
    };
  }

  /** Frames of 6.3 kbit/s, or of 5.3. */
  private static int g723(int step, int payloadBytes) {
    int faster = trailer(payloadBytes, step, 24, 240);
    return faster != NO_FIT ? faster : trailer(payloadBytes, step, 20, 240);
  }

  private static int trailer(int payloadBytes, int step, int octets, int units) {
    if (step > LONGEST_STEP) {
      return NO_FIT;
    }
    int frames = step * octets;
    int behind = frames % units == 0 ? payloadBytes - frames / units : NO_FIT;
    return switch (behind) {
      case 0, 4, 8, 10, 14, 16, 20 -> behind;
      default -> NO_FIT;
    };
  }

  private PayloadSize() {}
}
