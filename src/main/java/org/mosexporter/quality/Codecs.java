package org.mosexporter.quality;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Quality;

/**
 * The codecs that can be scored, by the names that SDP and people give them; built in, with the
 * user's own values on top.
 *
 * <p>Names are compared without case (RFC 4855 §3).
 */
public final class Codecs {
  private static final double BPL_OF_G711_WITHOUT_PLC = 4.3;
  private static final int NARROWBAND_CLOCK_RATE_HZ = 8000;
  private static final Set<String> NOT_SPEECH = Set.of("telephone-event", "tone", "cn");

  /** Ticks at 8 kHz for history's sake but is wideband (RFC 3551 §4.5.2). */
  private static final String G722 = "G722";

  private final Map<String, Codec> byEncodingName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Codec> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Codecs(Quality overrides) {
    Map<String, Quality.Impairment> configured = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    configured.putAll(overrides.codecs());
    for (CodecTable.Row row : CodecTable.ROWS) {
      Codec builtIn = overrides.plc() ? row.codec() : withoutConcealment(row.codec());
      Codec codec = withImpairment(builtIn, configured.remove(builtIn.name()));
      byName.put(codec.name(), codec);
      for (String encodingName : row.encodingNames()) {
        byEncodingName.put(encodingName, withImpairment(codec, configured.remove(encodingName)));
      }
    }
    configured.forEach(this::addUnlisted);
  }

  public static Codecs of(Quality overrides) {
    return new Codecs(overrides);
  }

  /**
   * The codec behind an SDP encoding name, such as "PCMU" at 8000; empty when it cannot be scored.
   */
  public Optional<Codec> find(String encodingName, int clockRateHz) {
    return clockRateHz == NARROWBAND_CLOCK_RATE_HZ
        ? Optional.ofNullable(byEncodingName.get(encodingName))
        : Optional.empty();
  }

  /** The codec that people call {@code name}, such as "G.729A"; an encoding name serves too. */
  public Optional<Codec> named(String name) {
    return Optional.ofNullable(byName.get(name)).or(() -> find(name, NARROWBAND_CLOCK_RATE_HZ));
  }

  /** Everything {@link #named} knows, in alphabetical order. */
  public List<Codec> all() {
    return List.copyOf(byName.values());
  }

  public static Optional<StaticPayloadType> staticPayloadType(int number) {
    return StaticPayloadTypes.find(number);
  }

  /** Whether packets of this encoding carry digits, tones or silence: nothing to be scored. */
  public static boolean isNotSpeech(String encodingName) {
    return NOT_SPEECH.contains(encodingName.toLowerCase(Locale.ROOT));
  }

  /**
   * A codec that only the user knows: taken to be narrowband, as its clock rate will have to say.
   */
  private void addUnlisted(String name, Quality.Impairment impairment) {
    if (!name.equalsIgnoreCase(G722)) {
      OptionalDouble bpl = OptionalDouble.of(impairment.bpl());
      Codec codec = new Codec(name, Scale.NARROWBAND, impairment.ie(), bpl, 20, 0, false);
      byName.put(name, codec);
      byEncodingName.put(name, codec);
    }
  }

  private static Codec withoutConcealment(Codec codec) {
    return codec.name().equals("G.711") ? codec.with(codec.ie(), BPL_OF_G711_WITHOUT_PLC) : codec;
  }

  private static Codec withImpairment(Codec codec, Quality.@Nullable Impairment impairment) {
    return impairment == null ? codec : codec.with(impairment.ie(), impairment.bpl());
  }
}
