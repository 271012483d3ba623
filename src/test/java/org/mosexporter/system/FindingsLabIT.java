package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.system.OfficeLab.Sniffs.FAR;
import static org.mosexporter.system.OfficeLab.Sniffs.NEAR;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real calls of an office, sniffed beside what spoils some of them: the daemon must name it, and
 * only it, while it runs; on the API, in metrics and in the terminal.
 */
class FindingsLabIT {
  /** Of the labs; no other test's have it. */
  private static final int FIRST_NUMBER = 60;

  /** So many at once do not yet keep this machine from hearing all packets. */
  private static final int LABS_AT_ONCE = 3;

  /** Of what was dropped up to two minutes ago. */
  private static final double NOT_FADED = 0.9;

  private static final Pattern VOICE_CLASS =
      Pattern.compile("class htb 1:10 (?s:.*?) pkt \\(dropped (\\d+),");

  private static final Map<String, Double> SEVERITIES =
      Map.of("info", 1.0, "warning", 2.0, "critical", 3.0);

  private static final String WELL =
      "\"delay_ms\": 0, \"jitter_ms\": 0, \"loss\": 0, \"burst\": 1, \"hosts\": []";

  /** One in ten packets, at random. */
  private static String loses(String hosts) {
    return "\"delay_ms\": 0, \"jitter_ms\": 0, \"loss\": 0.1, \"burst\": 1, " + of(hosts);
  }

  /** Runs of drops, and packets that wait for a channel that is busy. */
  private static String fades(String hosts) {
    return "\"delay_ms\": 10, \"jitter_ms\": 8, \"loss\": 0.08, \"burst\": 5, " + of(hosts);
  }

  /** All as best effort. */
  private static String writes(String hosts) {
    return "\"delay_ms\": 0, \"jitter_ms\": 0, \"loss\": 0, \"burst\": 1, \"dscp\": 0, "
        + of(hosts);
  }

  private static String of(String hosts) {
    return "\"hosts\": [\"" + hosts + "\"]";
  }

  /** The voice class has room for seven of eight calls: 214 bytes 50 times a second are 85.6. */
  private static final List<String> SHAPED =
      List.of(
          "qdisc add dev w1 root handle 1: htb default 20",
          "class add dev w1 parent 1: classid 1:1 htb rate 10mbit ceil 10mbit",
          "class add dev w1 parent 1:1 classid 1:10 htb rate 600kbit ceil 600kbit prio 0",
          "class add dev w1 parent 1:1 classid 1:20 htb rate 9mbit ceil 10mbit prio 1",
          "qdisc add dev w1 parent 1:10 handle 10: pfifo limit 20",
          "filter add dev w1 parent 1: protocol ip prio 1 u32 match ip tos 0xb8 0xfc flowid 1:10");

  private static final String SNMP =
      """
      snmp:
        interval: 1s
        credentials: {lab: {version: 2, community: "${file:COMMUNITY}"}}
        devices: [{name: gw1, address: "127.0.0.1:1161", credentials: lab, classes: {"1:10": EF}}]
      """;

  @TempDir private static Path folder;
  private static Instant started = Instant.EPOCH;
  private static final Map<String, Outcome> OUTCOMES = new LinkedHashMap<>();

  /** What spoils packets, put into a lab. */
  private interface Spoiler {
    void into(OfficeLab lab) throws Exception;
  }

  /** Where the daemon sniffs, and what it is told beside networks and trunks. */
  private record Lab(OfficeLab.Sniffs sniffs, String configuration, Spoiler spoiler) {}

  /** What a daemon said at the end; and the kernel of classes, where there is a router. */
  private record Outcome(
      List<Map<?, ?>> findings,
      List<ApiCall> calls,
      Scrape page,
      Map<String, String> explained,
      String classes) {
    /** Where phones and daemon are on one machine, it may miss packets: that is no fault. */
    List<Map<?, ?>> ofTheNetwork() {
      return findings.stream().filter(one -> !one.get("cause").equals("capture_drops")).toList();
    }
  }

  /**
   * What must be found.
   *
   * @param source of all its evidence
   * @param callers that suffer from it, and {@code calls}: of a queue at least those from the first
   *     that lost something on; one that began a moment before may have waited only, or not even
   * @param concerned a phone to which it is explained
   * @param spared a phone to which it is not; empty when all are concerned
   */
  record Expected(
      String lab,
      String cause,
      String kind,
      String name,
      String source,
      int callers,
      int calls,
      String concerned,
      String spared) {
    @Override
    public String toString() {
      return lab;
    }
  }

  static List<Expected> expected() {
    String air = OfficeLab.WIFI.getFirst();
    String desk = OfficeLab.DESKS.getFirst();
    return List.of(
        new Expected("trunk", "trunk", "trunk", "alpha", "rtcp", 4, 4, desk, ""),
        new Expected("wifi", "wifi", "network", "air", "rtcp", 2, 4, air, desk),
        new Expected(
            "queue",
            "queue_drops_in_voice_class",
            "class",
            "gw1/w1/1:10",
            "snmp",
            4,
            OfficeLab.CALLS,
            desk,
            ""),
        new Expected("mark", "remarked_dscp", "network", "desks", "measured", 0, 0, desk, air),
        new Expected("phone", "one_phone", "endpoint", desk, "measured", 1, 2, desk, air));
  }

  private static Map<String, Lab> labs() throws Exception {
    Path community = Files.writeString(folder.resolve("community"), "lab");
    String alpha = loses(OfficeLab.ALPHA);
    String air = fades("10.77.1.");
    Map<String, Lab> labs = new LinkedHashMap<>();
    labs.put("nothing", relay(NEAR, WELL, WELL));
    labs.put("trunk", relay(NEAR, alpha, alpha));
    labs.put("wifi", relay(FAR, air, air));
    labs.put(
        "queue",
        new Lab(NEAR, SNMP.replace("COMMUNITY", "" + community), lab -> lab.router(SHAPED)));
    labs.put("mark", relay(FAR, writes("10.77.2."), WELL));
    labs.put("phone", relay(FAR, loses(OfficeLab.DESKS.getFirst()), WELL));
    return labs;
  }

  private static Lab relay(OfficeLab.Sniffs sniffs, String out, String in) {
    return new Lab(sniffs, "", lab -> lab.relay(out, in));
  }

  @BeforeAll
  static void callEverywhere() throws Exception {
    Programs.needRoot();
    Programs.need("ip", "tc", "ethtool", "baresip", "python3", "curl", "snmpd");
    Namespaces.removeLeftovers(folder);
    started = Instant.now();
    long startNs = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(LABS_AT_ONCE)) {
      Map<String, Future<Outcome>> all = new LinkedHashMap<>();
      for (Map.Entry<String, Lab> lab : labs().entrySet()) {
        int number = FIRST_NUMBER + all.size();
        all.put(lab.getKey(), threads.submit(() -> outcome(lab.getKey(), number, lab.getValue())));
      }
      for (Map.Entry<String, Future<Outcome>> one : all.entrySet()) {
        OUTCOMES.put(one.getKey(), one.getValue().get());
        System.out.println(one.getKey() + ": " + OUTCOMES.get(one.getKey()).findings());
      }
    }
    System.out.println("all labs: " + Duration.ofNanos(System.nanoTime() - startNs));
  }

  private static Outcome outcome(String name, int number, Lab lab) throws Exception {
    try (OfficeLab office = new OfficeLab(Files.createDirectory(folder.resolve(name)), number)) {
      lab.spoiler().into(office);
      office.call(lab.sniffs(), lab.configuration());
      Map<String, String> explained = new LinkedHashMap<>();
      for (String phone : List.of(OfficeLab.WIFI.getFirst(), OfficeLab.DESKS.getFirst())) {
        explained.put(phone, office.explain(phone));
      }
      List<Map<?, ?>> findings = ApiCall.objects(office.concluded(), "findings");
      return new Outcome(findings, office.calls(), office.scrape(), explained, office.classes());
    }
  }

  @Test
  void whereNothingIsSpoiltNothingIsFound() {
    assertEquals(List.of(), outcome("nothing").ofTheNetwork());
  }

  private static Outcome outcome(String lab) {
    return Objects.requireNonNull(OUTCOMES.get(lab), lab);
  }

  @ParameterizedTest
  @MethodSource("expected")
  void namesWhatIsSpoiltAndNothingElse(Expected expected) {
    Map<?, ?> found = only(expected.lab());
    Map<?, ?> scope = ApiCall.object(found, "scope");
    assertEquals(
        List.of(expected.cause(), expected.kind(), expected.name(), "lab"),
        List.of(found.get("cause"), scope.get("kind"), scope.get("name"), scope.get("site")));
    long least =
        expected.kind().equals("class") ? fromTheFirstThatLost(expected) : expected.calls();
    double calls = (Double) found.get("calls");
    assertTrue(calls >= least && calls <= expected.calls(), found::toString);
    assertEquals(1.0 * expected.callers(), found.get("callers"), found::toString);
    assertTrue((Double) found.get("confidence") >= 0.6, found::toString);
    Instant since = Instant.parse("" + found.get("since"));
    assertTrue(since.isAfter(started) && since.isBefore(Instant.now()), found::toString);
    Set<Object> sources = new HashSet<>();
    ApiCall.objects(found, "evidence").forEach(each -> sources.add(each.get("source")));
    assertEquals(Set.of(expected.source()), sources);
  }

  /** Calls from the first on of which the far end lacks more than one packet in a hundred. */
  private static long fromTheFirstThatLost(Expected expected) {
    List<Map<?, ?>> leaving =
        outcome(expected.lab()).calls().stream()
            .flatMap(call -> call.streams().stream())
            .filter(stream -> ("" + stream.get("source")).startsWith("10.77."))
            .toList();
    Instant first =
        leaving.stream()
            .filter(
                one ->
                    (Double) ApiCall.object(one, "rtcp").get("lost")
                        > 0.01 * (Double) one.get("expected"))
            .map(FindingsLabIT::start)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return leaving.stream().filter(one -> !start(one).isBefore(first)).count();
  }

  private static Instant start(Map<?, ?> stream) {
    return Instant.parse("" + stream.get("start"));
  }

  private static Map<?, ?> only(String lab) {
    List<Map<?, ?>> found = outcome(lab).ofTheNetwork();
    assertEquals(1, found.size(), found::toString);
    return found.getFirst();
  }

  @ParameterizedTest
  @MethodSource("expected")
  void showsItInMetrics(Expected expected) {
    Outcome outcome = outcome(expected.lab());
    OptionalDouble shown =
        outcome
            .page()
            .value(
                "voip_finding",
                "site",
                "lab",
                "cause",
                expected.cause(),
                "scope_kind",
                expected.kind(),
                "scope",
                expected.name());
    double severity = SEVERITIES.get(only(expected.lab()).get("severity"));
    assertEquals(OptionalDouble.of(severity), shown);
    assertEquals(outcome.findings().size(), outcome.page().all("voip_finding").size());
  }

  @ParameterizedTest
  @MethodSource("expected")
  void explainsItToThoseWhomItConcerns(Expected expected) {
    Map<String, String> explained = outcome(expected.lab()).explained();
    String severity = "" + only(expected.lab()).get("severity");
    Pattern line =
        Pattern.compile(
            "(?m)^%s .*%s$"
                .formatted(severity.toUpperCase(Locale.ROOT), Pattern.quote(expected.name())));
    String told = explained.get(expected.concerned());
    assertTrue(line.matcher(told).find(), told);
    if (!expected.spared().isEmpty()) {
      String other = explained.get(expected.spared());
      assertFalse(line.matcher(other).find(), other);
    }
  }

  /** What costs the listener is heard; another code point alone costs nothing here. */
  @ParameterizedTest
  @MethodSource("expected")
  void tellsHowBadItIs(Expected expected) {
    String severity = expected.lab().equals("mark") ? "info" : "critical";
    assertEquals(severity, only(expected.lab()).get("severity"));
  }

  /** Less what has faded meanwhile: half of it in a quarter of an hour. */
  @Test
  void theQueueDroppedAsTheKernelSays() {
    Matcher kernel = VOICE_CLASS.matcher(outcome("queue").classes());
    assertTrue(kernel.find(), outcome("queue")::classes);
    double dropped = Double.parseDouble(kernel.group(1));
    double told =
        ApiCall.objects(only("queue"), "evidence").stream()
            .filter(each -> "packets".equals(each.get("unit")))
            .mapToDouble(each -> (Double) each.get("value"))
            .sum();
    assertTrue(told <= dropped && told > NOT_FADED * dropped, told + " of " + dropped);
  }
}
