package org.mosexporter.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {

  /** The default result with its intermediate terms, as independent implementations give it. */
  @Test
  void yieldsThePublishedResultForTheDefaults() {
    EModel.Terms terms = EModel.terms(Scale.NARROWBAND, Inputs.defaults());

    assertEquals(-61.179214386, terms.no().orElseThrow(), 1e-9);
    assertEquals(94.768821579, terms.ro(), 1e-9);
    assertEquals(0.440178126, terms.iolr(), 1e-9);
    assertEquals(-0.000715133, terms.ist(), 1e-9);
    assertEquals(0.974105138, terms.iq(), 1e-9);
    assertEquals(1.413568131, terms.is(), 1e-9);
    assertEquals(0, terms.idte());
    assertEquals(0.149045725, terms.idle(), 1e-9);
    assertEquals(0, terms.idd());
    assertEquals(0, terms.ieEff());
    assertEquals(93.206207723, terms.r(), 1e-9);
    assertEquals(4.409405954, Mos.ofR(terms.r()), 1e-9);
  }

  /** Clean G.711 over delay, without echo and with T = Ta, Tr = 2Ta: computed elsewhere. */
  @ParameterizedTest(name = "Ta {0} ms")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Ta | R free of echo | MOS  | R with echo | MOS
          0    | 93.21          | 4.41 | 93.21       | 4.41
          50   | 93.21          | 4.41 | 91.76       | 4.38
          100  | 93.21          | 4.41 | 90.66       | 4.35
          150  | 93.04          | 4.41 | 89.54       | 4.33
          200  | 90.16          | 4.34 | 85.80       | 4.22
          250  | 84.29          | 4.18 | 79.18       | 3.99
          300  | 78.45          | 3.96 | 72.67       | 3.72
          400  | 69.14          | 3.56 | 62.25       | 3.22
          """)
  void losesPointsWithDelay(double ta, double rDry, double mosDry, double rEcho, double mosEcho) {
    double dry = EModel.terms(Scale.NARROWBAND, Inputs.defaults().with(Input.TA, ta)).r();
    double echo = EModel.terms(Scale.NARROWBAND, Inputs.defaults().withOneWayDelayMs(ta)).r();

    assertEquals(rDry, dry, 0.005);
    assertEquals(mosDry, Mos.ofR(dry), 0.005);
    assertEquals(rEcho, echo, 0.005);
    assertEquals(mosEcho, Mos.ofR(echo), 0.005);
  }
}
