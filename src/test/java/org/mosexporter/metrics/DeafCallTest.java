package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.CallSummary.OneWay;
import org.mosexporter.call.SipLadder;
import org.mosexporter.config.IpAddress;

/** Whose one-way call it is. Phones are in 10.1.20.0/24, the PBX among them is none. */
class DeafCallTest {
  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # not heard  | hears nothing | whose
          203.0.113.7  | 10.1.20.31    | phones received
          10.1.20.32   | 10.1.20.31    | phones received
          10.1.20.5    | 10.9.0.1      | all received
          10.1.20.31   | 203.0.113.7   | phones sent
          10.1.20.31   | 10.1.20.5     | phones sent
          203.0.113.7  | 10.1.20.5     | ''
          """)
  void isTheListenersElseTheSpeakers(String speaker, String listener, String expected) {
    CallSummary call =
        call(List.of(stretch(speaker, listener, 10), stretch(speaker, listener, 60)));

    Set<String> whose =
        DeafCall.of(call, Office.config()).stream()
            .map(deaf -> deaf.network().name() + " " + deaf.direction().label())
            .collect(Collectors.toSet());

    assertEquals(expected.isEmpty() ? Set.of() : Set.of(expected), whose); // once per call
  }

  private static OneWay stretch(String speaker, String listener, double seconds) {
    return new OneWay(IpAddress.parse(speaker), IpAddress.parse(listener), 0, seconds);
  }

  private static CallSummary call(List<OneWay> oneWay) {
    CallSummary like = Office.call(CallSummary.Result.COMPLETED, List.of());
    return new CallSummary(
        like.id(),
        like.revision(),
        like.callId(),
        like.from(),
        like.to(),
        like.site(),
        like.trunk(),
        like.firstNs(),
        like.startNs(),
        like.alertedNs(),
        like.answerNs(),
        like.endNs(),
        like.setupSeconds(),
        like.disconnectSeconds(),
        like.status(),
        like.result(),
        like.related(),
        like.leg(),
        like.streams(),
        oneWay,
        like.signalledBy(),
        like.phone(),
        List.of(),
        List.of(),
        SipLadder.NONE,
        List.of(),
        List.of());
  }
}
