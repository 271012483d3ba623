package org.mosexporter.simulator.office;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Writes compound RTCP packets (RFC 3550 §6.4-6.6, RFC 3611 §4.7, RFC 3711 §3.4). */
final class RtcpOctets {
  private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;
  private static final int CLEAR_BYTES = 8;
  private static final int TRAILER_BYTES = 14;

  /** The 64 bits of an NTP timestamp. */
  static long ntp(long unixNs) {
    long seconds = Math.floorDiv(unixNs, 1_000_000_000L) + NTP_TO_UNIX_SECONDS;
    return seconds << 32 | (Math.floorMod(unixNs, 1_000_000_000L) << 32) / 1_000_000_000L;
  }

  private final ByteBuffer into = ByteBuffer.allocate(512);

  /** A sender report, with a block about a reception if anything was received. */
  RtcpOctets sender(int ssrc, long ntp, int units, long packets, long bytes) {
    into.put((byte) 0x80).put((byte) 200).putShort((short) 6);
    into.putInt(ssrc).putLong(ntp).putInt(units).putInt((int) packets).putInt((int) bytes);
    return this;
  }

  RtcpOctets block(int ssrc, Reception of, int lastReport, int delay) {
    into.put(0, (byte) 0x81).putShort(2, (short) 12);
    into.putInt(ssrc).putInt((of.fractionLost() << 24) | (of.cumulativeLost() & 0xFF_FFFF));
    into.putInt(of.extendedHighest()).putInt(of.jitterUnits()).putInt(lastReport).putInt(delay);
    return this;
  }

  RtcpOctets name(int ssrc, String cname) {
    byte[] name = cname.getBytes(US_ASCII);
    int padded = 2 + name.length + 4 & ~3;
    into.put((byte) 0x81).put((byte) 202).putShort((short) (1 + padded / 4));
    into.putInt(ssrc).put((byte) 1).put((byte) name.length).put(name);
    for (int i = 2 + name.length; i < padded; i++) {
      into.put((byte) 0);
    }
    return this;
  }

  RtcpOctets bye(int ssrc) {
    into.put((byte) 0x81).put((byte) 203).putShort((short) 1).putInt(ssrc);
    return this;
  }

  /** VoIP metrics: loss and discard of 256, delays and buffer in ms, levels in dBm0. */
  RtcpOctets voip(
      int reporter,
      int ssrc,
      int loss,
      int discard,
      int roundTripMs,
      int endMs,
      Listener listener) {
    into.put((byte) 0x80).put((byte) 207).putShort((short) 10).putInt(reporter);
    into.put((byte) 7).put((byte) 0).putShort((short) 8).putInt(ssrc);
    into.put((byte) loss).put((byte) discard).putInt(0).putShort((short) 0);
    into.putShort((short) roundTripMs).putShort((short) endMs);
    Device talker = listener.talker();
    into.put((byte) talker.signalDbm).put((byte) talker.noiseDbm);
    into.put((byte) listener.device().residualEchoDb).put((byte) 16);
    into.put((byte) 127).put((byte) 127).put((byte) 127).put((byte) 127);
    Playout playout = listener.playout();
    boolean adaptive = playout.buffer().adaptive();
    into.put((byte) (0xC0 | (adaptive ? 0x30 : 0x20) | 4)).put((byte) 0);
    into.putShort((short) playout.depthMs()).putShort((short) playout.depthMs());
    into.putShort((short) playout.buffer().mostMs());
    return this;
  }

  byte[] octets() {
    return Arrays.copyOf(into.array(), into.position());
  }

  /** The same as nobody without the key can read it. */
  byte[] encrypted(SplittableRandom random, int index) {
    byte[] clear = octets();
    byte[] secret = new byte[clear.length + TRAILER_BYTES];
    random.nextBytes(secret);
    System.arraycopy(clear, 0, secret, 0, CLEAR_BYTES);
    ByteBuffer.wrap(secret).putInt(clear.length, 0x8000_0000 | index);
    return secret;
  }
}
