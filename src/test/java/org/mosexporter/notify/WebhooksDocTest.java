package org.mosexporter.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.config.Placeholder;
import org.mosexporter.config.Secret;
import org.mosexporter.diagnosis.FindingChange.Event;
import org.mosexporter.diagnosis.Severity;
import org.mosexporter.load.ConfigLoader;
import org.mosexporter.record.Findings;
import org.mosexporter.record.Notification;
import org.mosexporter.record.NotificationJson;

/** What docs/WEBHOOKS.md shows works. */
class WebhooksDocTest {
  private static final String KEY = "correct horse";
  private static final Notification WIFI =
      Findings.told(
          Event.OPENED, Findings.NOON_NS, Findings.wifi("10.1.20.11", Severity.WARNING, 0.5));

  @TempDir private Path folder;
  private byte[] body = new byte[0];

  @BeforeEach
  void write() {
    body = NotificationJson.body(WIFI, Optional.empty());
  }

  private static String block(String language, int which) throws IOException {
    Matcher block =
        Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
            .matcher(Files.readString(Path.of("docs", "WEBHOOKS.md")));
    for (int i = 0; i <= which; i++) {
      assertTrue(block.find(), language);
    }
    return block.group(1);
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    process.environment().putAll(environment);
    Process started = process.start();
    String said = new String(started.getInputStream().readAllBytes(), UTF_8).strip();
    started.waitFor();
    return said;
  }

  private String shell(long seconds, String signature, byte[] octets) throws Exception {
    Files.write(folder.resolve("body.json"), octets);
    return run(
        Map.of("KEY", KEY, "TIMESTAMP", Long.toString(seconds), "SIGNATURE", signature),
        "sh",
        "-c",
        block("sh", 0));
  }

  private static long now() {
    return System.currentTimeMillis() / 1_000;
  }

  private String signature(long seconds) {
    return Signature.of(new Secret(KEY), seconds, body);
  }

  @Test
  void theShellKnowsWhatIsGenuine() throws Exception {
    long now = now();
    byte[] other = new String(body, UTF_8).replace("warning", "critical").getBytes(UTF_8);
    assertEquals("genuine", shell(now, signature(now), body));
    assertEquals("", shell(now, signature(now), other));
    assertEquals("", shell(now - 1, signature(now), body));
    assertEquals("", shell(now - 1_000, signature(now - 1_000), body));
    assertEquals("", shell(now, "", body));
  }

  private String python(String timestamp, String signature, byte[] octets) throws Exception {
    Files.write(folder.resolve("body.json"), octets);
    String asks =
        "\nimport sys\nprint(genuine(\""
            + KEY
            + "\", sys.argv[1], sys.argv[2],"
            + " open(\"body.json\", \"rb\").read(), lambda: 1772452800))\n";
    Files.writeString(folder.resolve("check.py"), block("python", 0) + asks);
    return run(Map.of(), "python3", "check.py", timestamp, signature);
  }

  @Test
  void pythonKnowsWhatIsGenuine() throws Exception {
    byte[] other = new String(body, UTF_8).replace("warning", "critical").getBytes(UTF_8);
    assertEquals("True", python("1772452800", signature(1_772_452_800), body));
    assertEquals("False", python("1772452800", signature(1_772_452_800), other));
    assertEquals("False", python("1772452499", signature(1_772_452_499), body));
    assertEquals("False", python("yesterday", signature(1_772_452_800), body));
  }

  @Test
  void theMessageIsWhatIsSent() throws IOException {
    assertEquals(block("json", 0), new String(body, UTF_8) + "\n");
  }

  @Test
  void theTemplateLoads() throws Exception {
    Path file = Files.writeString(folder.resolve("jira.json"), block("json", 1));
    String yaml = "notify: {webhooks: [{url: 'https://a', template_file: '" + file + "'}]}";
    var template =
        ConfigLoader.load(
                Files.writeString(folder.resolve("mos.yml"), yaml), "host1", Map.of(), it -> it)
            .notifications()
            .webhooks()
            .getFirst()
            .template();
    String filled = new String(NotificationJson.body(WIFI, template), UTF_8);
    assertTrue(filled.contains("\"summary\":\"wifi: 10.1.20.11 (berlin)\""), filled);
    assertTrue(filled.contains("MOS.\\n\\nlost before us: 0.031 ratio (measured)\\n\\n"), filled);
  }

  @Test
  void namesEveryPlaceholder() throws IOException {
    String page = Files.readString(Path.of("docs", "WEBHOOKS.md"));
    String table = page.substring(page.indexOf("| name | value |"), page.indexOf("Any other name"));
    Set<String> named = new TreeSet<>();
    for (String row : table.lines().filter(line -> line.startsWith("|")).toList()) {
      Pattern.compile("`(\\w+)`")
          .matcher(row.split("\\|", -1)[1])
          .results()
          .forEach(name -> named.add(name.group(1)));
    }
    assertEquals(
        Arrays.stream(Placeholder.values())
            .map(Placeholder::label)
            .collect(Collectors.toCollection(TreeSet::new)),
        named);
  }
}
