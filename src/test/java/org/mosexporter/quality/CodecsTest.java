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
          # encoding    | codec    | Ie | Bpl  | frame | look-ahead | low confidence
          PCMU          | G.711    | 0  | 25.1 | 0.125 | 0          | false
          pcma          | G.711    | 0  | 25.1 | 0.125 | 0          | false
          G729          | G.729A   | 11 | 19.0 | 10    | 5          | false
          G723          | G.723.1  | 15 | 16.1 | 30    | 7.5        | false
          iLBC          | iLBC     | 11 | 32   | 20    | 5          | true
          GSM           | GSM-FR   | 20 | -    | 20    | 0          | false
          GSM-EFR       | GSM-EFR  | 5  | 10   | 20    | 0          | false
          GSM-HR-08     | GSM-HR   | 23 | -    | 20    | 4.4        | false
          G726-40       | G.726-40 | 2  | -    | 0.125 | 0          | false
          G726-32       | G.726-32 | 7  | -    | 0.125 | 0          | false
          AAL2-G726-24  | G.726-24 | 25 | -    | 0.125 | 0          | false
          G726-16       | G.726-16 | 50 | -    | 0.125 | 0          | false
          G728          | G.728    | 7  | -    | 0.625 | 0          | false
          EVRC          | IS-127   | 6  | -    | 20    | 10         | false
          AMR           | AMR-NB   | 5  | 10   | 20    | 0          | true
          SPEEX         | Speex    | 18 | 21   | 20    | 10         | true
          L16           | L16      | 0  | 4.3  | 0.125 | 0          | false
          """)
  void knowsTheCodecBehindAnEncodingName(
      String encoding,
      String name,
      double ie,
      Double bpl,
      double frameMs,
      double lookAheadMs,
      boolean lowConfidence) {
    OptionalDouble robustness = bpl == null ? OptionalDouble.empty() : OptionalDouble.of(bpl);

    assertEquals(
        new Codec(name, Scale.NARROWBAND, ie, robustness, frameMs, lookAheadMs, lowConfidence),
        codecs.find(encoding, 8000).orElseThrow());
  }

  @ParameterizedTest(name = "{0}/{1}")
  @CsvSource({
    "opus, 48000",
    "G722, 8000",
    "AMR-WB, 16000",
    "EVS, 16000",
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
                    "G722", new Quality.Impairment(13, 4.3))));

    assertEquals(10, bplOf(configured, "GSM"));
    assertEquals("GSM-FR", configured.find("GSM", 8000).orElseThrow().name());
    assertEquals(30, bplOf(configured, "PCMU"));
    assertEquals(30, bplOf(configured, "PCMA"));
    assertFalse(configured.find("ILBC", 8000).orElseThrow().lowConfidence());
    assertEquals(9, bplOf(configured, "QCELP"));
    assertEquals(Optional.empty(), configured.find("G722", 8000));
  }

  @Test
  void findsACodecByWhatPeopleCallIt() {
    assertEquals(10, codecs.named("g.729").orElseThrow().ie());
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
