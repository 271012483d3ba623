package org.mosexporter.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Something to hear: a tone that rises and falls, as a WAV file of 8 kHz, one channel, 16 bits. */
final class ToneFile {
  private static final int RATE_HZ = 8000;
  private static final int HEADER_BYTES = 44;

  static Path write(Path file, int seconds) throws IOException {
    int samples = seconds * RATE_HZ;
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + 2 * samples).put(ascii("WAVEfmt "));
    wav.putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(RATE_HZ).putInt(2 * RATE_HZ).putShort((short) 2).putShort((short) 16);
    wav.put(ascii("data")).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      double second = (double) i / RATE_HZ;
      double loudness = 6000 + 4000 * Math.sin(2 * Math.PI * second / 3);
      wav.putShort((short) (loudness * Math.sin(2 * Math.PI * 440 * second)));
    }
    return Files.write(file, wav.array());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private ToneFile() {}
}
