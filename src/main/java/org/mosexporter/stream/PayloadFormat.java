package org.mosexporter.stream;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.mosexporter.quality.CodecFamily;
import org.mosexporter.quality.Codecs;
import org.mosexporter.wire.sip.Encoding;

/**
 * What the packets of one payload type are.
 *
 * @param clockRateHz of their timestamps; 0 when unknown
 * @param codec empty when it cannot be scored
 * @param silenceOctets largest payload of a silence descriptor, smaller than any frame of speech;
 *     −1 when the encoding has none that its size tells
 */
record PayloadFormat(
    Kind kind,
    String encodingName,
    int clockRateHz,
    Optional<CodecFamily> codec,
    int silenceOctets) {
  /** What a payload type can carry. */
  enum Kind {
    SPEECH,
    /** Digits and tones (RFC 4733): their timestamp stands still. */
    EVENT,
    /** Comfort noise (RFC 3389). */
    NOISE,
    /** Nobody said what it is. */
    UNMAPPED
  }

  static final PayloadFormat UNMAPPED =
      new PayloadFormat(Kind.UNMAPPED, "", 0, Optional.empty(), -1);

  static PayloadFormat of(Encoding encoding, Codecs codecs) {
    String name = encoding.name();
    Kind kind =
        !Codecs.isNotSpeech(name)
            ? Kind.SPEECH
            : name.equalsIgnoreCase("CN") ? Kind.NOISE : Kind.EVENT;
    Optional<CodecFamily> codec =
        kind == Kind.SPEECH ? codecs.family(name, encoding.clockRateHz()) : Optional.empty();
    return new PayloadFormat(kind, name, encoding.clockRateHz(), codec, silenceOctets(name));
  }

  private static int silenceOctets(String encodingName) {
    return switch (encodingName.toUpperCase(Locale.ROOT)) {
      case "G729", "G729A" -> 2; // G.729 Annex B
      case "G723" -> 4; // G.723.1 Annex A
      case "AMR", "AMR-WB" -> 7; // RFC 4867 §3.6, octet-aligned or not; the least speech is 14
      case "EVS" -> 6; // 3GPP TS 26.445 Annex A.2.1; the least speech is 7
      case "OPUS" -> 2; // RFC 6716 §3.1: a frame of no more than its TOC and an octet is DTX
      default -> -1;
    };
  }

  /** The same behind which SRTP puts so many octets; of unknown many, sizes tell no silence. */
  PayloadFormat followedBy(OptionalInt trailerOctets) {
    if (silenceOctets < 0) {
      return this;
    }
    int octets = trailerOctets.isPresent() ? silenceOctets + trailerOctets.getAsInt() : -1;
    return new PayloadFormat(kind, encodingName, clockRateHz, codec, octets);
  }

  /** Whether somebody said how it is coded, and not only how its clock ticks. */
  boolean isNamed() {
    return !encodingName.isEmpty();
  }

  /** Name of the codec; empty when it cannot be scored. */
  String codecName() {
    return codec.map(CodecFamily::name).orElse("");
  }

  /** Whether switching to the other format leaves what the listener hears the same. */
  boolean soundsLike(PayloadFormat other) {
    return clockRateHz == other.clockRateHz
        && (codec.isPresent()
            ? codec.map(CodecFamily::usual).equals(other.codec.map(CodecFamily::usual))
            : encodingName.equalsIgnoreCase(other.encodingName));
  }
}
