package org.mosexporter.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadGeneratorTest {
  @ParameterizedTest(name = "{0} packets of {1} calls")
  @CsvSource({"1,1", "999,1", "20000,3", "30000,700"})
  void writesAsManyPacketsAsAskedInOrderOfTime(long packets, int calls) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    LoadGenerator.Load load = LoadGenerator.generate(file, packets, calls, 5);

    Content content = Content.of(file.toByteArray());
    assertEquals(packets, load.rtpPackets());
    assertEquals(packets, content.rtp);
    assertEquals(load.reports(), content.rtcp);
    assertEquals(7L * calls, content.sip);
    assertTrue(content.inOrder);
  }

  @Test
  void tagsEveryThirdCallAndLosesOneOfTwoHundredPackets() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    LoadGenerator.Load load = LoadGenerator.generate(file, 120_000, 30, 5);

    assertEquals(1 / 3.0, Content.of(file.toByteArray()).tagged / 120_000.0, 0.01);
    assertEquals(0.005, load.lostPackets() / 120_000.0, 0.001);
  }

  @Test
  void writesTheSameFileForTheSameSeed() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    LoadGenerator.generate(first, 5_000, 4, 9);
    LoadGenerator.generate(second, 5_000, 4, 9);

    assertArrayEquals(first.toByteArray(), second.toByteArray());
  }

  @Test
  void refusesACountThatMakesNoFile() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    assertThrows(IllegalArgumentException.class, () -> LoadGenerator.generate(file, 0, 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> LoadGenerator.generate(file, 1, LoadGenerator.MOST_CALLS + 1, 1));
  }

  /** What a file holds, told apart by the first octets behind the UDP header. */
  private static final class Content {
    private long rtp;
    private long tagged;
    private long rtcp;
    private long sip;
    private boolean inOrder = true;

    static Content of(byte[] file) {
      Content content = new Content();
      ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(0xA1B23C4D, buffer.getInt(0));
      long lastNs = 0;
      for (int at = 24; at < file.length; ) {
        long atNs = buffer.getInt(at) * 1_000_000_000L + buffer.getInt(at + 4);
        content.inOrder &= atNs >= lastNs;
        lastNs = atNs;
        int length = buffer.getInt(at + 8);
        assertEquals(length, buffer.getInt(at + 12));
        content.frame(buffer, at + 16);
        at += 16 + length;
      }
      return content;
    }

    private void frame(ByteBuffer buffer, int at) {
      boolean tag = buffer.getShort(at + 12) == 0x0081;
      int payload = at + 42 + (tag ? 4 : 0);
      if (Character.isLetter(buffer.get(payload))) {
        sip++;
      } else if ((buffer.get(payload + 1) & 0xFF) == 200) {
        rtcp++;
      } else {
        rtp++;
        tagged += tag ? 1 : 0;
      }
    }
  }
}
