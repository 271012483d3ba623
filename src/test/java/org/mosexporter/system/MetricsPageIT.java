package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/METRICS.md beside what a daemon shows that has calls, reports and a router: all that is seen
 * is on the page with just these labels, and all that is on the page is seen, but for what an
 * office without trouble has not.
 */
class MetricsPageIT {
  private static final Pattern FAMILY =
      Pattern.compile("(?s)### `(\\w+)`\\n([^\\n]+)\\n\\n- type: (\\w+)\\n(.*?)- example:");
  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");
  private static final Pattern HEAD = Pattern.compile("(?m)^# (HELP|TYPE) (\\w+) (.*)$");

  /** Of which the page says that the client adds them. */
  private static final Pattern CLIENTS = Pattern.compile("(jvm|process)_\\w+");

  /** What the demo's office does not have, or what does not happen there; by why. */
  private static final Map<String, List<String>> ABSENT =
      Map.of(
          "its MOS is on no way below the target within minutes",
          List.of("voip_site_target_crossing_seconds"),
          "it is open around the clock",
          List.of("voip_site_office_hours"),
          "nobody's password is wrong",
          List.of("voip_registrations_failed_total"),
          "the router has one policy: it shapes and queues, and does nothing else",
          List.of(
              "voip_router_class_policed_packets_total",
              "voip_router_class_policed_bytes_total",
              "voip_router_class_marked_packets_total",
              "voip_router_class_set_dscp",
              "voip_router_wred_dropped_packets_total",
              "voip_router_shaper_delayed_packets_total",
              "voip_router_shaper_delayed_bytes_total"),
          "the router probes no path",
          List.of(
              "voip_router_ipsla_info",
              "voip_router_ipsla_success",
              "voip_router_ipsla_mos",
              "voip_router_ipsla_round_trip_seconds",
              "voip_router_ipsla_lost_packets",
              "voip_router_ipsla_jitter_seconds",
              "voip_router_link_alive",
              "voip_router_link_latency_seconds",
              "voip_router_link_jitter_seconds",
              "voip_router_link_lost_ratio"),
          "no phone reports what is not used",
          List.of("mos_exporter_receiver_unused_total"),
          "nothing is sent on",
          List.of(
              "mos_exporter_forwarded_packets_total",
              "mos_exporter_forwarded_packets_failed_total"),
          "nobody is told",
          List.of(
              "mos_exporter_notifications_sent_total",
              "mos_exporter_notification_failures_total",
              "mos_exporter_notifications_lost_total",
              "mos_exporter_notifications_waiting"),
          "no record is kept",
          List.of(
              "mos_exporter_record_store_up",
              "mos_exporter_records_written_total",
              "mos_exporter_records_write_failures_total",
              "mos_exporter_records_lost_total",
              "mos_exporter_records_refused_total"));

  @TempDir private Path folder;

  /** A family as the page describes it. */
  private record Described(String help, String type, Set<String> labels) {}

  private static Map<String, Described> page() throws Exception {
    Map<String, Described> page = new LinkedHashMap<>();
    Matcher family = FAMILY.matcher(Files.readString(Path.of("docs/METRICS.md")));
    while (family.find()) {
      String labels =
          family
              .group(4)
              .lines()
              .filter(line -> line.startsWith("- labels: "))
              .collect(Collectors.joining());
      page.put(
          family.group(1),
          new Described(
              family.group(2),
              family.group(3),
              LABEL
                  .matcher(labels)
                  .results()
                  .map(label -> label.group(1))
                  .collect(Collectors.toCollection(TreeSet::new))));
    }
    return page;
  }

  @Test
  void saysWhatADaemonShows() throws Exception {
    Programs.needRoot();
    Programs.need("promtool");
    Map<String, Described> page = page();
    try (Child demo =
        Child.start(
            folder,
            "demo",
            List.of(
                Programs.MOS_EXPORTER.toString(), "demo", "--web.listen-address=127.0.0.1:0"))) {
      Web web =
          await("the demo")
              .atMost(Duration.ofSeconds(30))
              .until(() -> Web.of(demo), found -> found.isPresent())
              .get();
      changeSomething(web);
      Set<String> wanted = new TreeSet<>(page.keySet());
      ABSENT.values().forEach(wanted::removeAll);
      await("all of the page")
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(5))
          .untilAsserted(() -> assertEquals(Set.of(), missing(wanted, web.text("/metrics"))));

      String scrape = web.text("/metrics");
      assertEquals(List.of(), contradictions(page, scrape));
      Set<String> absent = new TreeSet<>(page.keySet());
      absent.removeAll(wanted);
      absent.retainAll(shown(scrape));
      assertEquals(Set.of(), absent, "not absent any more");
      assertEquals(
          page.size(), wanted.size() + ABSENT.values().stream().mapToInt(List::size).sum());
      PrometheusIT.promtoolAccepts(
          folder, Files.writeString(folder.resolve("scrape.txt"), web.text("/metrics")));
    }
  }

  private static void changeSomething(Web web) throws Exception {
    web.post("/api/v1/changes", "{\"text\":\"a new switch\",\"site\":\"demo\"}");
  }

  private static Set<String> missing(Set<String> wanted, String scrape) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(shown(scrape));
    return missing;
  }

  /** Names of the families of which there is a sample. */
  private static Set<String> shown(String scrape) {
    return HEAD.matcher(scrape)
        .results()
        .filter(head -> head.group(1).equals("TYPE"))
        .map(head -> head.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> contradictions(Map<String, Described> page, String scrape) {
    List<String> found = new ArrayList<>();
    Map<String, String> help = heads(scrape, "HELP");
    Map<String, String> types = heads(scrape, "TYPE");
    for (String family : types.keySet()) {
      Described described = page.get(family);
      if (described == null) {
        if (!CLIENTS.matcher(family).matches()) {
          found.add(family + " is not on the page");
        }
        continue;
      }
      if (!described.help.equals(help.get(family)) || !described.type.equals(types.get(family))) {
        found.add(family + ": " + types.get(family) + ", " + help.get(family));
      }
    }
    for (Scrape.Sample sample : Scrape.of(scrape).samples()) {
      String family = family(sample.name(), types);
      Described described = page.get(family);
      Set<String> labels = new TreeSet<>(sample.labels().keySet());
      boolean isBucket = types.get(family).equals("histogram") && sample.name().endsWith("_bucket");
      if (described != null
          && (isBucket != labels.remove("le") || !labels.equals(described.labels))) {
        found.add(sample.toString());
      }
    }
    return found;
  }

  private static Map<String, String> heads(String scrape, String kind) {
    return HEAD.matcher(scrape)
        .results()
        .filter(head -> head.group(1).equals(kind))
        .collect(Collectors.toMap((MatchResult head) -> head.group(2), head -> head.group(3)));
  }

  private static String family(String sample, Map<String, String> types) {
    String base = sample.replaceAll("_(bucket|sum|count)$", "");
    return types.containsKey(sample) ? sample : base;
  }
}
