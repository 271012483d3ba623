package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LabelTextTest {
  @Test
  void leavesDecentTextsAlone() {
    assertEquals("Jürgen 😀 <b>", LabelText.of("Jürgen 😀 <b>"));
  }

  @Test
  void replacesWhatNoTerminalShouldBeShown() {
    assertEquals("a\uFFFDb\uFFFD😀\uFFFD", LabelText.of("a\u0000b\u001b😀\ud800"));
  }

  @Test
  void cutsWhatIsTooLong() {
    assertEquals(200, LabelText.of("x".repeat(1_000_000)).length());
  }

  @Test
  void neverCutsACharacterInTwo() {
    String cut = LabelText.of("x".repeat(199) + "😀");

    assertEquals("x".repeat(199) + "\uFFFD", cut);
    assertEquals(cut, new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }
}
