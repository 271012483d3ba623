package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Games that look like RTP but for their clock and their lengths are no speech. */
class GamesTest {
  private static final int PACKETS_PER_GAME = 300;
  private static final int FIRST_PORT = 40_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 1100})
  void areNoSpeech(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Game> games = Stream.generate(() -> new Game(random)).limit(OtherTraffic.FLOWS).toList();
    OtherTraffic traffic = new OtherTraffic();
    traffic.send(OtherTraffic.FLOWS * PACKETS_PER_GAME, protocol(games));

    List<Game> taken =
        traffic.seen.streams.stream()
            .map(stream -> games.get(stream.sourcePort() - FIRST_PORT))
            .filter(game -> !game.isAsG711())
            .toList();
    assertEquals(List.of(), taken);
  }

  private static OtherTraffic.Protocol protocol(List<Game> games) {
    return new OtherTraffic.Protocol() {
      @Override
      public int write(OtherTraffic to, int flow, int number) {
        return games.get(flow).write(to);
      }

      @Override
      public long spacingNs(OtherTraffic to, int flow) {
        return games.get(flow).spacingNs(to.random);
      }
    };
  }
}
