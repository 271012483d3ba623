package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Quality;
import org.mosexporter.quality.Scale;
import org.mosexporter.wire.sip.Encoding;

/** What the bitrate of a stream says of its codec's mode, and what must not disturb it. */
class CodecInUseTest {
  private static final long MS = 1_000_000L;
  private static final int DYNAMIC = 97;

  private final StreamTableTest.Seen seen = new StreamTableTest.Seen();
  private final StreamTable table = new StreamTable(Quality.defaults(), 10, seen);

  private RtpStream open(String name, int clockRateHz) {
    Map<Integer, Encoding> types = Map.of(DYNAMIC, new Encoding(name, clockRateHz, 1));
    return table.open(
        StreamTableTest.datagram(1, 4000, 2, 4000, "", 0),
        7,
        new Media("c1", types, OptionalInt.empty()));
  }

  private StreamSummary end(long atMs) {
    table.finish(atMs * MS);
    return seen.summaries.getFirst();
  }

  /**
   * A second of speech, then four of silence with a descriptor of 7 octets each 160 ms (TS 26.093).
   */
  private void talkAndPause(RtpStream stream, int speechOctets, int unitsPerMs) {
    int number = 0;
    for (int second = 0; second < 20; second++) {
      int atMs = second * 1000;
      boolean speaks = second % 5 == 0;
      for (int ms = 0; ms < 1000; ms += speaks ? 20 : 160) {
        int octets = speaks ? speechOctets : 7;
        table.onRtp(
            stream,
            (atMs + ms) * MS,
            46,
            speaks && ms == 0,
            DYNAMIC,
            number++,
            (atMs + ms) * unitsPerMs,
            octets);
      }
    }
  }

  /** 12.65 kbit/s: 253 bits of speech, 4 + 6 of header, 33 octets (RFC 4867 §4.3): Ie 13, R 116. */
  @Test
  void silenceDescriptorsOfAmrWidebandAreNoSpeechOfALowerMode() {
    RtpStream stream = open("AMR-WB", 16_000);
    talkAndPause(stream, 33, 16);
    StreamSummary summary = end(20_000);

    assertEquals(13, summary.score().orElseThrow().lostR().codec(), 1e-9);
    assertEquals(20, stream.ptimeNs().orElseThrow() / MS);
  }

  @Test
  void pausesOfDtxAreNoPacketLength() {
    RtpStream stream = open("AMR-WB", 16_000);
    talkAndPause(stream, 33, 16);
    for (int i = 0; i < 12; i++) {
      table.onRtp(
          stream,
          (20_000 + 160L * i) * MS,
          46,
          false,
          DYNAMIC,
          210 + i,
          (20_000 + 160 * i) * 16,
          33);
    }

    assertEquals(20, stream.ptimeNs().orElseThrow() / MS);
  }

  /** Both are G.711 to the ear (RFC 3551 §4.5.14). */
  @Test
  void aChangeOfLawIsNoChangeOfCodec() {
    RtpStream stream =
        table.open(StreamTableTest.datagram(1, 4000, 2, 4000, "", 0), 7, Media.UNKNOWN);
    for (int i = 0; i < 500; i++) {
      table.onRtp(stream, 20L * i * MS, 46, false, i < 200 ? 8 : 0, i, 160 * i, 160);
    }
    end(10_000);

    assertEquals(
        List.of(Optional.empty()), seen.intervals.stream().map(Interval::unscored).toList());
  }

  /** Ten seconds of 6 kbit/s, which is narrowband, then a minute of 32, which is fullband. */
  @Test
  void aStreamIsScoredOnTheScaleThatLasts() {
    RtpStream stream = open("opus", 48_000);
    for (int i = 0; i < 3500; i++) {
      table.onRtp(stream, 20L * i * MS, 46, false, DYNAMIC, i, 960 * i, i < 500 ? 15 : 80);
    }
    StreamSummary summary = end(70_000);

    assertEquals(Optional.of(Scale.FULLBAND), summary.scale());
    double changed = summary.unscoredSeconds().get(Unscored.CODEC_CHANGED);
    assertTrue(changed >= 10 && changed <= 30, changed + " s");
  }
}
