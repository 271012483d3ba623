package org.mosexporter.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Evidence;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.Scope;
import org.mosexporter.diagnosis.Severity;

/** A finding as all who show it write it. */
class FindingJsonTest {
  /** 2026-03-02 12:00 UTC. */
  private static final long NOON_NS = 1_772_452_800_000_000_000L;

  private static final Finding QUEUE =
      new Finding(
          Cause.QUEUE_DROPS_IN_VOICE_CLASS,
          new Scope("berlin", Scope.Kind.CLASS, "gw1/Gi0/0/1/VOICE"),
          Severity.CRITICAL,
          0.934,
          NOON_NS,
          List.of(
              new Evidence("dropped of the class", 0.0312, "ratio", "snmp"),
              new Evidence("calls below the target", 1_234_567, "", "measured"),
              new Evidence("unknown", Double.NaN, "dB", "xr")),
          14,
          37,
          OptionalDouble.of(21.456),
          OptionalDouble.of(0.9),
          "give the class \"VOICE\" 30 %",
          OptionalDouble.of(0.1239));

  private static final String QUEUE_TEXT =
      """
      {"cause":"queue_drops_in_voice_class","scope":{"kind":"class","name":"gw1/Gi0/0/1/VOICE","site":"berlin"},\
      "severity":"critical","confidence":0.93,"since":"2026-03-02T12:00:00.000000Z","evidence":[\
      {"text":"dropped of the class","value":0.0312,"unit":"ratio","source":"snmp"},\
      {"text":"calls below the target","value":1234567,"source":"measured"},\
      {"text":"unknown","unit":"dB","source":"xr"}],\
      "callers":14,"calls":37,"lost_r":21.46,"lost_mos":0.9,"fix":"give the class \\"VOICE\\" 30 %","gain_mos":0.124}""";

  private static final Finding SITE =
      new Finding(
          Cause.CAPTURE_DROPS,
          Scope.ofSite("bonn"),
          Severity.INFO,
          1,
          0,
          List.of(),
          0,
          0,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          "",
          OptionalDouble.empty());

  private static final String SITE_TEXT =
      """
      {"cause":"capture_drops","scope":{"kind":"site","site":"bonn"},"severity":"info","confidence":1,\
      "since":"1970-01-01T00:00:00.000000Z","evidence":[],"callers":0,"calls":0}""";

  @Test
  void tellsAllOfAFinding() {
    assertEquals(QUEUE_TEXT, FindingJson.text(QUEUE));
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertEquals(SITE_TEXT, FindingJson.text(SITE));
  }

  private static Optional<Finding> read(String text) throws IOException {
    return FindingJson.read(Fields.parse(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {QUEUE_TEXT, SITE_TEXT})
  void readsWhatItWrote(String text) throws IOException {
    assertEquals(Optional.of(text), read(text).map(FindingJson::text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"cause\":\"gremlins\",\"scope\":{\"kind\":\"site\",\"site\":\"b\"},\"severity\":\"info\",\"since\":\"2026-03-02T12:00:00Z\"}",
        "{\"cause\":\"wifi\",\"scope\":{\"kind\":\"planet\",\"site\":\"b\"},\"severity\":\"info\",\"since\":\"2026-03-02T12:00:00Z\"}",
        "{\"cause\":\"wifi\",\"scope\":{\"kind\":\"site\",\"site\":\"b\"},\"severity\":\"info\"}",
        "{\"cause\":\"wifi\",\"scope\":{\"kind\":\"site\",\"site\":\"b\"},\"severity\":\"info\",\"since\":\"2026-03-02T12:00:00Z\",\"calls\":4294967296}",
        "{\"cause\":7,\"scope\":[]}"
      })
  void whatIsNoFindingIsNone(String text) throws IOException {
    assertEquals(Optional.empty(), read(text));
  }
}
