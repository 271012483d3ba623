package org.mosexporter.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Quality;

class CodecsTest {
  private final Codecs codecs = Codecs.of(Quality.defaults());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # encoding    | clock | codec         | scale      | Ie     | Bpl  | confidence
          PCMU          | 8000  | G.711         | NARROWBAND | 0      | 25.1 | HIGH
          pcma          | 8000  | G.711         | NARROWBAND | 0      | 25.1 | HIGH
          G729          | 8000  | G.729A        | NARROWBAND | 11     | 19.0 | HIGH
          G723          | 8000  | G.723.1-6.3   | NARROWBAND | 15     | 16.1 | LOW
          iLBC          | 8000  | iLBC          | NARROWBAND | 11     | 32   | LOW
          GSM           | 8000  | GSM-FR        | NARROWBAND | 20     | -    | HIGH
          GSM-EFR       | 8000  | GSM-EFR       | NARROWBAND | 5      | 10   | HIGH
          GSM-HR-08     | 8000  | GSM-HR        | NARROWBAND | 23     | -    | HIGH
          G726-40       | 8000  | G.726-40      | NARROWBAND | 2      | -    | HIGH
          G726-32       | 8000  | G.726-32      | NARROWBAND | 7      | -    | HIGH
          AAL2-G726-24  | 8000  | G.726-24      | NARROWBAND | 25     | -    | MEDIUM
          G726-16       | 8000  | G.726-16      | NARROWBAND | 50     | -    | MEDIUM
          G728          | 8000  | G.728         | NARROWBAND | 7      | -    | HIGH
          EVRC          | 8000  | IS-127        | NARROWBAND | 6      | -    | MEDIUM
          AMR           | 8000  | AMR-NB-12.2   | NARROWBAND | 5      | 10   | LOW
          SPEEX         | 8000  | Speex         | NARROWBAND | 18     | 21   | LOW
          L16           | 8000  | L16-8k        | NARROWBAND | 0      | 4.3  | MEDIUM
          L16           | 16000 | L16-16k       | WIDEBAND   | 0      | 4.3  | LOW
          L16           | 48000 | L16-48k       | FULLBAND   | 0      | 4.3  | LOW
          G722          | 8000  | G.722-64      | WIDEBAND   | 13     | 4.3  | MEDIUM
          G7221         | 16000 | G.722.1-32    | WIDEBAND   | 13     | -    | LOW
          AMR-WB        | 16000 | AMR-WB-12.65  | WIDEBAND   | 13     | 4.3  | LOW
          EVS           | 16000 | EVS-24.4      | FULLBAND   | 7.2    | 11.4 | LOW
          opus          | 48000 | Opus-40       | FULLBAND   | 10.666 | 9.79 | LOW
          """)
  void knowsTheCodecBehindAnEncodingName(
      String encoding,
      int clockRateHz,
      String fullName,
      Scale scale,
      double ie,
      Double bpl,
      Confidence confidence) {
    Codec codec = codecs.find(encoding, clockRateHz).orElseThrow();

    assertEquals(fullName, codec.fullName());
    assertEquals(scale, codec.scale());
    assertEquals(ie, codec.ie());
    assertEquals(bpl == null ? OptionalDouble.empty() : OptionalDouble.of(bpl), codec.bpl());
    assertEquals(confidence, codec.confidence());
  }

  @ParameterizedTest(name = "{0}/{1}")
  @CsvSource({
    "opus, 16000",
    "G722, 16000",
    "AMR-WB, 8000",
    "AMR, 16000",
    "EVS, 48000",
    "G729D, 8000",
    "G7221, 32000",
    "L16, 44100",
    "speex, 16000",
    "PCMU, 16000",
    "QCELP, 8000",
    "G.711, 8000",
    "'', 8000",
    "PCMU, 0"
  })
  void doesNotGuessACodec(String encoding, int clockRateHz) {
    assertEquals(Optional.empty(), codecs.find(encoding, clockRateHz));
  }

  @Test
  void takesConcealmentFromG711WhenThePhonesHaveNone() {
    Codecs unconcealed = Codecs.of(QualitySettings.withoutPlc());

    assertEquals(4.3, bplOf(unconcealed, "PCMA"));
    assertEquals(19, bplOf(unconcealed, "G729"));
  }

  @Test
  void putsTheUsersValuesOverItsOwn() {
    Codecs configured =
        Codecs.of(
            QualitySettings.withCodecs(
                Map.of(
                    "gsm", new Quality.Impairment(20, 10),
                    "G.711", new Quality.Impairment(1, 30),
                    "iLBC", new Quality.Impairment(10, 33),
                    "QCELP", new Quality.Impairment(21, 9),
                    "G722", new Quality.Impairment(14, 5))));

    assertEquals(10, bplOf(configured, "GSM"));
    assertEquals("GSM-FR", configured.find("GSM", 8000).orElseThrow().name());
    assertEquals(30, bplOf(configured, "PCMU"));
    assertEquals(30, bplOf(configured, "PCMA"));
    assertFalse(configured.find("ILBC", 8000).orElseThrow().lowConfidence());
    assertEquals(9, bplOf(configured, "QCELP"));
    assertEquals(5, bplOf(configured, "G722"));
    assertEquals(Scale.WIDEBAND, configured.find("G722", 8000).orElseThrow().scale());
  }

  @Test
  void takesTheScaleOfAnUnlistedCodecFromItsClock() {
    Codecs configured =
        Codecs.of(QualitySettings.withCodecs(Map.of("SILK", new Quality.Impairment(5, 12))));

    assertEquals(Scale.NARROWBAND, configured.find("silk", 8000).orElseThrow().scale());
    assertEquals(Scale.NARROWBAND, configured.find("silk", 12000).orElseThrow().scale());
    assertEquals(Scale.WIDEBAND, configured.find("SILK", 16000).orElseThrow().scale());
    assertEquals(Scale.FULLBAND, configured.find("SILK", 24000).orElseThrow().scale());
    assertEquals(Optional.empty(), configured.find("SILK", 0));
    assertEquals(12, configured.named("Silk").orElseThrow().bpl().orElseThrow());
    assertTrue(configured.all().stream().anyMatch(codec -> codec.name().equals("SILK")));
    assertFalse(codecs.all().stream().anyMatch(codec -> codec.name().equals("SILK")));
  }

  @Test
  void holdsAConfiguredValueAtEveryBitrateOrInOneModeOnly() {
    Quality.Impairment own = new Quality.Impairment(3, 30);
    CodecFamily every =
        Codecs.of(QualitySettings.withCodecs(Map.of("opus", own)))
            .family("opus", 48000)
            .orElseThrow();
    CodecFamily one =
        Codecs.of(QualitySettings.withCodecs(Map.of("Opus-31", own)))
            .family("opus", 48000)
            .orElseThrow();

    assertFalse(every.isAdaptive());
    assertEquals(3, every.atBitrate(8).orElseThrow().ie());
    assertFalse(every.usual().lowConfidence());
    assertEquals(3, one.atBitrate(31).orElseThrow().ie());
    assertEquals(14.759, one.atBitrate(34).orElseThrow().ie());
  }

  @Test
  void findsACodecByWhatPeopleCallIt() {
    assertEquals(10, codecs.named("g.729").orElseThrow().ie());
    assertEquals(8, codecs.named("amr-wb-23.85").orElseThrow().ie());
    assertEquals("AMR-WB-12.65", codecs.named("AMR-WB").orElseThrow().fullName());
    assertEquals("G.722-64", codecs.named("G.722").orElseThrow().fullName());
    assertEquals("L16-8k", codecs.named("L16").orElseThrow().fullName());
    assertEquals("IS-54", codecs.named("IS-54").orElseThrow().fullName());
    assertEquals(4.3, codecs.named("G.711-without-PLC").orElseThrow().bpl().orElseThrow());
    assertEquals("G.729A", codecs.named("G729").orElseThrow().name());
    assertEquals(Optional.empty(), codecs.named("G.999"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # RFC 3551 tables 4 and 5
          0  | PCMU    | 8000
          1  | -       | 0
          3  | GSM     | 8000
          4  | G723    | 8000
          6  | DVI4    | 16000
          8  | PCMA    | 8000
          9  | G722    | 8000
          10 | L16     | 44100
          13 | CN      | 8000
          14 | MPA     | 90000
          17 | DVI4    | 22050
          18 | G729    | 8000
          19 | -       | 0
          24 | -       | 0
          34 | H263    | 90000
          35 | -       | 0
          96 | -       | 0
          -1 | -       | 0
          """)
  void knowsStaticPayloadTypes(int number, String encoding, int clockRateHz) {
    assertEquals(
        Optional.ofNullable(encoding).map(name -> new StaticPayloadType(number, name, clockRateHz)),
        Codecs.staticPayloadType(number));
  }

  @Test
  void tellsSpeechFromTonesAndNoise() {
    assertTrue(Codecs.isNotSpeech("telephone-event"));
    assertTrue(Codecs.isNotSpeech("Telephone-Event"));
    assertTrue(Codecs.isNotSpeech("CN"));
    assertFalse(Codecs.isNotSpeech("PCMU"));
    assertFalse(Codecs.isNotSpeech(""));
  }

  private static double bplOf(Codecs codecs, String encoding) {
    return codecs.find(encoding, 8000).orElseThrow().bpl().orElseThrow();
  }
}
