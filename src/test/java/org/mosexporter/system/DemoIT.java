package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./demo} as somebody who has just cloned the project runs it. */
class DemoIT {
  private static final Pattern MOS_ON_PAGE =
      Pattern.compile("<b class=\"mos \\w+\">[1-4]\\.\\d\\d");
  private static final Path DEMO = Path.of("demo").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void showsMosWithinAMinuteBySniffing() throws Exception {
    Programs.needRoot();
    try (Child demo = demo(List.of())) {
      Web web = showsMos(demo);

      assertTrue(web.scrape().sum("mos_exporter_capture_packets_total", "interface", "lo") > 0);
      assertTrue(demo.out().contains("Status page"), demo.out());
      tellsOfTheQueuesThatCallsWentThrough(web);
      ends(demo);
    }
  }

  @Test
  void goesOnWithoutTheRightToSniffAndSaysSo() throws Exception {
    Programs.needRoot();
    Programs.need("setpriv");
    String setpriv = Programs.path("setpriv");
    try (Child demo =
        demo(List.of(setpriv, "--bounding-set=-net_raw", "--inh-caps=-net_raw", "--"))) {
      Web web = showsMos(demo);

      assertTrue(demo.out().contains("CAP_NET_RAW"), demo.out());
      assertTrue(web.scrape().all("mos_exporter_capture_packets_total").isEmpty());
      ends(demo);
    }
  }

  private Child demo(List<String> before) throws Exception {
    List<String> command =
        Stream.concat(
                before.stream(), Stream.of(DEMO.toString(), "--web.listen-address=127.0.0.1:0"))
            .toList();
    return Child.start(folder, "demo", command);
  }

  private static Web showsMos(Child demo) {
    Duration minute = Duration.ofSeconds(60);
    Web web =
        await("the daemon").atMost(minute).until(() -> Web.of(demo), o -> o.isPresent()).get();
    await("MOS of endpoints within 60 s")
        .atMost(minute)
        .failFast(() -> assertTrue(demo.runs(), demo::described))
        .until(
            () ->
                web.scrape().all("voip_endpoint_mos_lq", "direction", "received").size() >= 6
                    && MOS_ON_PAGE.matcher(web.text("/")).find());
    return web;
  }

  /** The WAN is busy for 20 s of each minute, and its voice queue drops then. */
  private static void tellsOfTheQueuesThatCallsWentThrough(Web web) throws Exception {
    Pattern window =
        Pattern.compile(
            "\\{\"router\":\"gw1\",\"interface\":\"Gi0/0/1\",\"direction\":\"output\","
                + "\"policy\":\"([^\"]*)\",\"class\":\"VOICE\",\"by_code_point\":true,"
                + "\"from\":\"([^\"]*)\",\"to\":\"([^\"]*)\",\"packets\":(\\d+),"
                + "\"dropped_packets\":([1-9]\\d*),[^}]*\"calls\":([1-9]\\d*)}");
    Matcher found =
        await("a call with drops of the voice class")
            .atMost(Duration.ofMinutes(3))
            .until(() -> window.matcher(web.text("/api/v1/calls")), Matcher::find);
    String all = web.text("/api/v1/calls");
    String before = all.substring(0, all.indexOf(found.group()));
    String id = before.substring(before.lastIndexOf("\"id\":\"") + 6).split("\"", 2)[0];
    assertTrue(web.text("/api/v1/calls/" + id).contains(found.group()), id);
    Instant from = Instant.parse(found.group(2));
    Instant to = Instant.parse(found.group(3));
    assertTrue(to.isAfter(from) && Duration.between(from, to).toSeconds() < 30, found.group());
    assertTrue(Long.parseLong(found.group(5)) < Long.parseLong(found.group(4)), found.group());
    double dropped =
        await()
            .until(
                () ->
                    web.scrape()
                        .sum(
                            "voip_router_class_dropped_packets_total",
                            "router",
                            "gw1",
                            "interface",
                            "Gi0/0/1",
                            "policy",
                            found.group(1),
                            "class",
                            "VOICE"),
                drops -> drops > 0);
    assertTrue(dropped >= Long.parseLong(found.group(5)), dropped + " " + found.group());
  }

  private static void ends(Child demo) throws Exception {
    Child.Result end = demo.terminate();

    assertTrue(Set.of(0, 143).contains(end.exit()), demo::described);
    assertEquals("", notLogged(end.err()));
    assertTrue(end.err().contains("msg=stopped"), end.err());
  }

  /** The lines that the daemon's log did not write. */
  static String notLogged(String err) {
    return err.lines().filter(line -> !line.startsWith("ts=")).collect(Collectors.joining("\n"));
  }
}
