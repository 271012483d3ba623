package org.mosexporter.quality;

import static java.lang.Math.log10;
import static java.lang.Math.pow;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mosexporter.Shared;

/**
 * The vectors of {@code ../shared/reference/vectors.json}: published by others, or computed by an
 * independent implementation.
 */
class VectorsTest {
  private static final double COMPUTED = 1e-6;

  /** How the file names what the engine yields. */
  private static final Map<String, ToDoubleFunction<EModel.Terms>> TERMS =
      Map.ofEntries(
          Map.entry("No", terms -> terms.no().orElseThrow()),
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
          Map.entry("Rx", EModel.Terms::rx),
          Map.entry("MOS", EModel.Terms::mos),
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

  private static final Map<String, ToDoubleFunction<BurstMetrics>> BURSTS =
      Map.ofEntries(
          Map.entry("bursts", BurstMetrics::bursts),
          Map.entry("burst_packets", BurstMetrics::burstPackets),
          Map.entry("burst_lost", BurstMetrics::burstMissing),
          Map.entry("gap_packets", BurstMetrics::gapPackets),
          Map.entry("gap_lost", BurstMetrics::gapMissing),
          Map.entry("burst_density", BurstMetrics::burstDensity),
          Map.entry("gap_density", BurstMetrics::gapDensity),
          Map.entry("loss_rate", bursts -> (double) bursts.lost() / bursts.packets()),
          Map.entry("discard_rate", bursts -> (double) bursts.discarded() / bursts.packets()));

  @TestFactory
  List<DynamicTest> reproduces() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Vector vector : vectors()) {
      if (vector.isOurs()) {
        tests.add(dynamicTest(vector.section + " " + vector.id, () -> check(vector)));
      }
    }
    return tests;
  }

  /** Every id is read above or not ours; what a section or model unknown here says, fails above. */
  @Test
  void leavesNoVectorOfTheEngineAside() throws IOException {
    Set<String> read = new TreeSet<>();
    Map<String, Integer> sections = new TreeMap<>();
    for (Vector vector : vectors()) {
      assertTrue(read.add(vector.id), vector.id + " stands there twice");
      if (vector.isOurs()) {
        sections.merge(vector.section, 1, Integer::sum);
      } else {
        assertEquals("not-ours", vector.applies, vector.id);
      }
    }

    assertEquals(
        Map.of(
            "published", 39,
            "computed_nb", 136,
            "computed_wb", 58,
            "computed_fb", 31,
            "mos_mapping", 21,
            "mos_inverse", 13,
            "burst_patterns", 9,
            "burstr", 4,
            "annex_e", 3),
        sections);
  }

  private static void check(Vector vector) {
    switch (vector.section) {
      case "computed_nb" -> checkTerms(vector, Scale.NARROWBAND, COMPUTED);
      case "computed_wb" -> checkTerms(vector, Scale.WIDEBAND, COMPUTED);
      case "computed_fb" -> checkTerms(vector, Scale.FULLBAND, COMPUTED);
      case "mos_mapping" -> checkOpinions(vector.fields, vector.number("R"), Double.NaN);
      case "mos_inverse" ->
          assertEquals(vector.number("R"), Mos.toR(vector.number("MOS")), COMPUTED);
      case "burst_patterns" -> checkBursts(vector);
      case "burstr" -> checkBurstRatio(vector);
      case "annex_e" -> checkRecency(vector);
      case "published" -> checkPublished(vector, vector.number("tol"));
      default -> fail("no test reads the section " + vector.section);
    }
  }

  private static void checkPublished(Vector vector, double tolerance) {
    switch (vector.field("model")) {
      case "R->MOS,GoB,PoW", "R->MOS", "R->MOS (literal polynomial)" ->
          checkOpinions(vector.expected(), number(vector.input(), "R"), tolerance);
      case "MOS->R" ->
          assertEquals(
              number(vector.expected(), "R"), Mos.toR(number(vector.input(), "MOS")), tolerance);
      case "Rwb->MOS" ->
          assertEquals(
              number(vector.expected(), "MOS"),
              Mos.ofR(number(vector.input(), "R"), Scale.WIDEBAND),
              tolerance);
      case "G.107", "Idd", "G.107 (2000-era)" -> checkTerms(vector, Scale.NARROWBAND, tolerance);
      case "G.107.1" -> checkTerms(vector, Scale.WIDEBAND, tolerance);
      case "G.107.2" -> checkTerms(vector, Scale.FULLBAND, tolerance);
      case "G.107.1 simplified R=129-Ie,eff" -> checkWithoutEcho(vector, tolerance);
      case "RFC 3611 s4.7.2 (definitional)" -> checkWorkedExample(vector);
      default -> fail("no test reads the model " + vector.field("model"));
    }
  }

  private static void checkTerms(Vector vector, Scale scale, double tolerance) {
    EModel.Terms terms = EModel.terms(scale, inputs(vector.input()));
    vector
        .expected()
        .forEach(
            (name, expected) ->
                assertEquals((Double) expected, term(name).applyAsDouble(terms), tolerance, name));
  }

  /** The listener echo of the defaults is left out there. */
  private static void checkWithoutEcho(Vector vector, double tolerance) {
    EModel.Terms terms = EModel.terms(Scale.WIDEBAND, inputs(vector.input()));
    double mos = Mos.ofR(terms.r() + terms.idle(), Scale.WIDEBAND);
    assertEquals(number(vector.expected(), "MOS"), mos, tolerance);
  }

  private static BurstMetrics bursts(Map<String, Object> fields) {
    BurstGap counter = new BurstGap((int) number(fields, "gmin"));
    ((String) required(fields, "pattern"))
        .chars()
        .forEach(
            packet -> {
              switch (packet) {
                case '1' -> counter.addReceived(1);
                case '0' -> counter.addLost(1);
                default -> counter.addDiscarded(1);
              }
            });
    return counter.metrics();
  }

  private static void checkBursts(Vector vector) {
    BurstMetrics bursts = bursts(vector.fields);
    Map<String, Object> expected = object(required(vector.fields, "definitional_4_7_2"));
    double packetMs = vector.number("packet_ms");

    BURSTS.forEach(
        (name, of) ->
            assertEquals(number(expected, name), of.applyAsDouble(bursts), COMPUTED, name));
    assertEquals(number(expected, "mean_burst_ms"), bursts.meanBurstPackets() * packetMs, COMPUTED);
    assertEquals(number(expected, "mean_gap_ms"), bursts.meanGapPackets() * packetMs, COMPUTED);
    assertEquals(number(expected, "total_burst_ms"), bursts.burstPackets() * packetMs);
    assertEquals(number(expected, "total_gap_ms"), bursts.gapPackets() * packetMs);
    assertEquals(vector.number("BurstR_runs"), bursts.burstRatio(), COMPUTED);
    assertEquals((long) vector.number("n"), bursts.packets());
  }

  /** Its printed tolerance of 0.5 is meant for durations; densities are printed with 2 decimals. */
  private static void checkWorkedExample(Vector vector) {
    BurstMetrics bursts = bursts(vector.input());
    Map<String, Object> expected = vector.expected();

    assertEquals(number(expected, "burst_ms"), 10.0 * bursts.burstPackets());
    assertEquals(number(expected, "gap_ms"), 10.0 * bursts.gapPackets());
    assertEquals(number(expected, "burst_density"), bursts.burstDensity(), 0.005);
    assertEquals(number(expected, "gap_density"), bursts.gapDensity(), 0.005);
    assertEquals(number(expected, "loss_rate_256"), 256.0 * bursts.lost() / bursts.packets());
    assertEquals(
        number(expected, "discard_rate_256"), 256.0 * bursts.discarded() / bursts.packets());
  }

  /** From the transition probabilities: mean run 1/q, share lost p/(p + q). */
  private static void checkBurstRatio(Vector vector) {
    double p = vector.number("p");
    double q = vector.number("q");

    assertEquals(vector.number("mean_burst_len"), 1 / q, COMPUTED);
    assertEquals(vector.number("Ppl_percent"), 100 * p / (p + q), COMPUTED);
    for (String name : List.of("BurstR", "alt_Ppl_over_p", "alt_1_minus_Ppl_over_q")) {
      assertEquals(vector.number(name), BurstRatio.of(1 / q, p / (p + q)), COMPUTED, name);
    }
  }

  private static void checkRecency(Vector vector) {
    Recency recency =
        Recency.of(
            vector.number("Ie_gap"),
            vector.number("Ie_burst"),
            vector.number("gap_s"),
            vector.number("burst_s"));

    assertEquals(vector.number("I1"), recency.i1(), COMPUTED);
    assertEquals(vector.number("I2"), recency.i2(), COMPUTED);
    assertEquals(vector.number("Ie_av"), recency.ieAverage(), COMPUTED);
    object(required(vector.fields, "Ie_end"))
        .forEach(
            (seconds, ie) ->
                assertEquals((Double) ie, recency.ieAtEnd(Double.parseDouble(seconds)), COMPUTED));
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
    boolean isOurs() {
      return Set.of("engine", "edition-2000", "literal-polynomial").contains(applies);
    }

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
