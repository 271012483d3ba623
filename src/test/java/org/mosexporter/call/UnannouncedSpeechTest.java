package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.rtp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.stream.StreamSummary;

/** Speech that nobody announced is found, by what it is like on the wire. */
class UnannouncedSpeechTest {
  private static final int PACKETS = 500;

  private final Office office = new Office();
  private final SplittableRandom random = new SplittableRandom(7);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sent(double at, byte[] octets) {}

  private StreamSummary onlyStream() {
    office.tracker.finish();
    assertEquals(1, office.seen.streams.size(), office.seen.streams::toString);
    return office.seen.streams.getFirst();
  }

  private void send(List<Sent> packets) {
    packets.stream()
        .sorted(Comparator.comparingDouble(Sent::at))
        .forEach(sent -> office.udp(sent.at, ALICE, 4000, BOB, 5000, sent.octets));
  }

  /** Sizes and clocks as in RFC 3551, RFC 7587, RFC 4867; tags as in RFC 3711 and RFC 7714. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                   | type | ms  | clock | octets | jitter ms | loss % | late at most
          G.711 10 ms              | 0    | 10  | 8000  | 80     | 1         | 0      | 0
          G.711 20 ms              | 8    | 20  | 8000  | 160    | 2         | 0      | 0
          G.711 30 ms              | 0    | 30  | 8000  | 240    | 2         | 0      | 0
          G.711 40 ms              | 0    | 40  | 8000  | 320    | 2         | 0      | 0
          G.711 60 ms              | 8    | 60  | 8000  | 480    | 2         | 0      | 0
          G.711 lossy              | 0    | 20  | 8000  | 160    | 5         | 5      | 0
          G.711 over bad radio     | 0    | 20  | 8000  | 160    | 60        | 5      | 20
          G.711 SRTP, tag of 10    | 0    | 20  | 8000  | 170    | 2         | 0      | 0
          G.711 SRTP, tag of 4     | 8    | 20  | 8000  | 164    | 2         | 1      | 0
          G.711 SRTP, tag of 16    | 8    | 20  | 8000  | 176    | 2         | 0      | 0
          G.722                    | 9    | 20  | 8000  | 160    | 2         | 1      | 0
          G.723.1, 6.3 kbit/s      | 4    | 30  | 8000  | 24     | 2         | 1      | 0
          G.723.1, 5.3 kbit/s      | 4    | 30  | 8000  | 20     | 2         | 0      | 0
          G.729                    | 18   | 20  | 8000  | 20     | 2         | 1      | 0
          G.729 60 ms, SRTP        | 18   | 60  | 8000  | 70     | 2         | 0      | 0
          GSM                      | 3    | 20  | 8000  | 33     | 2         | 0      | 0
          Opus 20 ms               | 111  | 20  | 48000 | 70     | 2         | 0      | 0
          Opus 60 ms               | 96   | 60  | 48000 | 180    | 3         | 5      | 0
          Opus 10 ms               | 107  | 10  | 48000 | 50     | 1         | 2      | 0
          Opus 120 ms              | 107  | 120 | 48000 | 300    | 5         | 0      | 0
          Opus over bad radio      | 107  | 20  | 48000 | 70     | 40        | 5      | 200
          AMR-WB                   | 97   | 20  | 16000 | 62     | 2         | 1      | 0
          iLBC 30 ms               | 98   | 30  | 8000  | 50     | 2         | 0      | 0
          SILK                     | 103  | 20  | 24000 | 60     | 2         | 0      | 0
          Siren 14                 | 115  | 20  | 32000 | 120    | 2         | 0      | 0
          """)
  void isFound(
      String name, int type, int ms, int clock, int octets, int jitterMs, int loss, int late) {
    List<Sent> packets = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      if (random.nextInt(100) >= loss || i == 0) {
        long timestamp = 0xFFFF_F000L + (long) i * clock / 1000 * ms;
        byte[] octetsOfIt = rtp(0xFEED, type, false, 65_400 + i & 0xFFFF, timestamp, octets);
        double jitter = random.nextDouble() * jitterMs / 1000;
        packets.add(new Sent(ms * i / 1000.0 + jitter, octetsOfIt));
      }
    }
    send(packets);

    StreamSummary stream = onlyStream();
    assertTrue(stream.packets() >= packets.size() - late, () -> packets.size() + " " + stream);
    assertEquals(clock, stream.clockRateHz().orElseThrow());
    assertTrue(stream.jitterMeanSeconds().orElseThrow() <= jitterMs / 1000.0);
  }

  /** Talk of 1 s, silence of 2 s with a packet each 400 ms (RFC 7587 §3.1.3). */
  @Test
  void opusWithPausesIsFound() {
    List<Sent> packets = new ArrayList<>();
    int number = 0;
    for (int i = 0; i < PACKETS; i++) {
      boolean talk = i % 150 >= 100;
      if (talk || i % 20 == 0) {
        byte[] octets = rtp(7, 111, i % 150 == 100, number++, 960L * i, talk ? 60 : 1);
        packets.add(new Sent(0.02 * i + random.nextDouble() * 0.003, octets));
      }
    }
    send(packets);

    assertEquals(packets.size(), onlyStream().packets());
  }

  @Test
  void halfOfThePacketsChangedPlaces() {
    List<Sent> packets = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double swapped = i % 4 == 1 ? 0.025 : 0;
      packets.add(new Sent(0.02 * i + swapped, rtp(7, 111, false, i, 960L * i, 60)));
    }
    send(packets);

    StreamSummary stream = onlyStream();
    assertEquals(List.of(100L, 0L), List.of(stream.packets(), stream.lost()));
  }

  @Test
  void digitsAreFoundAndAreNoSpeech() {
    for (int i = 0; i < 10; i++) {
      byte[] event = hex("050A" + String.format("%04X", 160 * (i + 1)));
      byte[] head = rtp(7, 101, i == 0, i, 16_000, 0);
      office.udp(0.02 * i, ALICE, 4000, BOB, 5000, concat(head, event));
    }

    StreamSummary stream = onlyStream();
    assertEquals(10, stream.packets());
    assertEquals("", stream.codec());
  }

  /** Four octets that count up in another clock, or as no time passes, are no digit. */
  @ParameterizedTest(name = "{0} each {1} ms")
  @CsvSource({"50, 50", "80, 80", "100, 20", "160, 50", "480, 100", "160, 0"})
  void countersInFourOctetsAreNoDigits(int growth, int ms) {
    for (int i = 0; i < 30; i++) {
      byte[] event = hex("050A" + String.format("%04X", growth * (i + 1)));
      byte[] head = rtp(7, 101, false, i, 16_000, 0);
      office.udp(0.001 * ms * i, ALICE, 4000, BOB, 5000, concat(head, event));
    }
    office.tracker.finish();
    assertEquals(List.of(), office.seen.streams);
  }

  /** Each packet ends a picture. */
  @Test
  void whatIsMarkedEachTimeIsVideo() {
    for (int i = 0; i < 100; i++) {
      office.udp(0.02 * i, ALICE, 4000, BOB, 5000, rtp(7, 111, i % 5 != 0, i, 960L * i, 60));
    }
    office.tracker.finish();
    assertEquals(List.of(), office.seen.streams);
  }

  /** An octet a tick or more, and a clock that is not of six: no codec of a dynamic type. */
  @ParameterizedTest(name = "{0} ms at {1} Hz, {2} octets")
  @CsvSource({
    "20, 16000, 320",
    "20, 8000, 160",
    "20, 48000, 901",
    "20, 44100, 100",
    "25, 8000, 30"
  })
  void countersOfADynamicTypeAreNoSpeech(int ms, int clock, int octets) {
    for (int i = 0; i < 100; i++) {
      byte[] packet = rtp(7, 111, false, i, (long) i * clock * ms / 1000, octets);
      office.udp(0.001 * ms * i, ALICE, 4000, BOB, 5000, packet);
    }
    office.tracker.finish();
    assertEquals(List.of(), office.seen.streams);
  }

  /** As many ticks as Opus has in 20 ms, but slower or faster than time passes. */
  @ParameterizedTest
  @CsvSource({"18", "19", "22", "23"})
  void aClockThatRunsWrongIsNoSpeech(int ms) {
    for (int i = 0; i < 500; i++) {
      office.udp(0.001 * ms * i, ALICE, 4000, BOB, 5000, rtp(7, 111, false, i, 960L * i, 60));
    }
    office.tracker.finish();
    assertEquals(List.of(), office.seen.streams);
  }

  /** Seven packets may be anything; the eighth proves it, and all are counted. */
  @ParameterizedTest
  @CsvSource({"0, 160, 160, 7, 0", "0, 160, 160, 8, 1", "111, 960, 70, 7, 0", "111, 960, 70, 8, 1"})
  void eightPacketsAreNeeded(int type, int step, int octets, int packets, int streams) {
    for (int i = 0; i < packets; i++) {
      byte[] packet = rtp(7, type, false, i, (long) step * i, octets);
      office.udp(0.02 * i, ALICE, 4000, BOB, 5000, packet);
    }
    office.tracker.finish();
    assertEquals(streams, office.seen.streams.size());
    assertEquals((long) streams * packets, office.counted(PacketKind.RTP));
    assertEquals(packets - streams * packets, office.counted(PacketKind.OTHER));
  }

  @Test
  void speechAroundDigitsIsOneStream() {
    int number = 0;
    for (int i = 0; i < 200; i++) {
      boolean digit = i % 50 < 8;
      byte[] head = rtp(7, digit ? 101 : 0, false, number++, digit ? i / 50 * 8000L : 160L * i, 0);
      byte[] event = hex("050A" + String.format("%04X", 160 * (i % 50 + 1)));
      office.udp(0.02 * i, ALICE, 4000, BOB, 5000, concat(head, digit ? event : new byte[160]));
    }

    assertEquals(200, onlyStream().packets());
  }

  /** A header as RTP's in every flow, and only the tenth goes on: nobody's place is taken. */
  @Test
  void aFloodOfSourcesHidesNoCall() {
    for (int i = 0; i < 200; i++) {
      for (int n = 0; n < 400; n++) {
        byte[] noise = rtp(random.nextInt(), 0, false, random.nextInt(65_536), 5, 160);
        office.udp(0.02 * i + 0.00004 * n, ALICE, 40_000, BOB, 40_002, noise);
      }
      office.udp(0.02 * i + 0.019, ALICE, 4000, BOB, 5000, rtp(7, 111, false, i, 960L * i, 60));
    }
    StreamSummary stream = onlyStream();
    assertEquals(200, stream.packets());
    assertEquals(0, office.counters().evictions().get("candidates"));
    assertEquals(80_200, office.counted(PacketKind.RTP) + office.counted(PacketKind.OTHER));
  }

  /** When all places are taken, who has waited longest for a second packet goes, not the latest. */
  @Test
  void callsThatBeginInAFloodAreFoundFromTheirFirstPacketOn() {
    for (int i = 0; i < 40; i++) {
      for (int n = 0; n < 400; n++) {
        byte[] noise = rtp(random.nextInt(), 0, false, random.nextInt(65_536), 5, 160);
        office.udp(0.02 * i + 0.00004 * n, ALICE, 40_000, BOB, 40_002, noise);
      }
      for (int call = 0; call < 20 && i >= 20; call++) {
        office.udp(0.02 * i + 0.019, ALICE, 4000, BOB, 5000, rtp(call, 0, false, i, 160L * i, 160));
      }
    }
    office.tracker.finish();
    assertEquals(20, office.seen.streams.size());
    assertEquals(400, office.counted(PacketKind.RTP));
  }

  /** Flows that go on for two packets each leave after a while, not the one that goes on. */
  @Test
  void aFloodOfPairsHidesNoCall() {
    for (int i = 0; i < 50; i++) {
      if (i >= 4) { // the call has begun
        pairs(i);
      }
      office.udp(0.02 * i + 0.019, ALICE, 4000, BOB, 5000, rtp(7, 111, false, i, 960L * i, 60));
    }
    StreamSummary stream = onlyStream();
    assertEquals(50, stream.packets());
    // In 0.92 s each of the other places is given up three times, 250 ms after its pair.
    assertEquals(3 * 1023, office.counters().evictions().get("candidates"), 30);
    assertEquals(1024, Candidates.MAX_ENTRIES);
  }

  /** 100,000 flows a second of two packets each hold all places; the call still gets one. */
  @Test
  void aCallThatBeginsInAFloodOfPairsIsFound() {
    for (int i = 0; i < 150; i++) {
      pairs(i);
      if (i >= 20) {
        office.udp(0.02 * i + 0.019, ALICE, 4000, BOB, 5000, rtp(7, 111, false, i, 960L * i, 60));
      }
    }
    StreamSummary stream = onlyStream();
    assertTrue(stream.packets() > 65, () -> "half of 130 at least: " + stream.packets());
  }

  private void pairs(int turn) {
    for (int n = 0; n < 2000; n++) {
      int ssrc = random.nextInt();
      for (int k = 0; k < 2; k++) {
        byte[] pair = rtp(ssrc, 0, false, k, 5, 160);
        office.udp(0.02 * turn + 0.000009 * n, ALICE, 40_000, BOB, 40_002, pair);
      }
    }
  }

  /** The daemon starts in a large office at noon: more calls than anything here has places for. */
  @Test
  void allOfTenThousandStreamsThatAreUpAtStartAreFound() {
    int streams = 10_000;
    for (int i = 0; i < 250; i++) {
      for (int n = 0; n < streams; n++) {
        byte[] speech = rtp(n, 0, false, i, 160L * i, 160);
        office.udp(0.02 * i + 0.000002 * n, ALICE, 4000, BOB, 5000, speech);
      }
    }
    office.tracker.finish();
    assertEquals(streams, office.seen.streams.size());
    long half = office.seen.streams.stream().filter(stream -> stream.packets() > 125).count();
    assertEquals(streams, half); // found within 2.5 s
  }

  /** 1,500 games send on and on, with counters of milliseconds; who begins to speak is heard. */
  @Test
  void flowsThatProveNothingMakeRoom() {
    for (int i = 0; i < 200; i++) {
      games(0.033 * i, i, 1500);
      if (i >= 60) {
        office.udp(0.033 * i, ALICE, 4000, BOB, 5000, rtp(7, 0, false, i, 240L * i, 240));
      }
    }
    assertTrue(onlyStream().packets() > 100);
  }

  /** An hour back: nobody has a place until the hour is over again. */
  @Test
  void aClockThatIsSetBackKeepsNoPlaceTaken() {
    for (int i = 0; i < 3; i++) {
      games(3600 + 0.033 * i, i, 6000);
    }
    for (int i = 0; i < 100; i++) {
      office.udp(0.02 * i, ALICE, 4000, BOB, 5000, rtp(7, 0, false, i, 160L * i, 160));
    }
    assertEquals(100, onlyStream().packets());
  }

  private void games(double at, int turn, int flows) {
    for (int n = 0; n < flows; n++) {
      byte[] packet = rtp(0x5000 + n, 0, false, turn, 33L * turn, 70);
      office.udp(at + 0.000002 * n, ALICE, 40_000, BOB, 40_002, packet);
    }
  }
}
