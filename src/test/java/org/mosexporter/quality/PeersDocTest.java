package org.mosexporter.quality;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.config.Quality;

/**
 * The table of {@code docs/QUALITY.md} that compares tools: ours is what the scorer says, theirs is
 * what {@code ../shared/reference/vectors.json} has of them.
 */
class PeersDocTest {
  /** One-way delay in ms and loss in percent of each column. */
  private static final List<List<Double>> CALLS =
      List.of(
          List.of(0.0, 1.0),
          List.of(0.0, 5.0),
          List.of(0.0, 20.0),
          List.of(300.0, 0.0),
          List.of(150.0, 2.0));

  /** The tool in the document to the name in the file. */
  private static final Map<String, String> PEERS =
      Map.of(
          "flent, util.py", "flent (T=Ta, Bpl 4.3)",
          "SIP3 salto-ce", "SIP3 salto (no delay, Bpl 4.3)",
          "voipmonitor, rtp.cpp 2ec3c37a", "voipmonitor G.711",
          "rtpengine, ssrc.c e8b82121, narrowband", "rtpengine NB default",
          "heplify-server, xrtp", "heplify-server xrtp (pingman)",
          "Asterisk, MES/20", "Asterisk MES/20 (loss = count per 5 s)",
          "FreeSWITCH, do_mos", "FreeSWITCH do_mos (no flaw penalty)");

  @Test
  void showsWhatWeCompute() throws IOException {
    Map<String, List<String>> rows = rows();

    assertEquals(ours(Quality.defaults()), rows.get("**mos-exporter**, MOS-CQ"));
    assertEquals(ours(QualitySettings.withoutPlc()), rows.get("mos-exporter, `plc: false`"));
  }

  @Test
  void quotesTheOthersAsTheyWereFound() throws IOException {
    Map<String, List<String>> rows = rows();
    Map<String, Object> file =
        object(Json.read(Shared.path().resolve("reference").resolve("vectors.json")));

    assertEquals(PEERS.size() + 2, rows.size());
    for (Map.Entry<String, String> peer : PEERS.entrySet()) {
      List<String> theirs = new ArrayList<>();
      for (List<Double> call : CALLS) {
        theirs.add(quoted(file, call, peer.getValue()));
      }
      assertEquals(theirs, rows.get(peer.getKey()), peer.getKey());
    }
  }

  private static List<String> ours(Quality quality) {
    Codec g711 = Codecs.of(quality).named("G.711").orElseThrow();
    List<String> shown = new ArrayList<>();
    for (List<Double> call : CALLS) {
      OptionalDouble ta = OptionalDouble.of(call.get(0));
      Score score =
          new Scorer().score(g711, 100, (long) (double) call.get(1), 0, 1, ta).orElseThrow();
      shown.add(String.format(Locale.ROOT, "%.2f", score.mosCq().orElseThrow()));
    }
    return shown;
  }

  private static String quoted(Map<String, Object> file, List<Double> call, String tool) {
    for (Object one : (List<?>) requireNonNull(file.get("disagreements"))) {
      Map<String, Object> scenario = object(requireNonNull(object(one).get("scenario")));
      if (call.get(0).equals(scenario.get("one_way_delay_ms"))
          && call.get(1).equals(scenario.get("loss_percent"))) {
        Map<String, Object> mos = object(requireNonNull(object(one).get("mos")));
        return String.format(Locale.ROOT, "%.2f", (Double) mos.get(tool));
      }
    }
    throw new AssertionError("no such call: " + call);
  }

  private static Map<String, List<String>> rows() throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    Files.readString(Path.of("docs", "QUALITY.md"))
        .lines()
        .dropWhile(line -> !line.startsWith("| tool |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> List.of(line.substring(2).split(" \\| ", -1)))
        .forEach(cells -> rows.put(cells.getFirst(), cells.subList(1, 1 + CALLS.size())));
    assertTrue(rows.size() > 2, "the table is there");
    return rows;
  }

  @SuppressWarnings("unchecked") // names are strings in JSON
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
