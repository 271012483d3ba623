package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The curl lines of docs/API.md, sent as curl would. */
class ApiDocTest {
  private static final Pattern CURL =
      Pattern.compile(
          "    curl (?:-H '([^']*)' -d '([^']*)' )?'?http://localhost:10199(/[^' ]*)'?");

  @Test
  void itsExamplesAreAnswered() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("docs/API.md")).stream()
            .filter(line -> line.startsWith("    curl") && !line.contains("/ID"))
            .toList();
    assertTrue(lines.size() >= 8, lines.toString());
    try (OwnServer server = new OwnServer()) {
      for (String line : lines) {
        Matcher curl = CURL.matcher(line);
        assertTrue(curl.matches(), line);
        boolean isPost = curl.group(2) != null;
        OwnServer.Answer answer =
            isPost
                ? server.ask("POST " + curl.group(3) + "; " + curl.group(1), curl.group(2))
                : server.ask("GET " + curl.group(3));
        int expected = line.contains("colour") ? 400 : isPost ? 201 : 200;
        assertEquals(expected, answer.status(), line + "\n" + answer.body());
      }
    }
  }

  @Test
  void namesEveryPathOfTheDescription() throws IOException {
    String page = Files.readString(Path.of("docs/API.md"));
    for (String path :
        List.of(
            "endpoints",
            "calls/ID",
            "calls/ID.pcap",
            "routers",
            "changes/ID",
            "impact",
            "status")) {
      assertTrue(page.contains("`/api/v1/" + path + "`"), path);
    }
    assertTrue(page.contains("`POST /api/v1/forget`"));
  }
}
