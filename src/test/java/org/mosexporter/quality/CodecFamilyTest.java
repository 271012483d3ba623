package org.mosexporter.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Quality;

class CodecFamilyTest {
  private final Codecs codecs = Codecs.of(Quality.defaults());

  /**
   * Octets of one frame by RFC 4867: speech bits, 10 bits of header and padding when bandwidth
   * efficient; two octets and whole octets of speech when octet aligned.
   */
  @ParameterizedTest(name = "{0} {1}: {2} or {3} octets")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # encoding | mode  | bandwidth efficient | octet aligned
          AMR        | 4.75  | 14                  | 14
          AMR        | 5.15  | 15                  | 15
          AMR        | 5.9   | 16                  | 17
          AMR        | 6.7   | 18                  | 19
          AMR        | 7.4   | 20                  | 21
          AMR        | 7.95  | 22                  | 22
          AMR        | 10.2  | 27                  | 28
          AMR        | 12.2  | 32                  | 33
          AMR-WB     | 6.6   | 18                  | 19
          AMR-WB     | 8.85  | 24                  | 25
          AMR-WB     | 12.65 | 33                  | 34
          AMR-WB     | 14.25 | 37                  | 38
          AMR-WB     | 15.85 | 41                  | 42
          AMR-WB     | 18.25 | 47                  | 48
          AMR-WB     | 19.85 | 51                  | 52
          AMR-WB     | 23.05 | 59                  | 60
          AMR-WB     | 23.85 | 61                  | 62
          """)
  void tellsTheModeOfAmrFromTheSizeOfItsPayload(
      String encoding, String mode, int bandwidthEfficientOctets, int octetAlignedOctets) {
    CodecFamily family =
        codecs.family(encoding, encoding.equals("AMR") ? 8000 : 16000).orElseThrow();

    assertEquals(mode, family.atBitrate(bandwidthEfficientOctets * 8 / 20.0).orElseThrow().mode());
    assertEquals(mode, family.atBitrate(octetAlignedOctets * 8 / 20.0).orElseThrow().mode());
  }

  @ParameterizedTest(name = "{0} at {2} kbit/s")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # encoding | clock | kbit/s | mode | scale      | low confidence
          opus       | 48000 | 3      | 6    | NARROWBAND | true
          opus       | 48000 | 6      | 6    | NARROWBAND | false
          opus       | 48000 | 9.9    | 9    | NARROWBAND | false
          opus       | 48000 | 10.1   | 11   | WIDEBAND   | false
          opus       | 48000 | 13.4   | 13   | WIDEBAND   | false
          opus       | 48000 | 13.6   | 14   | FULLBAND   | false
          opus       | 48000 | 29     | 28   | FULLBAND   | false
          opus       | 48000 | 40.4   | 40   | FULLBAND   | false
          opus       | 48000 | 64     | 40   | FULLBAND   | true
          EVS        | 16000 | 7.2    | -    | -          | -
          EVS        | 16000 | 8.4    | -    | -          | -
          EVS        | 16000 | 9.6    | 9.6  | FULLBAND   | false
          EVS        | 16000 | 13.2   | 13.2 | FULLBAND   | false
          EVS        | 16000 | 128    | 48   | FULLBAND   | true
          G723       | 8000  | 6.4    | 6.3  | NARROWBAND | false
          G723       | 8000  | 5.33   | 5.3  | NARROWBAND | true
          G7221      | 16000 | 24     | 24   | WIDEBAND   | true
          """)
  void takesTheNearestMode(
      String encoding, int clockRateHz, double kbps, String mode, Scale scale, Boolean low) {
    Optional<Codec> codec = codecs.family(encoding, clockRateHz).orElseThrow().atBitrate(kbps);

    assertEquals(Optional.ofNullable(mode), codec.map(Codec::mode));
    assertEquals(Optional.ofNullable(scale), codec.map(Codec::scale));
    assertEquals(Optional.ofNullable(low), codec.map(Codec::lowConfidence));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void assumesTheUsualModeWhileNoBitrateWasObserved(double kbps) {
    CodecFamily opus = codecs.family("opus", 48000).orElseThrow();

    assertSame(opus.usual(), opus.atBitrate(kbps).orElseThrow());
    assertTrue(opus.usual().lowConfidence());
    assertEquals("Opus", opus.name());
  }

  @Test
  void hasNothingToChooseWhereTheNameSaysAll() {
    CodecFamily g711 = codecs.family("PCMA", 8000).orElseThrow();
    CodecFamily g722 = codecs.family("G722", 8000).orElseThrow();

    assertFalse(g711.isAdaptive());
    assertSame(g711.usual(), g711.atBitrate(12).orElseThrow());
    assertEquals("64", g722.atBitrate(48).orElseThrow().mode());
  }
}
