package org.mosexporter.stream;

import org.mosexporter.config.JitterBuffer;

/** A jitter buffer's configuration as the packet path wants it; streams share it. */
record BufferDepth(boolean adaptive, long nominalNs, long maxNs) {
  static BufferDepth of(JitterBuffer buffer) {
    return new BufferDepth(
        buffer.kind() == JitterBuffer.Kind.ADAPTIVE,
        buffer.nominal().toNanos(),
        buffer.max().toNanos());
  }
}
