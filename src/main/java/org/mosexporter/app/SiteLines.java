package org.mosexporter.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.FindingText;
import org.mosexporter.diagnosis.WhatIf;

/** What an explanation ends with: findings, and what would help the site. */
record SiteLines(List<String> lines) {
  /**
   * Those that concern what is explained.
   *
   * @param when they were so, in words behind "when"
   */
  void findings(List<Finding> findings, String when) {
    lines.add("");
    if (findings.isEmpty()) {
      lines.add("Findings: none concerned it when " + when + ".");
      return;
    }
    lines.add("Findings that concern it, worst first");
    lines.addAll(FindingLines.of(findings));
  }

  void whatWouldHelp(List<WhatIf> all) {
    if (all.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("What would help: mean MOS of the site, as it is, and had one thing been otherwise");
    Map<String, List<String>> windows = new LinkedHashMap<>();
    for (WhatIf of : all) {
      String what =
          "%s, %s: %s"
              .formatted(of.site(), of.scale().label(), FindingText.scenario(of.scenario()));
      windows
          .computeIfAbsent(what, _ -> new ArrayList<>())
          .add(FindingText.mos(of.mos()) + " (last " + of.window().label() + ")");
    }
    windows.forEach(
        (what, mos) -> FindingLines.wrap(what + " " + String.join(", ", mos), "  ", "    ", lines));
  }
}
