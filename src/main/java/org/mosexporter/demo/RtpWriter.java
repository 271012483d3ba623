package org.mosexporter.demo;

import java.nio.ByteBuffer;

/**
 * Writes RTP packets (RFC 3550 §5.1): no padding, extension or contributing sources.
 *
 * <pre>0 0x80  1 M|PT  2 sequence  4 timestamp  8 SSRC  12 payload</pre>
 */
final class RtpWriter {
  static final int HEADER_BYTES = 12;

  /** Quiet G.711 mu-law; the other codecs' frames are never decoded by anybody here. */
  private static final byte SILENCE = (byte) 0xFF;

  static void write(
      ByteBuffer into, boolean marker, DemoCodec codec, int sequence, int timestamp, int ssrc) {
    into.put((byte) 0x80).put((byte) (codec.payloadType() | (marker ? 0x80 : 0)));
    into.putShort((short) sequence).putInt(timestamp).putInt(ssrc);
    for (int i = 0; i < codec.payloadBytes(); i++) {
      into.put(SILENCE);
    }
  }

  private RtpWriter() {}
}
