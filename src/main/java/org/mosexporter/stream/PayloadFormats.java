package org.mosexporter.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.config.Quality;
import org.mosexporter.config.Table;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.StaticPayloadType;
import org.mosexporter.wire.sip.Encoding;

/**
 * What each payload type means, by what signalling said, else by configuration, else by RFC 3551.
 *
 * <p>Looking up does not allocate; streams with signalling have a short list before the table that
 * all share, and streams that were described alike share that too. Used by the tracker's thread.
 */
final class PayloadFormats {
  private static final int PAYLOAD_TYPES = 128;
  private static final int MAX_DESCRIBED = Table.PAYLOAD_FORMATS.entries();
  private static final Pattern ENCODING = Pattern.compile("([^/ ]+)/(\\d{1,9})(?:/(\\d{1,3}))?");

  private final Codecs codecs;
  private final PayloadFormat[] common;
  private final byte[] announcedTypes;
  private final PayloadFormat[] announced;
  private final PayloadFormats unannounced;

  /** Descriptions that were met before: phones of a kind all say the same. */
  private final Map<Description, PayloadFormats> described;

  private long evictions;

  private record Description(Map<Integer, Encoding> payloadTypes, OptionalInt trailerOctets) {}

  private PayloadFormats(Codecs codecs, PayloadFormat[] common) {
    this.codecs = codecs;
    this.common = common;
    announcedTypes = new byte[0];
    announced = new PayloadFormat[0];
    unannounced = this;
    described = new HashMap<>();
  }

  private PayloadFormats(
      PayloadFormats unannounced,
      PayloadFormat[] common,
      byte[] announcedTypes,
      PayloadFormat[] announced) {
    this.unannounced = unannounced;
    this.codecs = unannounced.codecs;
    this.common = common;
    this.announcedTypes = announcedTypes;
    this.announced = announced;
    described = unannounced.described;
  }

  static PayloadFormats of(Quality quality) {
    Codecs codecs = Codecs.of(quality);
    PayloadFormat[] common = new PayloadFormat[PAYLOAD_TYPES];
    for (int type = 0; type < PAYLOAD_TYPES; type++) {
      Optional<Encoding> encoding = configured(quality, type).or(staticEncoding(type));
      common[type] =
          encoding.map(known -> PayloadFormat.of(known, codecs)).orElse(PayloadFormat.UNMAPPED);
    }
    return new PayloadFormats(codecs, common);
  }

  private static java.util.function.Supplier<Optional<Encoding>> staticEncoding(int type) {
    return () -> Codecs.staticPayloadType(type).map(PayloadFormats::encoding);
  }

  private static Encoding encoding(StaticPayloadType known) {
    return new Encoding(known.encodingName(), known.clockRateHz(), 1);
  }

  /** From text such as "opus/48000/2"; what does not read so is not there. */
  private static Optional<Encoding> configured(Quality quality, int type) {
    Matcher text = ENCODING.matcher(quality.payloadTypes().getOrDefault(type, ""));
    if (!text.matches()) {
      return Optional.empty();
    }
    int channels = text.group(3) == null ? 1 : Integer.parseInt(text.group(3));
    return Optional.of(new Encoding(text.group(1), Integer.parseInt(text.group(2)), channels));
  }

  /** These formats with what is known of one stream before them. */
  PayloadFormats with(Media media) {
    if (media.payloadTypes().isEmpty() && media.isKnownAsRtp()) {
      return unannounced;
    }
    Description description = new Description(media.payloadTypes(), media.trailerOctets());
    PayloadFormats known = described.get(description);
    if (known != null) {
      return known;
    }
    if (described.size() >= MAX_DESCRIBED) {
      evictions += described.size();
      described.clear();
    }
    PayloadFormats added = describe(description);
    described.put(description, added);
    return added;
  }

  private PayloadFormats describe(Description description) {
    OptionalInt trailerOctets = description.trailerOctets();
    byte[] types = new byte[description.payloadTypes().size()];
    PayloadFormat[] formats = new PayloadFormat[types.length];
    int count = 0;
    for (Map.Entry<Integer, Encoding> entry : description.payloadTypes().entrySet()) {
      types[count] = (byte) (entry.getKey() & 0x7F);
      formats[count++] = PayloadFormat.of(entry.getValue(), codecs).followedBy(trailerOctets);
    }
    return new PayloadFormats(unannounced, commonFollowedBy(trailerOctets), types, formats);
  }

  private PayloadFormat[] commonFollowedBy(OptionalInt trailerOctets) {
    PayloadFormat[] plain = unannounced.common;
    if (trailerOctets.orElse(-1) == 0) {
      return plain;
    }
    PayloadFormat[] followed = new PayloadFormat[PAYLOAD_TYPES];
    for (int type = 0; type < PAYLOAD_TYPES; type++) {
      followed[type] = plain[type].followedBy(trailerOctets);
    }
    return followed;
  }

  /** Descriptions that are remembered. */
  int described() {
    return described.size();
  }

  /** Descriptions that were forgotten for others. */
  long evictions() {
    return evictions;
  }

  /** The format of a payload type, 0–127. */
  PayloadFormat of(int payloadType) {
    for (int i = 0; i < announcedTypes.length; i++) {
      if (announcedTypes[i] == payloadType) {
        return announced[i];
      }
    }
    return common[payloadType];
  }
}
