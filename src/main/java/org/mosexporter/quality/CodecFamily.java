package org.mosexporter.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one encoding name of RTP stands for: one codec, or one whose sender chooses a bitrate from
 * packet to packet and which is then scored at the mode that is nearest to what was observed.
 *
 * <p>Immutable; looking up does not allocate.
 */
public final class CodecFamily {
  private final Codec usual;

  /** By bitrate, lowest first; empty when nothing is to be chosen. */
  private final List<Codec> modes;

  private final List<Optional<Codec>> answers;
  private final List<Optional<Codec>> assumed;
  private final double headerKbps;
  private final double floorKbps;

  private CodecFamily(Codec usual, List<Codec> modes, double headerKbps, double floorKbps) {
    this.usual = usual;
    this.modes = modes;
    this.headerKbps = headerKbps;
    this.floorKbps = floorKbps;
    answers = modes.stream().map(Optional::of).toList();
    assumed = modes.stream().map(Codec::assumed).map(Optional::of).toList();
  }

  /** One codec, whatever its bitrate. */
  static CodecFamily of(Codec codec) {
    return new CodecFamily(codec, List.of(), 0, 0);
  }

  /**
   * A codec of several bitrates.
   *
   * @param usual the mode that is assumed while none was observed
   * @param modes in any order, at least two, each with a bitrate
   * @param headerKbps of the payload that is not speech, with one frame per packet
   * @param floorKbps of speech, below which nothing is known
   */
  static CodecFamily adaptive(Codec usual, List<Codec> modes, double headerKbps, double floorKbps) {
    List<Codec> sorted = new ArrayList<>(modes);
    sorted.sort(Comparator.comparingDouble(CodecFamily::kbps));
    return new CodecFamily(usual.assumed(), List.copyOf(sorted), headerKbps, floorKbps);
  }

  /** As people know it, such as "Opus". */
  public String name() {
    return usual.name();
  }

  /** The codec as long as no bitrate was observed; of low confidence where it is a guess. */
  public Codec usual() {
    return usual;
  }

  /** Whether the mode depends on the bitrate, so that it is worth observing. */
  public boolean isAdaptive() {
    return !modes.isEmpty();
  }

  /**
   * The mode nearest to an observed bitrate; empty where nobody has published what so low a bitrate
   * does. Well beyond the highest or lowest mode it is that one, with low confidence.
   *
   * @param payloadKbps octets of RTP payload in packets of speech, over the speech in them, without
   *     silence descriptors; not above 0 or not finite: not observed
   */
  public Optional<Codec> atBitrate(double payloadKbps) {
    if (modes.isEmpty() || !(payloadKbps > 0) || Double.isInfinite(payloadKbps)) {
      return Optional.of(usual);
    }
    double kbps = payloadKbps - headerKbps;
    if (kbps < floorKbps) {
      return Optional.empty();
    }
    int last = modes.size() - 1;
    int nearest = 0;
    for (int i = 1; i <= last; i++) {
      if (Math.abs(kbps(i) - kbps) < Math.abs(kbps(nearest) - kbps)) {
        nearest = i;
      }
    }
    boolean beyond =
        kbps < kbps(0) - (kbps(1) - kbps(0)) / 2
            || kbps > kbps(last) + (kbps(last) - kbps(last - 1)) / 2;
    return (beyond ? assumed : answers).get(nearest);
  }

  private double kbps(int mode) {
    return kbps(modes.get(mode));
  }

  private static double kbps(Codec codec) {
    return codec.bitrateKbps().orElseThrow();
  }
}
