package org.mosexporter.quality;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
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
 * <p>Names are compared without case (RFC 4855 §3). A user's value under an encoding name or under
 * a codec's name holds at every bitrate; under a full name ("Opus-31") in that mode only.
 */
public final class Codecs {
  private static final double BPL_OF_G711_WITHOUT_PLC = 4.3;
  private static final List<Integer> CLOCK_RATES_HZ = List.of(8000, 16000, 48000);
  private static final Set<String> NOT_SPEECH = Set.of("telephone-event", "tone", "cn");

  /**
   * Codecs whose sender chooses the bitrate, with the kbit/s of payload headers at one frame per
   * packet of 20 ms: AMR's two octets of mode request, table of contents and padding (RFC 4867).
   */
  private static final Map<String, Double> HEADER_KBPS =
      Map.of(
          "AMR-NB", 0.75, "AMR-WB", 0.75, "EVS", 0.0, "G.722.1", 0.0, "G.723.1", 0.0, "Opus", 0.0);

  /** At 8 kbit/s and below EVS is not superwideband, and nobody has published its Ie there. */
  private static final Map<String, Double> FLOOR_KBPS = Map.of("EVS", 8.8);

  private final Map<String, Quality.Impairment> configured = sorted();
  private final Map<String, CodecFamily> byEncoding = sorted();
  private final Map<String, Codec> byName = sorted();
  private final Map<String, Codec> byFullName = sorted();

  /** Configured, but not built in: their clock rate tells the scale. */
  private final Map<String, Quality.Impairment> unlisted = sorted();

  private Codecs(Quality overrides) {
    configured.putAll(overrides.codecs());
    unlisted.putAll(configured);
    Map<String, List<Codec>> modes = new TreeMap<>();
    for (CodecTable.Row row : CodecTable.ROWS) {
      Codec codec = codec(row, overrides.plc());
      byFullName.put(codec.fullName(), codec);
      if (!row.alternative()) {
        modes.computeIfAbsent(codec.name(), _ -> new ArrayList<>()).add(codec);
      }
    }
    for (CodecTable.Row row : CodecTable.ROWS) {
      row.encodings().forEach(encoding -> addEncoding(encoding, row.codec(), modes));
    }
    modes.forEach((name, codecs) -> byName.putIfAbsent(name, codecs.getFirst()));
    unlisted.keySet().removeAll(byFullName.keySet());
    unlisted.keySet().removeAll(byName.keySet());
  }

  public static Codecs of(Quality overrides) {
    return new Codecs(overrides);
  }

  private Codec codec(CodecTable.Row row, boolean plc) {
    Codec codec = row.codec();
    Codec builtIn =
        plc || !codec.fullName().equals("G.711")
            ? codec
            : codec.with(codec.ie(), BPL_OF_G711_WITHOUT_PLC);
    Quality.Impairment own = configured.get(codec.fullName());
    boolean byItsName = own == null && !row.alternative();
    return with(builtIn, byItsName ? configured.get(codec.name()) : own);
  }

  private void addEncoding(String encoding, Codec listed, Map<String, List<Codec>> modes) {
    String encodingName = encoding.substring(0, encoding.indexOf('/'));
    String name = listed.name();
    Codec codec =
        with(requireNonNull(byFullName.get(listed.fullName())), configured.get(encodingName));
    boolean own = configured.containsKey(encodingName) || configured.containsKey(name);
    Double headerKbps = own ? null : HEADER_KBPS.get(name);
    CodecFamily family =
        headerKbps == null
            ? CodecFamily.of(codec)
            : CodecFamily.adaptive(
                codec,
                modes.getOrDefault(name, List.of()),
                headerKbps,
                FLOOR_KBPS.getOrDefault(name, 0.0));
    byEncoding.put(encoding, family);
    byName.putIfAbsent(name, family.usual());
    unlisted.remove(encodingName);
  }

  /**
   * What is behind an SDP encoding name, such as "opus" at 48000; empty when it cannot be scored.
   */
  public Optional<CodecFamily> family(String encodingName, int clockRateHz) {
    CodecFamily listed = byEncoding.get(encodingName + "/" + clockRateHz);
    return listed == null
        ? unlisted(encodingName, clockRateHz).map(CodecFamily::of)
        : Optional.of(listed);
  }

  /** The codec of {@link #family} as long as no bitrate was observed. */
  public Optional<Codec> find(String encodingName, int clockRateHz) {
    return family(encodingName, clockRateHz).map(CodecFamily::usual);
  }

  /** The codec that people call {@code name}: "G.729A", "AMR-WB-12.65", an encoding name. */
  public Optional<Codec> named(String name) {
    Codec codec = byFullName.getOrDefault(name, byName.get(name));
    return codec == null
        ? CLOCK_RATES_HZ.stream().flatMap(hz -> find(name, hz).stream()).findFirst()
        : Optional.of(codec);
  }

  /** Every mode of every codec, in alphabetical order of full names. */
  public List<Codec> all() {
    Map<String, Codec> all = sorted();
    all.putAll(byFullName);
    unlisted.keySet().forEach(name -> named(name).ifPresent(codec -> all.put(name, codec)));
    return List.copyOf(all.values());
  }

  public static Optional<StaticPayloadType> staticPayloadType(int number) {
    return StaticPayloadTypes.find(number);
  }

  /** Whether packets of this encoding carry digits, tones or silence: nothing to be scored. */
  public static boolean isNotSpeech(String encodingName) {
    return NOT_SPEECH.contains(encodingName.toLowerCase(Locale.ROOT));
  }

  /** A codec that only the user knows; one whose clock does not tick at 8 kHz or more is none. */
  private Optional<Codec> unlisted(String name, int clockRateHz) {
    Quality.Impairment values = unlisted.get(name);
    if (values == null || clockRateHz < CLOCK_RATES_HZ.getFirst()) {
      return Optional.empty();
    }
    Scale scale =
        clockRateHz < 16000
            ? Scale.NARROWBAND
            : clockRateHz == 16000 ? Scale.WIDEBAND : Scale.FULLBAND;
    OptionalDouble none = OptionalDouble.empty();
    return Optional.of(
        new Codec(name, "", scale, none, values.ie(), none, 20, 0, Confidence.HIGH, "")
            .with(values.ie(), values.bpl()));
  }

  private static Codec with(Codec codec, Quality.@Nullable Impairment impairment) {
    return impairment == null ? codec : codec.with(impairment.ie(), impairment.bpl());
  }

  private static <V> Map<String, V> sorted() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }
}
