package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmodelCommandTest {

  /** Independent values: G.711 with PLC at 1 % and with delay, G.729A at 2 % (Ie,eff = 19). */
  @ParameterizedTest(name = "emodel {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # options                                   | R         | Ie,eff
          ''                                          | 93.206208 | 0
          --codec=G.711 --loss=1                      | 89.566361 | 3.639847
          --codec=pcmu --loss=1                       | 89.566361 | 3.639847
          --codec=G.711 --loss=5 --burst=2            | 75.996063 | 17.210145
          --codec=G729 --loss=2                       | 74.206208 | 19
          --delay=100                                 | 90.66373  | 0
          --delay=150                                 | 89.539132 | 0
          --set=Ta=150 --set=T=150 --set=Tr=300       | 89.539132 | 0
          --codec=G.729A --set=Ie=0 --set=Bpl=25.1 --loss=9 --set=Ppl=1 | 89.566361 | 3.639847
          --delay-sensitivity=very-low --set=Ta=150   | 93.206208 | 0
          --scale=wideband                            | 128.846315 | 0
          --codec=AMR-WB --loss=1 --delay=120         | 99.341077 | 28.471698
          --codec=G.722 --loss=2 --burst=2            | 84.902919 | 43.943396
          --scale=wideband --codec=G.711              | 93.046315 | 35.8
          --scale=fullband --delay=200                | 143.494267 | 0
          --codec=EVS --loss=1 --delay=150            | 130.493458 | 17.264516
          --scale=fullband --codec=G.711              | 93.2      | 54.8
          --scale=fullband --codec=G.722              | 116       | 32
          """)
  void computesWhatTheOptionsSay(String options, double r, double ieEff) throws IOException {
    EmodelRun run = EmodelRun.of((options + " --format=json").strip().split(" ", -1));

    Map<String, String> json = flat(run.out());
    assertEquals(0, run.exit(), run.err());
    assertEquals(r, number(json, "R"), 2e-6);
    assertEquals(ieEff, number(json, "IeEff"), 2e-6);
  }

  @Test
  void saysInJsonWhatWasLostByCause() throws IOException {
    Map<String, String> json =
        flat(
            EmodelRun.of(
                    "--codec=G.729A", "--loss=2", "--delay=150", "--set=Ps=45", "--format=json")
                .out());

    double lost =
        number(json, "lost_r.codec")
            + number(json, "lost_r.loss")
            + number(json, "lost_r.delay")
            + number(json, "lost_r.other");
    assertEquals(11, number(json, "lost_r.codec"), 1e-9);
    assertEquals(8, number(json, "lost_r.loss"), 1e-9);
    assertEquals(93.206207723 - number(json, "R"), lost, 1e-8);
    assertEquals("narrowband", json.get("scale"));
    assertEquals("G.729A", json.get("codec"));
    assertEquals("2.0", json.get("inputs.Ppl"));
    assertEquals("acceptable", json.get("band"));
  }

  /** A term of the table with its clause, or a line of the result. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          No      | -61.1792
          Ro      | 94.7688
          Iolr    | 0.4402
          Ist     | -0.0007
          Iq      | 0.9741
          Is      | 1.4136
          Idte    | 0.0000
          Idle    | 0.1490
          Idd     | 0.0000
          Id      | 0.1490
          Ie,eff  | 0.0000
          A       | 0.0000
          R       | 93.2062
          MOS-LQ  | 4.4094
          MOS-CQ  | 4.4094
          GoB     | 98.1025
          PoW     | 0.1294
          """)
  void printsEachTerm(String name, String value) {
    EmodelRun run = EmodelRun.of();

    Matcher line = Pattern.compile("(?m)^  " + name + " +" + value + " .*").matcher(run.out());
    assertTrue(line.find(), run.out());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --loss=25                    | Ppl = 25 % is outside the model's range, which is 0 to 20; see --extrapolate
          --burst=0.9                  | BurstR = 0.9 is outside the model's range, which is 1 to 8; see --extrapolate
          --delay=500.5                | Ta = 500.5 ms is outside the model's range, which is 0 to 500; see --extrapolate
          --set=TELR=4                 | TELR = 4 dB is outside the model's range, which is 5 to 65; see --extrapolate
          --set=Nfor=Infinity          | Nfor = Infinity dBmp cannot be
          --set=Ta=-1 --extrapolate    | Ta = -1 ms cannot be, which is 0 to 500
          --loss=101 --extrapolate     | Ppl = 101 % cannot be, which is 0 to 20
          --set=Bpl=0 --extrapolate    | Bpl = 0 cannot be, which is 4.3 to 40
          --set=Ta=NaN                 | Ta = NaN ms cannot be, which is 0 to 500
          --set=Ta=long                | Ta = long is not a number
          --set=ta=100                 | no input has the symbol ta; there are SLR, RLR
          --codec=G.999                | no codec G.999; there are AMR-NB-10.2, AMR-NB-12.2
          --codec=GSM-FR --loss=1      | nobody has published how GSM-FR takes packet loss; set its robustness with --set=Bpl=VALUE
          --scale=square               | no scale square; there are narrowband, wideband, fullband
          --codec=EVS --scale=wideband | no Ie is known on the wideband scale for a fullband codec
          --delay-sensitivity=none     | no delay sensitivity none; there are default, low, very-low
          --batch --scale=square       | no scale square; there are narrowband, wideband, fullband
          --set=STMR=-300 --extrapolate | these inputs together have no finite result
          """)
  void refusesWithReasonAndRemedy(String options, String message) {
    EmodelRun run = EmodelRun.of(options.split(" ", -1));

    assertEquals(2, run.exit());
    assertTrue(run.err().startsWith(message), run.err());
    assertEquals("", run.out());
  }

  /** The clause of each term on each scale, and no term that the scale does not have. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wideband | (?m)^E-model, wideband scale \\(ITU-T G.107.1, 06/2019\\)$
          wideband | (?m)^  Ro +129.0000 +7-2 .*
          wideband | (?m)^  Idle +0.1537 +7-12 .*
          wideband | (?m)^  R +128.8463 +7-1 .*
          wideband | (?m)^  Rx +99.8809 +A-1 .*
          wideband | (?m)^  MOS-CQ +4.4992 .*
          fullband | (?m)^E-model, fullband scale \\(ITU-T G.107.2, 06/2019\\)$
          fullband | (?m)^  R +148.0000 +7 .*
          fullband | (?m)^  MOS-LQ +4.5000 .*
          """)
  void printsTheTermsOfTheScale(String scale, String line) {
    EmodelRun run = EmodelRun.of("--scale=" + scale);

    assertTrue(Pattern.compile(line).matcher(run.out()).find(), run.out());
    assertFalse(run.out().contains("Iolr"), run.out());
    assertFalse(run.out().contains("GoB"), run.out());
  }

  @Test
  void saysWhichInputsTheScaleDoesNotHave() throws IOException {
    EmodelRun json =
        EmodelRun.withInput("{\"scale\":\"fullband\",\"TELR\":30,\"Ta\":150}\n", "--batch");
    EmodelRun table = EmodelRun.of("--scale=wideband", "--set=qdu=2");

    assertEquals(147.757974, number(flat(json.out()), "R"), 1e-6);
    assertTrue(json.out().contains("\"ignored\":[\"TELR\"]"), json.out());
    assertTrue(table.out().contains("ignored: not of this scale"), table.out());
    assertFalse(EmodelRun.of("--scale=fullband", "--delay=9").out().contains("ignored"));
  }

  /** Clean G.711 is 4.41, 3.70 and 3.25 on the three scales. */
  @Test
  void showsTheCommonScaleBesideEveryOther() throws IOException {
    Map<String, String> json = flat(EmodelRun.of("--codec=G.711", "--format=json").out());

    assertEquals(4.41, number(json, "mos_lq"), 0.005);
    assertEquals(3.25, number(json, "mos_common"), 0.005);
    assertEquals(
        3.70,
        number(
            flat(EmodelRun.of("--codec=G.711", "--scale=wideband", "--format=json").out()), "MOS"),
        0.005);
  }

  @Test
  void goesBeyondTheRangeWhenAsked() throws IOException {
    EmodelRun run = EmodelRun.of("--set=Bpl=4.3", "--loss=100", "--extrapolate", "--format=json");

    assertEquals(0, run.exit());
    assertEquals(2.122794, number(flat(run.out()), "R"), 1e-6);
    assertEquals(1, number(flat(run.out()), "MOS"));
  }

  @Test
  void scoresACodecOutsideTheRangeOfIeWithoutLoss() throws IOException {
    EmodelRun run = EmodelRun.of("--codec=G.726-16", "--format=json");

    assertEquals(43.206208, number(flat(run.out()), "R"), 1e-6);
  }

  @Test
  void answersEachLineOfABatch() throws IOException {
    EmodelRun run =
        EmodelRun.withInput(
            """
            {"scale":"narrowband","Ta":150}
            {"Ie":0,"Bpl":25.1,"Ppl":1}

            {}
            {"scale":"wideband","Ta":150,"T":150,"Tr":300,"Ie":5}
            {"codec":"EVS-24.4","Ppl":1}
            {"codec":"G.711","scale":"fullband"}
            """,
            "--batch");

    List<String> lines = run.out().lines().toList();
    assertEquals(0, run.exit());
    assertEquals(6, lines.size());
    assertEquals(122.421331, number(flat(lines.get(3)), "R"), 1e-6);
    assertEquals(4.439743, number(flat(lines.get(3)), "MOS"), 1e-6);
    assertEquals(130.735484, number(flat(lines.get(4)), "R"), 1e-6);
    assertEquals(4.296099, number(flat(lines.get(4)), "MOS"), 1e-6);
    assertEquals(93.2, number(flat(lines.get(5)), "R"), 1e-9);
    assertEquals(0.163531, number(flat(lines.get(0)), "Idd"), 1e-6);
    assertEquals(89.566361, number(flat(lines.get(1)), "R"), 1e-6);
    assertEquals(4.328232, number(flat(lines.get(1)), "MOS"), 1e-6);
    assertEquals(98.10247, number(flat(lines.get(2)), "GoB"), 1e-5);
  }

  @Test
  void letsOtherOptionsHoldForEveryLineOfABatch() throws IOException {
    EmodelRun run =
        EmodelRun.withInput("{\"Ppl\":1}\n{\"Ppl\":5,\"BurstR\":2}\n", "--batch", "--set=Bpl=25.1");

    List<String> lines = run.out().lines().toList();
    assertEquals(3.639847, number(flat(lines.get(0)), "IeEff"), 1e-6);
    assertEquals(17.210145, number(flat(lines.get(1)), "IeEff"), 1e-6);
  }

  @Test
  void goesOnAfterABadLineAndFailsAtTheEnd() throws IOException {
    List<String> bad =
        List.of(
            "nonsense",
            "{\"Ta\":150",
            "[1]",
            "1",
            "{\"Ta\":1} {\"Ta\":2}",
            "{\"Ta\":1,\"Ta\":2}",
            "{\"Ta\":\"150\"}",
            "{\"Ta\":null}",
            "{\"Ta\":{}}",
            "{\"Ta\":1e999}",
            "{\"Ta\":501}",
            "{\"Bogus\":1}",
            "{\"scale\":\"square\"}",
            "{\"codec\":\"G.999\"}",
            "{\"codec\":\"GSM\",\"Ppl\":1}",
            "{\"scale\":1}");
    List<String> input = new ArrayList<>(bad);
    input.add("{\"Ta\":150}");

    EmodelRun run = EmodelRun.withInput(String.join("\n", input), "--batch");

    List<String> lines = run.out().lines().toList();
    assertEquals(1, run.exit());
    assertEquals("", run.err());
    assertEquals(input.size(), lines.size());
    for (String line : lines.subList(0, bad.size())) {
      assertEquals(List.of("error"), List.copyOf(flat(line).keySet()), line);
    }
    assertFalse(flat(lines.getLast()).containsKey("error"));
  }

  private static double number(Map<String, String> json, String name) {
    String value = json.get(name);
    assertTrue(value != null, name + " in " + json);
    return Double.parseDouble(String.valueOf(value));
  }

  /** One object with dotted names for those inside it. */
  private static Map<String, String> flat(String text) throws IOException {
    Map<String, String> values = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      String outer = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT && parser.currentName() != null) {
          outer = parser.currentName() + ".";
        } else if (token == JsonToken.END_OBJECT) {
          outer = "";
        } else if (token.isScalarValue()) {
          values.put(outer + parser.currentName(), parser.getText());
        }
      }
    }
    return values;
  }
}
