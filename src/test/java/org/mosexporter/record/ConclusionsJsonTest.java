package org.mosexporter.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.SampleConclusions;

class ConclusionsJsonTest {
  private static String text(Conclusions conclusions) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ConclusionsJson.write(conclusions, out);
    return out.toString(UTF_8);
  }

  @Test
  void tellsAllThatIsConcluded() throws IOException {
    Conclusions all = SampleConclusions.ALL;
    Conclusions some =
        new Conclusions(
            all.atNs(),
            List.of(SampleConclusions.ANNAS),
            all.segments(),
            all.whatIf().subList(0, 1),
            all.crossings());
    assertEquals(
        """
        {"at":"2026-11-23T08:00:00.000000Z",\
        "findings":[{"cause":"cannot_tell","scope":{"kind":"endpoint","name":"10.1.20.31","site":"berlin"},\
        "severity":"warning","confidence":0.6,"since":"2026-11-23T07:30:00.000000Z","evidence":[],"callers":1,"calls":3}],\
        "segments":[{"site":"berlin","segment":"wan","direction":"received","scale":"narrowband","calls":37,\
        "lost_r":18.2,"low":15.9,"high":20.5},\
        {"site":"bonn","segment":"lan","direction":"sent","scale":"wideband","calls":4,"lost_r":0.36,"low":0,"high":1.25}],\
        "what_if":[{"site":"berlin","scale":"narrowband","scenario":"as_it_is","window":"hour","mos":3.512,"intervals":4320}],\
        "crossings":[{"site":"berlin","seconds":1260,"low":840,"high":2100}]}
        """,
        text(some));
  }

  @Test
  void isReadAsWritten() throws IOException {
    assertEquals(
        SampleConclusions.ALL, ConclusionsJson.read(text(SampleConclusions.ALL).getBytes(UTF_8)));
    assertEquals(Conclusions.NONE, ConclusionsJson.read(text(Conclusions.NONE).getBytes(UTF_8)));
  }

  @Test
  void isNothingElse() {
    for (String other : List.of("", "[]", "{\"crossings\":7}", "{\"at\":\"x\"}")) {
      assertThrows(IOException.class, () -> ConclusionsJson.read(other.getBytes(UTF_8)), other);
    }
  }

  @Test
  void saysThatNothingIsConcludedYet() throws IOException {
    assertEquals(
        "{\"findings\":[],\"segments\":[],\"what_if\":[],\"crossings\":[]}\n",
        text(Conclusions.NONE));
  }
}
