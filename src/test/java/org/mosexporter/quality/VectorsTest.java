package org.mosexporter.quality;

import static java.lang.Math.log10;
import static java.lang.Math.pow;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mosexporter.Shared;

/**
 * The narrowband vectors of {@code ../shared/reference/vectors.json}: published by others, or
 * computed by an independent implementation.
 */
class VectorsTest {
  private static final double COMPUTED = 1e-6;

  /** How the file names what the engine yields. */
  private static final Map<String, ToDoubleFunction<EModel.Terms>> TERMS =
      Map.ofEntries(
          Map.entry("No", EModel.Terms::no),
          Map.entry("Ro", EModel.Terms::ro),
          Map.entry("Iolr", EModel.Terms::iolr),
          Map.entry("Ist", EModel.Terms::ist),
          Map.entry("Iq", EModel.Terms::iq),
          Map.entry("Is", EModel.Terms::is),
          Map.entry("Idte", EModel.Terms::idte),
          Map.entry("Idle", EModel.Terms::idle),
          Map.entry("Idd", EModel.Terms::idd),
          Map.entry("Id", EModel.Terms::id),
          Map.entry("IeEff", EModel.Terms::ieEff),
          Map.entry("R", EModel.Terms::r),
          Map.entry("R_2000", VectorsTest::rOfTheEditionOf2000),
          Map.entry("MOS", terms -> Mos.ofR(terms.r())),
          Map.entry("MOS_literal_unfloored", terms -> literalPolynomial(terms.r())),
          Map.entry("GoB", terms -> Mos.goodOrBetterPercent(terms.r())),
          Map.entry("PoW", terms -> Mos.poorOrWorsePercent(terms.r())));

  /** How the file names what a rating alone yields; its opinion shares have 4 decimals. */
  private static final Map<String, ToDoubleFunction<Double>> OPINIONS =
      Map.of(
          "MOS", Mos::ofR,
          "MOS_literal", VectorsTest::literalPolynomial,
          "GoB", Mos::goodOrBetterPercent,
          "PoW", Mos::poorOrWorsePercent);

  /** Models of {@code published} that run here. */
  private static final Set<String> MODELS =
      Set.of(
          "G.107",
          "Idd",
          "R->MOS,GoB,PoW",
          "R->MOS",
          "R->MOS (literal polynomial)",
          "MOS->R",
          "G.107 (2000-era)");

  /** What waits for wideband, fullband and bursts: whole sections, and ids of {@code published}. */
  private static final Set<String> LATER_SECTIONS =
      Set.of("computed_wb", "computed_fb", "burst_patterns", "burstr", "annex_e");

  private static final Set<String> LATER_IDS =
      Set.of(
          "STD-WB-DEFAULT",
          "STD-FB-DEFAULT",
          "LOOM-WB-CLEAN",
          "LOOM-WB-IE5-TA150",
          "LOOM-WBMAP-64.5",
          "SIPNAB-WB-IE1",
          "SIPNAB-WB-IE8",
          "SIPNAB-WB-IE56",
          "RFC3611-472");

  @TestFactory
  List<DynamicTest> reproduces() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Vector vector : vectors()) {
      if (runs(vector)) {
        tests.add(dynamicTest(vector.section + " " + vector.id, () -> check(vector)));
      }
    }
    return tests;
  }

  @Test
  void leavesNoVectorOfTheEngineAside() throws IOException {
    Set<String> forgotten = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (Vector vector : vectors()) {
      boolean later = LATER_SECTIONS.contains(vector.section) || LATER_IDS.contains(vector.id);
      if (runs(vector) == later && !vector.applies.equals("not-ours")) {
        forgotten.add(vector.id);
      }
      if (runs(vector)) {
        seen.add(vector.id);
      }
    }

    assertEquals(Set.of(), forgotten);
    // 17 narrowband ones and 13 of edition 2000 or the bare polynomial, 136, 21 and 13.
    assertEquals(17 + 13 + 136 + 21 + 13, seen.size());
  }

  private static boolean runs(Vector vector) {
    if (vector.applies.equals("not-ours")) {
      return false;
    }
    return switch (vector.section) {
      case "published" -> MODELS.contains(vector.field("model"));
      case "computed_nb", "mos_mapping", "mos_inverse" -> true;
      default -> false;
    };
  }

  private static void check(Vector vector) {
    switch (vector.section) {
      case "computed_nb" -> checkTerms(vector, COMPUTED);
      case "mos_mapping" -> checkOpinions(vector.fields, vector.number("R"), Double.NaN);
      case "mos_inverse" ->
          assertEquals(vector.number("R"), Mos.toR(vector.number("MOS")), COMPUTED);
      default -> checkPublished(vector);
    }
  }

  private static void checkPublished(Vector vector) {
    double tolerance = vector.number("tol");
    switch (vector.field("model")) {
      case "R->MOS,GoB,PoW", "R->MOS", "R->MOS (literal polynomial)" ->
          checkOpinions(vector.expected(), number(vector.input(), "R"), tolerance);
      case "MOS->R" ->
          assertEquals(
              number(vector.expected(), "R"), Mos.toR(number(vector.input(), "MOS")), tolerance);
      default -> checkTerms(vector, tolerance);
    }
  }

  private static void checkTerms(Vector vector, double tolerance) {
    EModel.Terms terms = EModel.narrowband(inputs(vector.input()));
    vector
        .expected()
        .forEach(
            (name, expected) ->
                assertEquals((Double) expected, term(name).applyAsDouble(terms), tolerance, name));
  }

  private static void checkOpinions(Map<String, Object> expected, double r, double tolerance) {
    OPINIONS.forEach(
        (name, opinion) -> {
          if (expected.containsKey(name)) {
            double limit = Double.isNaN(tolerance) ? decimals(name) : printed(name, tolerance);
            double actual =
                name.equals("MOS") && number(expected, name) < 1
                    ? literalPolynomial(r)
                    : opinion.applyAsDouble(r);
            assertEquals(number(expected, name), actual, limit, name);
          }
        });
  }

  private static double decimals(String name) {
    return name.startsWith("MOS") ? COMPUTED : 0.5e-4 + 1e-9;
  }

  /** Table B.1 prints MOS with two decimals, rounded upwards, and a PoW of up to 1.4 % as "~0". */
  private static double printed(String name, double tolerance) {
    return switch (name) {
      case "MOS" -> Math.min(tolerance, 0.01);
      case "PoW" -> Math.max(tolerance, 1.5);
      default -> tolerance;
    };
  }

  private static Inputs inputs(Map<String, Object> values) {
    Inputs inputs = Inputs.defaults();
    for (Map.Entry<String, Object> value : values.entrySet()) {
      if (!value.getKey().equals("codec")) { // a name for the reader; its Ie stands beside
        Input input = Input.ofSymbol(value.getKey()).orElseThrow();
        inputs = inputs.with(input, (Double) value.getValue());
      }
    }
    return inputs;
  }

  /** About 2000 the model had no 10^Z in Iq, which is why its default R was 94.2. */
  private static double rOfTheEditionOf2000(EModel.Terms terms) {
    double g = 1.07 + 0.258 * 37 + 0.0602 * 37 * 37; // at qdu 1
    double y = (terms.ro() - 100) / 15 + 46 / 8.4 - g / 9;
    return terms.r() + terms.iq() - 15 * log10(1 + pow(10, y));
  }

  /** Equation B-4 as printed, without the floor that opinion has. */
  private static double literalPolynomial(double r) {
    return 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
  }

  private static List<Vector> vectors() throws IOException {
    List<Vector> vectors = new ArrayList<>();
    Object file = Json.read(Shared.path().resolve("reference").resolve("vectors.json"));
    for (Map.Entry<String, Object> section : object(file).entrySet()) {
      if (section.getValue() instanceof List<?> list) {
        list.forEach(fields -> vectors.add(Vector.of(section.getKey(), object(fields))));
      }
    }
    assertFalse(vectors.isEmpty());
    return vectors;
  }

  @SuppressWarnings("unchecked") // names are strings in JSON
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static double number(Map<String, Object> fields, String name) {
    return (Double) required(fields, name);
  }

  private static ToDoubleFunction<EModel.Terms> term(String name) {
    return requireNonNull(TERMS.get(name), name);
  }

  private static Object required(Map<String, Object> fields, String name) {
    return requireNonNull(fields.get(name), name);
  }

  private record Vector(String section, String id, String applies, Map<String, Object> fields) {
    static Vector of(String section, Map<String, Object> fields) {
      return new Vector(
          section, (String) required(fields, "id"), (String) required(fields, "applies"), fields);
    }

    String field(String name) {
      return (String) required(fields, name);
    }

    double number(String name) {
      return VectorsTest.number(fields, name);
    }

    Map<String, Object> input() {
      return object(required(fields, "input"));
    }

    Map<String, Object> expected() {
      return object(required(fields, "expected"));
    }
  }
}
