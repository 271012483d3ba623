package org.mosexporter.receive;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.rtcp.RtcpHandler;
import org.mosexporter.wire.rtcp.RtcpReader;
import org.mosexporter.wire.rtcp.RtcpReader.Check;

/** RTCP that phones send a copy of (Avaya's RTCPMON and its like). */
final class RtcpDecoder implements Decoder {
  /** More than a frame holds: reports are not fragmented; what is longer is cut, and malformed. */
  static final int MOST_BYTES = 2_048;

  private final RtcpReader reader = new RtcpReader();
  private final RtcpHandler onlyChecking = new OnlyChecking();

  /** What can be wrong with a compound that no snap length has cut. */
  static Set<String> faults() {
    return EnumSet.complementOf(EnumSet.of(Check.RTCP, Check.TRUNCATED)).stream()
        .map(Check::reason)
        .collect(Collectors.toSet());
  }

  @Override
  public int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public Set<String> reasons() {
    return faults();
  }

  @Override
  public Set<String> kinds() {
    return Set.of();
  }

  @Override
  public Decoded decode(IpAddress sender, int senderPort, ByteBuffer message, long atNs) {
    Check check = check(message);
    if (check != Check.RTCP) {
      return Decoded.refused(check.reason());
    }
    ByteBuffer compound = copy(message);
    return Decoded.taken(
        new Report.CollectedRtcp(sender, senderPort, compound), compound.capacity());
  }

  /** Whether the compound can be walked. */
  Check check(ByteBuffer compound) {
    return reader.read(compound, compound.position(), compound.remaining(), onlyChecking);
  }

  /** What is between position and limit, in memory of its own. */
  static ByteBuffer copy(ByteBuffer octets) {
    return ByteBuffer.allocate(octets.remaining())
        .put(octets.duplicate())
        .flip()
        .asReadOnlyBuffer();
  }
}
