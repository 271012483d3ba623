package org.mosexporter.stream;

import java.util.Optional;
import org.mosexporter.quality.CodecFamily;
import org.mosexporter.quality.Codecs;
import org.mosexporter.wire.sip.Encoding;

/**
 * What the packets of one payload type are.
 *
 * @param clockRateHz of their timestamps; 0 when unknown
 * @param codec empty when it cannot be scored
 * @param silenceOctets payload size of a silence descriptor (G.729 Annex B, G.723.1 Annex A); −1
 *     when the encoding has none that its size tells
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
    int silenceOctets = name.equalsIgnoreCase("G729") ? 2 : name.equalsIgnoreCase("G723") ? 4 : -1;
    return new PayloadFormat(kind, name, encoding.clockRateHz(), codec, silenceOctets);
  }

  /** Name of the codec; empty when it cannot be scored. */
  String codecName() {
    return codec.map(CodecFamily::name).orElse("");
  }

  /** Whether switching to the other format leaves what the listener hears the same. */
  boolean soundsLike(PayloadFormat other) {
    return clockRateHz == other.clockRateHz
        && (codec.isPresent()
            ? codec.equals(other.codec)
            : encodingName.equalsIgnoreCase(other.encodingName));
  }
}
