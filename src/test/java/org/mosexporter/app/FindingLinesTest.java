package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.diagnosis.SampleConclusions;

class FindingLinesTest {
  @Test
  void saysWhatIsWrongWhereSinceWhenWhyAndWhatToDo() {
    assertEquals(
        """
        CRITICAL  queue drops in the voice class: class gw1/Gi0/0/1/VOICE
          14 phones, 37 calls, costs 0.90 MOS; since 2026-11-23 07:30:00 UTC; confidence 93 %
          - dropped by the class: 3.12 % (snmp)
          - lost beyond the capture point: 2.90 % (rtcp)
          - calls below the target: 21 (measured)
          To do: Give the class VOICE at least 2 Mbit/s (priority). (brings the site's calls 0.21 MOS, mean)
        INFO  our own capture loses packets: site bonn
          nobody hears it; since 2026-11-23 07:30:00 UTC; confidence 100 %
          To do: Give the ring 32 MiB.
        """,
        String.join("\n", FindingLines.of(List.of(SampleConclusions.QUEUE, SampleConclusions.BONN)))
            + "\n");
  }

  /** A name from the network turns no text around and moves no cursor. */
  @Test
  void whatOthersNamedIsHarmless() {
    List<String> lines = FindingLines.of(List.of(SampleConclusions.HOSTILE));
    assertEquals(
        "INFO  the LAN loses packets: port sw1/<script>alert(1)</script>??", lines.getFirst());
  }

  @Test
  void breaksBetweenWordsAndWithinOnesThatAreTooLong() {
    List<String> lines = new ArrayList<>();
    FindingLines.wrap("ab " + "c".repeat(96) + " d " + "e".repeat(250) + " f", "- ", "  ", lines);

    assertEquals(
        List.of(
            "- ab",
            "  " + "c".repeat(96) + " d",
            "  " + "e".repeat(98),
            "  " + "e".repeat(98),
            "  " + "e".repeat(54) + " f"),
        lines);
    assertTrue(lines.stream().allMatch(line -> line.length() <= 100));
  }
}
