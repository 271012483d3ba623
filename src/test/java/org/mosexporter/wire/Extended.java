package org.mosexporter.wire;

import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.u16;
import static org.mosexporter.wire.Frames.u32;

import java.nio.ByteBuffer;

/** Extended reports (RFC 3611), written by its figures. */
public final class Extended {
  /** A VoIP metrics block (§4.7), in its units; what is not set is 0, or unavailable. */
  public static final class Voip {
    private final ByteBuffer octets = ByteBuffer.allocate(36);

    private Voip(int ssrc) {
      octets.putInt(0, 0x0700_0008).putInt(4, ssrc);
      octets.putInt(20, 0x7F7F_7F10).putInt(24, 0x7F7F_7F7F);
    }

    public Voip rates(int loss, int discard) {
      octets.put(8, (byte) loss).put(9, (byte) discard);
      return this;
    }

    public Voip bursts(int density, int ms, int gapDensity, int gapMs) {
      octets.put(10, (byte) density).put(11, (byte) gapDensity);
      octets.putShort(12, (short) ms).putShort(14, (short) gapMs);
      return this;
    }

    public Voip delays(int roundTripMs, int endSystemMs, int bufferMs) {
      octets.putShort(16, (short) roundTripMs).putShort(18, (short) endSystemMs);
      octets.putShort(30, (short) bufferMs);
      return this;
    }

    public Voip echo(int rerlDb) {
      octets.put(22, (byte) rerlDb);
      return this;
    }

    public Voip verdict(int r, int mosLq, int mosCq) {
      octets.put(24, (byte) r).put(26, (byte) mosLq).put(27, (byte) mosCq);
      return this;
    }

    public byte[] octets() {
      return octets.array();
    }
  }

  public static Voip voip(int ssrc) {
    return new Voip(ssrc);
  }

  /** Counts of losses, and the mean jitter (§4.6). */
  public static byte[] summary(int ssrc, int begin, int end, long lost, long jitter) {
    byte[] counts = concat(u32(lost), u32(0), u32(0), u32(0), u32(jitter), u32(0), u32(0));
    return concat(hex("06A00009"), u32(ssrc), u16(begin), u16(end), counts);
  }

  public static byte[] report(int reporter, byte[]... blocks) {
    return Frames.rtcp(207, 0, concat(u32(reporter), concat(blocks)));
  }

  private Extended() {}
}
