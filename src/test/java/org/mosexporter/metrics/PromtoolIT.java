package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Our scrape as Prometheus' own checker reads it. */
class PromtoolIT {
  @Test
  void findsNothingAmissButThreeNamesThatWeMean() throws Exception {
    Process promtool = promtool();
    try (var in = promtool.getOutputStream()) {
      Office.metrics(Office.config(), Office.snapshots(), Office.routers()).scrape("").writeTo(in);
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Line rates are in bits per second everywhere, and office hours are no unit.
    assertEquals(
        """
        voip_router_interface_speed_bits_per_second use base unit "bytes" instead of "bits"
        voip_router_shaper_rate_bits_per_second use base unit "bytes" instead of "bits"
        voip_site_office_hours use base unit "seconds" instead of "hours"
        """,
        said);
  }

  private static Process promtool() throws IOException {
    return new ProcessBuilder(need("promtool"), "check", "metrics")
        .redirectErrorStream(true)
        .start();
  }

  /** Where the program is; a test that lacks it fails in CI and is skipped, loudly, elsewhere. */
  static String need(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return program.toString();
      }
    }
    String why = name + " is not installed (package prometheus)";
    assertNotEquals("true", System.getenv("CI"), why);
    System.err.println("SKIPPED: " + why);
    Assumptions.abort("SKIPPED: " + why);
    throw new AssertionError("not reached");
  }
}
