package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.metrics.Office.ANNA;
import static org.mosexporter.metrics.Office.BERT;
import static org.mosexporter.metrics.Office.FAR;
import static org.mosexporter.metrics.Office.NOW_NS;
import static org.mosexporter.metrics.Office.reported;
import static org.mosexporter.metrics.Office.stream;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.CallSummary.Result;
import org.mosexporter.call.Direction;
import org.mosexporter.call.Source;
import org.mosexporter.metrics.Office;

/**
 * What comparisons keep of the call of metrics.Office: answered 2 s, ended 67 s after its start.
 */
class CallFactTest {
  private static CallFact fact(CallSummary call) {
    return CallFact.of(call, Office.config());
  }

  @Test
  void keepsWhatTheCallWas() {
    CallFact fact = fact(Office.call(Result.COMPLETED, List.of()));

    assertEquals("00000000000000000000000000000001", fact.id());
    assertEquals("berlin", fact.site());
    assertEquals("telco-a", fact.trunk());
    assertEquals(NOW_NS, fact.startNs());
    assertEquals(NOW_NS + 67_000_000_000L, fact.endNs());
    assertEquals(OptionalDouble.of(65), fact.talkSeconds());
    assertEquals(true, fact.oneWay());
    assertEquals(List.of(), fact.heard());
  }

  /** 1000 packets at 4.4 and 3000 at 3.6 are 3.8 on average: (4.4 + 3 × 3.6) / 4. */
  @Test
  void aListenerHearsTheMeanOfTheirStreamsByPackets() {
    CallFact fact =
        fact(
            Office.call(
                    Result.COMPLETED,
                    List.of(stream(FAR, ANNA, 1000, 4.4, 4.1), stream(FAR, ANNA, 3000, 3.6, 2.5)))
                .withEndpoints(List.of(Office.endpoint(ANNA, "anna", "VVX 450"))));

    CallFact.Heard heard = fact.heard().getFirst();
    assertEquals(1, fact.heard().size());
    assertEquals(3.8, heard.mosLq(), 1e-9);
    assertEquals(OptionalDouble.of(2.5), heard.mosLqWorst());
    assertEquals(120, heard.seconds());
    assertEquals("G.711", heard.codec());
    assertEquals(
        List.of("phones", "wired", "sales", "Poly", "VVX 450"),
        List.of(heard.network(), heard.access(), heard.group(), heard.vendor(), heard.model()));
  }

  @Test
  void theFarEndIsHeardOnlyAsItReports() {
    CallFact fact =
        fact(
            Office.call(
                Result.COMPLETED,
                List.of(stream(ANNA, FAR, 3000, 4.4, 4.4), reported(BERT, FAR, 3.3, 2.2))));

    CallFact.Heard heard = fact.heard().getFirst();
    assertEquals(1, fact.heard().size());
    assertEquals(Direction.SENT, heard.direction());
    assertEquals(Source.RTCP, heard.source());
    assertEquals(BERT.toString(), heard.phone());
    assertEquals(3.3, heard.mosLq(), 1e-9);
  }

  /** Nobody talked in a call that was turned down; that is not zero seconds of talk. */
  @Test
  void aCallThatNobodyAnsweredHasNoTalk() {
    CallSummary answered = Office.call(Result.REFUSED, List.of());
    CallSummary refused =
        new CallSummary(
            answered.id(),
            1,
            "c",
            "",
            "",
            "berlin",
            "",
            NOW_NS,
            answered.startNs(),
            answered.alertedNs(),
            java.util.OptionalLong.empty(),
            answered.endNs(),
            answered.setupSeconds(),
            answered.disconnectSeconds(),
            answered.status(),
            Result.REFUSED,
            List.of(),
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            org.mosexporter.call.SipLadder.NONE,
            List.of(),
            List.of());

    assertEquals(OptionalDouble.empty(), fact(refused).talkSeconds());
  }
}
