package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mosexporter.DocBlocks.Block;

/**
 * Every fenced block of the documentation is of a kind that some test holds to its word; see
 * decision 114. What is typed is DocCommandsIT's, what is loaded DocsTest's.
 */
class DocBlocksTest {
  /** Without a language, or as ini, it is only shown: others' settings, pictures, figures. */
  private static final Set<String> KINDS =
      Set.of("", "ini", "sh", "console", "yaml", "promql", "json", "sql", "python");

  @Test
  void everyBlockIsOfAKindThatIsTested() throws IOException {
    List<String> others = new ArrayList<>();
    for (Block block : DocBlocks.all()) {
      if (!KINDS.contains(block.language())) {
        others.add(block.place() + " " + block.language());
      }
    }
    assertEquals(List.of(), others);
  }

  @Test
  void whatIsTypedIsMarkedSo() throws IOException {
    List<String> unmarked = new ArrayList<>();
    for (Block block : DocBlocks.all()) {
      boolean ours =
          block.text().lines().anyMatch(line -> line.matches("(sudo |\\$ )?mos-exporter .*"));
      boolean emodel = block.text().startsWith("$ mos-exporter emodel "); // QualityDocTest
      if (block.language().isEmpty() && ours && !emodel) {
        unmarked.add(block.place());
      }
    }
    assertEquals(List.of(), unmarked);
  }

  @Test
  void whatIsNotTypedIsThereAndHasAReason() throws IOException {
    Set<String> there = new TreeSet<>();
    for (Block block : DocBlocks.all()) {
      if (block.language().equals("sh")) {
        there.add(block.key());
      }
    }
    for (Map.Entry<String, String> entry : DocBlocks.notRun().entrySet()) {
      assertTrue(there.contains(entry.getKey()), "stale: " + entry.getKey());
      assertTrue(entry.getValue().length() > 10, "no reason: " + entry.getKey());
    }
  }

  @Test
  void queriesNameMetricsThatThereAre() throws IOException {
    KnownMetrics known = KnownMetrics.read();
    List<String> unknown = new ArrayList<>();
    int queries = 0;
    for (Block block : DocBlocks.all()) {
      if (block.language().equals("promql")) {
        queries++;
        String expression = block.text().replaceAll("(?m)^ *#.*$", "");
        assertTrue(PromQl.isBalanced(expression), block::place);
        known.strangersIn(expression).forEach(each -> unknown.add(block.place() + ": " + each));
      }
    }
    assertEquals(List.of(), unknown);
    assertTrue(queries >= 20, "only " + queries + " queries");
  }
}
