package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTextTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      quoteCharacter = '"',
      value = {
        "0.0312,  ratio,   3.12 %",
        "1,       ratio,   100 %",
        "0.0421,  seconds, 42.1 ms",
        "0.25,    seconds, 250 ms",
        "-0.0005, seconds, -0.5 ms",
        "61.25,   seconds, 61.3 s",
        "12,      packets, 12 packets",
        "1234567, packets, 1234567 packets",
        "711.75,  packets, 712 packets",
        "84.5,    ppm,     84.50 ppm",
        "-31.75,  dB,      -31.75 dB",
        "18.24,   R,       18.2 points of R",
        "21,      calls,   21 calls",
        "7,       \"\",  7",
        "2.5,     \"\",  2.50",
      })
  void writesNumbersWithTheirUnits(double value, String unit, String expected) {
    assertEquals(
        "it: " + expected + " (xr)", FindingText.evidence(new Evidence("it", value, unit, "xr")));
  }

  @ParameterizedTest
  @CsvSource({
    "of those offered to it,   0.0312, ratio,   3.12 % of those offered to it (snmp)",
    "packets dropped lately,   711.75, packets, packets dropped lately: 712 (snmp)",
    "calls looked at,          16,     calls,   calls looked at: 16 (snmp)",
    "residual echo return loss, 31.75, dB,      residual echo return loss: 31.75 dB (snmp)",
  })
  void saysItAsPeopleWould(String text, double value, String unit, String expected) {
    assertEquals(expected, FindingText.evidence(new Evidence(text, value, unit, "snmp")));
  }

  @Test
  void leavesOutANumberThatIsNone() {
    assertEquals(
        "of it (xr)", FindingText.evidence(new Evidence("of it", Double.NaN, "ratio", "xr")));
  }

  @Test
  void saysWhere() {
    assertEquals("site bonn", FindingText.scope(SampleConclusions.BONN.scope()));
    assertEquals("phone 10.1.20.31", FindingText.scope(SampleConclusions.ANNAS.scope()));
    assertEquals("class gw1/Gi0/0/1/VOICE", FindingText.scope(SampleConclusions.QUEUE.scope()));
  }

  @Test
  void saysWhomItTouchesAndWhatItCosts() {
    assertEquals("14 phones, 37 calls, costs 0.90 MOS", FindingText.cost(SampleConclusions.QUEUE));
    assertEquals("1 phone, 3 calls", FindingText.cost(SampleConclusions.ANNAS));
    assertEquals("nobody hears it", FindingText.cost(SampleConclusions.BONN));
  }

  /** No name of ours is read by people, and no two are the same. */
  @Test
  void hasWordsForEachCauseScenarioAndSegment() {
    Set<String> words = new HashSet<>();
    for (Cause cause : Cause.values()) {
      assertTrue(words.add(FindingText.cause(cause)), cause.label());
    }
    for (WhatIf.Scenario scenario : WhatIf.Scenario.values()) {
      assertTrue(words.add(FindingText.scenario(scenario)), scenario.label());
    }
    for (SegmentLoss.Segment segment : SegmentLoss.Segment.values()) {
      assertTrue(words.add(FindingText.segment(segment)), segment.label());
    }
    assertFalse(words.stream().anyMatch(text -> text.contains("_") || text.isBlank()));
  }
}
