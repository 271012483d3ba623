package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The program's own calculator, asked for the MOS of logged losses. */
final class Emodel {
  private static final Pattern MOS = Pattern.compile("\"MOS\":([0-9.]+)");

  /** The mean over intervals of G.711. */
  static double meanMos(Path folder, List<Truth.Part> parts)
      throws IOException, InterruptedException {
    Path questions =
        Files.write(
            Files.createTempFile(folder, "emodel", ".json"),
            parts.stream()
                .map(
                    part ->
                        String.format(
                            Locale.ROOT,
                            "{\"Ppl\":%s,\"BurstR\":%s}",
                            part.lossPercent(),
                            part.burstRatio()))
                .toList());
    String answers =
        Child.must(
            folder,
            "sh",
            "-c",
            "exec \"$0\" emodel --codec=G.711 --extrapolate --batch < \"$1\"",
            Programs.MOS_EXPORTER.toString(),
            questions.toString());
    List<Double> found =
        MOS.matcher(answers).results().map(each -> Double.valueOf(each.group(1))).toList();
    assertEquals(parts.size(), found.size(), answers);
    return found.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private Emodel() {}
}
