package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.diagnosis.Heard.points;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Server;
import org.mosexporter.metrics.Office;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.stream.StreamSummary;

/** What far ends hear of a call that a server passes on is known when the call is over. */
class FarEndsTest {
  private static final long MINUTE_NS = 60_000_000_000L;
  private static final long NINE_NS = (1_795_392_000L + 9 * 3_600) * 1_000_000_000L;
  private static final String PHONE = "10.1.20.11";
  private static final String SERVER = "10.1.0.5";
  private static final LostR NOTHING = points(0, 0, 0);
  private static final LostR TEN = points(0, 7, 3);

  private final Forecast forecast =
      new Forecast(
          Config.defaults("berlin")
              .but()
              .networks(
                  List.of(
                      new Network(
                          "floor1", Cidr.parse("10.1.20.0/24"), Network.Access.WIRED, "berlin")))
              .servers(
                  List.of(new Server("pbx1", List.of(IpAddress.parse(SERVER)), Server.Kind.PBX)))
              .build());

  private static StreamSummary stream(
      String from, String to, int minute, LostR lost, boolean reported) {
    Heard heard =
        new Heard(
            IpAddress.parse(from), IpAddress.parse(to), "G.711", NINE_NS + minute * MINUTE_NS);
    for (int i = 0; i < 6; i++) {
      heard.interval(lost, 0);
    }
    return reported ? heard.reported(0) : heard.measured();
  }

  /** A call each minute for forty minutes, and five that lose. */
  private int warnings(String from, String to, boolean reported) {
    for (int minute = 0; minute < 45; minute++) {
      LostR lost = minute < 40 ? NOTHING : TEN;
      forecast.onCall(
          Office.call(
              CallSummary.Result.COMPLETED, List.of(stream(from, to, minute, lost, reported))));
    }
    return forecast.at(NINE_NS + 45 * MINUTE_NS).size();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.20.11, 10.1.0.5, false, 1", // on the way to the server, as it was seen here
    "10.1.20.11, 10.1.0.5, true, 1",
    "10.1.0.5, 203.0.113.2, true, 1", // as the far end tells
    "10.1.0.5, 203.0.113.2, false, 0", // nobody tells
    "10.1.0.5, 10.1.20.11, true, 0", // our phone, which is observed
    "10.1.20.11, 203.0.113.2, true, 0", // no server passes it on
    "203.0.113.2, 10.1.0.5, true, 1", // our phone will lack it
  })
  void countsWhatAServerPassesOn(String from, String to, boolean reported, int warnings) {
    assertEquals(warnings, warnings(from, to, reported));
  }

  /** Halves of a conversation between two servers are no listener's. */
  @Test
  void aServersOwnStreamsAreNobodys() {
    assertEquals(0, warnings(SERVER, SERVER, true));
  }

  @Test
  void nothingIsSaidOfWhatIsLongAgo() {
    assertEquals(1, warnings(PHONE, SERVER, false));
    assertEquals(
        List.of(), forecast.at(NINE_NS + 100 * MINUTE_NS), "what was said stood half an hour");
  }
}
