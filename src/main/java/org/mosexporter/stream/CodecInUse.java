package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalInt;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.CodecFamily;
import org.mosexporter.quality.Scale;

/**
 * The codec, and of codecs with several bitrates the mode, that an interval is scored by: the mode
 * nearest to the bitrate of its packets of speech.
 *
 * <p>What SRTP puts behind each payload is none of the codec's; while that is unknown, so is the
 * mode.
 *
 * <p>Where that mode would be of another scale than the stream's intervals before (Opus is fullband
 * at 20 kbit/s and narrowband at 8), the mean bitrate of the whole stream decides instead: scores
 * of two scales cannot be compared, and a moment of few octets changes no telephone.
 */
final class CodecInUse {
  private static final double NS_PER_MS = 1e6;

  /** Empty when it is unknown, or when nobody has published what it does at so low a bitrate. */
  static Optional<Codec> of(RtpStream stream, IntervalMark from, IntervalEnd to) {
    Optional<CodecFamily> family = to.speech.codec();
    if (family.isEmpty() || !family.get().isAdaptive()) {
      return family.map(CodecFamily::usual);
    }
    if (stream.media().trailerOctets().isEmpty()) {
      return Optional.empty();
    }
    long octets = Integer.toUnsignedLong(to.speechOctets - from.speechOctets);
    int packets = to.speechPackets - from.speechPackets;
    Optional<Codec> now = family.get().atBitrate(kbps(stream, octets, packets));
    Optional<Scale> before = stream.score.scale();
    if (now.isEmpty() || before.isEmpty() || before.get() == now.get().scale()) {
      return now;
    }
    return family.get().atBitrate(kbps(stream, stream.speechOctets, stream.speechPackets));
  }

  /** By the mean bitrate of the whole stream so far. */
  static Optional<Codec> of(RtpStream stream, CodecFamily family) {
    if (!family.isAdaptive()) {
      return Optional.of(family.usual());
    }
    return stream.media().trailerOctets().isEmpty()
        ? Optional.empty()
        : family.atBitrate(kbps(stream, stream.speechOctets, stream.speechPackets));
  }

  private static double kbps(RtpStream stream, long octets, int packets) {
    OptionalInt ptimeNs = stream.ptimeNs();
    long packetCount = Integer.toUnsignedLong(packets);
    long speechOctets = octets - packetCount * stream.media().trailerOctets().orElse(0);
    double speechMs = packetCount * (ptimeNs.isPresent() ? ptimeNs.getAsInt() / NS_PER_MS : 0);
    return speechMs > 0 ? Math.max(0, speechOctets) * 8 / speechMs : 0;
  }

  private CodecInUse() {}
}
