package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.metrics.Office.ANNA;
import static org.mosexporter.metrics.Office.FAR;
import static org.mosexporter.metrics.Office.NOW_NS;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.CallSummary.Result;
import org.mosexporter.config.Table;
import org.mosexporter.quality.Band;

@Tag("heap")
class RepeatCallsTest {
  private static final String REPEATS = "voip_repeat_calls_total";
  private static final String EARLY = "voip_early_hangups_total";
  private static final Map<String, Integer> NONE =
      Map.of("excellent", 0, "good", 0, "acceptable", 0, "fair", 0, "poor", 0);

  private final Metrics metrics = Office.metrics(Office.config(), Office.snapshots(), List.of());

  /** Seconds since nine o'clock; the MOS that Anna heard, 0 when nobody answered. */
  private void call(String from, String to, long start, long end, double mos) {
    long startNs = NOW_NS + start * 1_000_000_000L;
    boolean answered = mos > 0;
    metrics.onCallEnded(
        Office.call(
            from + "@10.1.20.5",
            to + "@example.org",
            answered ? OptionalLong.of(startNs + 2_000_000_000L) : OptionalLong.empty(),
            startNs,
            NOW_NS + end * 1_000_000_000L,
            answered ? Result.COMPLETED : Result.REFUSED,
            answered ? List.of(Office.stream(FAR, ANNA, 3000, mos, mos)) : List.of()));
  }

  private Map<String, Integer> shown(String family) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    Matcher line =
        Pattern.compile("(?m)^" + family + "\\{band=\"(\\w+)\",site=\"berlin\"} (\\d+)\\.0$")
            .matcher(ContractTest.scrape(metrics, ""));
    while (line.find()) {
      counts.put(line.group(1), Integer.valueOf(line.group(2)));
    }
    return counts;
  }

  private static Map<String, Integer> with(String band, int count) {
    Map<String, Integer> counts = new HashMap<>(NONE);
    counts.put(band, count);
    return counts;
  }

  @Test
  void allBandsAreThereFromTheStart() throws IOException {
    assertEquals(NONE, shown(REPEATS));
    assertEquals(NONE, shown(EARLY));
  }

  @Test
  void eitherPartyMayCallAgainAndTheCallBeforeSaysTheBand() throws IOException {
    call("anna", "5551234", 0, 60, 2.5);
    call("5551234", "anna", 90, 200, 4.35);
    assertEquals(with("poor", 1), shown(REPEATS));
  }

  @Test
  void fiveMinutesAreSoonAndOneSecondMoreIsNot() throws IOException {
    call("anna", "5551234", 0, 60, 3.7);
    call("anna", "5551234", 360, 400, 0);
    assertEquals(with("acceptable", 1), shown(REPEATS));
    call("anna", "5551234", 361, 400, 0);
    assertEquals(with("acceptable", 1), shown(REPEATS));
  }

  @Test
  void anotherPartyIsNoRepeatNorOneThatIsUnknown() throws IOException {
    call("anna", "5551234", 0, 60, 2.5);
    call("anna", "5555678", 90, 200, 2.5);
    call("", "5551234", 300, 310, 2.5);
    call("", "5551234", 320, 330, 2.5);
    assertEquals(NONE, shown(REPEATS));
  }

  @Test
  void aCallThatWentOnMeanwhileIsNoRepeat() throws IOException {
    call("anna", "5551234", 0, 60, 2.5);
    call("anna", "5551234", 30, 200, 2.5);
    assertEquals(NONE, shown(REPEATS));
  }

  /** A refusal is told at once, the end of a call only half a minute after its last packet. */
  @Test
  void oneThatIsToldBeforeTheCallItRepeatsCountsToo() throws IOException {
    call("anna", "5551234", 65, 66, 0);
    call("anna", "5551234", 0, 60, 3.2);
    assertEquals(with("fair", 1), shown(REPEATS));
    call("anna", "5551234", 1_000, 1_060, 4.1);
    assertEquals(with("fair", 1), shown(REPEATS));
  }

  @Test
  void whoHangsUpTwentySecondsAfterTheAnswerIsEarly() throws IOException {
    call("anna", "1", 0, 22, 2.5);
    call("anna", "2", 100, 123, 2.5);
    call("anna", "3", 200, 210, 4.35);
    Map<String, Integer> expected = with("poor", 1);
    expected.put("excellent", 1);
    assertEquals(expected, shown(EARLY));
  }

  @Test
  void pairsAreBoundedTheLongestUntouchedMakesRoomAndIsCounted() {
    int most = Table.CALL_PAIRS.entries();
    RepeatCalls crowd = new RepeatCalls();
    long before = LiveHeap.bytes();
    for (int i = 0; i < most; i++) {
      crowd.add(ended("u" + i), Optional.of(Band.POOR));
    }
    long bytes = LiveHeap.bytes() - before;
    crowd.add(ended("u0"), Optional.of(Band.POOR));
    crowd.add(ended("new"), Optional.of(Band.POOR));
    crowd.gauge(
        (table, entries, evictions) -> {
          assertEquals(Table.CALL_PAIRS, table);
          assertEquals(most, entries);
          assertEquals(1, evictions);
        });
    LiveHeap.assertDeclared(Table.CALL_PAIRS, bytes / most);
  }

  private static CallSummary ended(String from) {
    return Office.call(
        from + "@10.1.20.5",
        "5551234@example.org",
        OptionalLong.of(NOW_NS),
        NOW_NS,
        NOW_NS + 1,
        Result.COMPLETED,
        List.of());
  }
}
