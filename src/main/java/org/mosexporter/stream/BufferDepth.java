package org.mosexporter.stream;

import org.mosexporter.config.JitterBuffer;

/** A jitter buffer's configuration as the packet path wants it; streams share it. */
record BufferDepth(boolean emulated, boolean adaptive, long nominalNs, long maxNs) {
  /** Nothing is judged: what is left is the cost of everything else. */
  static final BufferDepth NOT_EMULATED = new BufferDepth(false, false, 0, 0);

  static BufferDepth of(JitterBuffer buffer) {
    return new BufferDepth(
        true,
        buffer.kind() == JitterBuffer.Kind.ADAPTIVE,
        buffer.nominal().toNanos(),
        buffer.max().toNanos());
  }
}
