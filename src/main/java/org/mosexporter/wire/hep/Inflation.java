package org.mosexporter.wire.hep;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Takes apart a payload compressed by zlib or gzip (RFC 1950, RFC 1952), up to 64 KiB of it. */
final class Inflation {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int GZIP_HEADER_BYTES = 10;
  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int GZIP_FLAGS_AT = 3;

  private Inflation() {}

  /** Empty when it is not compressed, damaged or too large. */
  static Optional<ByteBuffer> of(ByteBuffer compressed) {
    boolean gzip =
        compressed.remaining() > GZIP_HEADER_BYTES
            && (compressed.getShort(0) & 0xFFFF) == GZIP_MAGIC
            && compressed.get(GZIP_FLAGS_AT) == 0;
    int from = gzip ? GZIP_HEADER_BYTES : 0;
    try (Inflater inflater = new Inflater(gzip)) {
      inflater.setInput(compressed.slice(from, compressed.remaining() - from));
      byte[] out = new byte[MAX_BYTES];
      int length = inflater.inflate(out);
      return inflater.finished() && length > 0
          ? Optional.of(ByteBuffer.wrap(out, 0, length).slice())
          : Optional.empty();
    } catch (DataFormatException damaged) {
      return Optional.empty();
    }
  }
}
