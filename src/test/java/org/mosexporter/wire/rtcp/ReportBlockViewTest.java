package org.mosexporter.wire.rtcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.window;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportBlockViewTest {
  private final ReportBlockView block = new ReportBlockView();

  private void wrap(String block) {
    this.block.wrap(window(concat(hex("FFFFFFFF"), hex(block))), 4);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                                 | loss word | fraction   | cumulative
          nothing lost                           | 00 000000 | 0.0        | 0
          one lost                               | 00 000001 | 0.0        | 1
          half of the last interval              | 80 012345 | 0.5        | 74565
          one more duplicate than losses         | 00 FFFFFF | 0.0        | -1
          all but one of 256, one duplicate more | FF FFFFFF | 0.99609375 | -1
          clamped high (A.3)                     | FF 7FFFFF | 0.99609375 | 8388607
          clamped low (A.3)                      | 01 800000 | 0.00390625 | -8388608
          """)
  void readsLoss(String name, String lossWord, double fraction, int cumulative) {
    wrap("CAFEBABE" + lossWord + "00000000 00000000 00000000 00000000");

    assertEquals(fraction, block.lossFraction());
    assertEquals(cumulative, block.cumulativeLostPackets());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case           | word     | unsigned   | last SR     | delay ns
          zero             | 00000000 | 0          | 0           | 0
          one              | 00000001 | 1          | 1           | 15258
          one second       | 00010000 | 65536      | 65536       | 1000000000
          RFC 3550 fig. 2  | 00054000 | 344064     | 344064      | 5250000000
          below the sign   | 7FFFFFFF | 2147483647 | 2147483647  | 32767999984741
          the sign         | 80000000 | 2147483648 | -2147483648 | 32768000000000
          the most         | FFFFFFFF | 4294967295 | -1          | 65535999984741
          """)
  void readsTheOtherWordsUnsigned(String name, String word, long unsigned, int asIs, long delayNs) {
    wrap(word + "00000000" + word + word + word + word);

    assertEquals(asIs, block.ssrc());
    assertEquals(unsigned, block.extendedHighestSequence());
    assertEquals(unsigned, block.jitterRtpUnits());
    assertEquals(asIs, block.lastSenderReport());
    assertEquals(asIs, block.delaySinceLastSenderReport());
    assertEquals(delayNs, block.delaySinceLastSenderReportNs());
  }

  @Test
  void takesNoBlockThatRunsPastTheWindow() {
    assertThrows(IndexOutOfBoundsException.class, () -> block.wrap(window(new byte[27]), 4));
  }
}
