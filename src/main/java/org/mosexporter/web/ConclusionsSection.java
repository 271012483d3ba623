package org.mosexporter.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.config.Config;
import org.mosexporter.config.Site;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.FindingText;
import org.mosexporter.diagnosis.SegmentLoss;
import org.mosexporter.diagnosis.TargetCrossing;
import org.mosexporter.diagnosis.WhatIf;
import org.mosexporter.quality.Scale;

/** What is wrong, where quality is lost and what would help. */
final class ConclusionsSection {
  private final Html html;
  private final Config config;
  private final Conclusions conclusions;

  ConclusionsSection(Html html, Config config, Conclusions conclusions) {
    this.html = html;
    this.config = config;
    this.conclusions = conclusions;
  }

  /** That MOS is on its way below the target, above everything else. */
  void warning() {
    for (TargetCrossing of : conclusions.crossings()) {
      double target = config.sites().getOrDefault(of.site(), Site.defaults()).targetMos();
      html.markup("<p class=\"notice\" role=\"alert\">The MOS of ")
          .name(of.site())
          .text(" is on its way below " + Texts.number("%.1f", target))
          .text(": expected in " + Times.length(of.seconds()))
          .text(" (" + Times.length(of.low()) + " to " + Times.length(of.high()) + ").")
          .markup("</p>");
    }
  }

  /**
   * The findings.
   *
   * @param whole with callers, evidence and remedy
   */
  void findings(boolean whole) {
    html.markup("<section><h2>Findings</h2>");
    if (conclusions.findings().isEmpty()) {
      html.markup("<p class=\"none\">")
          .text(
              conclusions.atNs() == Conclusions.NONE.atNs()
                  ? "Nothing is concluded yet: it takes half a minute."
                  : "Nothing is found to be wrong.")
          .markup("</p>");
    } else {
      new FindingList(html, config, "", whole).add(conclusions.findings());
    }
    html.markup("</section>");
  }

  void whatWouldHelp() {
    if (conclusions.whatIf().isEmpty()) {
      return;
    }
    html.markup("<section><h2>What would help</h2><table><caption>Mean MOS as it is, and had one")
        .markup(" thing been otherwise</caption>")
        .heading("Site", "Scale", "If", "Last hour", "Last day")
        .markup("<tbody>");
    rows().forEach(this::whatIf);
    html.markup("</tbody></table></section>");
  }

  private record Row(String site, Scale scale, WhatIf.Scenario scenario) {}

  private Map<Row, List<WhatIf>> rows() {
    return conclusions.whatIf().stream()
        .collect(
            groupingBy(
                of -> new Row(of.site(), of.scale(), of.scenario()), LinkedHashMap::new, toList()));
  }

  private void whatIf(Row row, List<WhatIf> windows) {
    html.markup("<tr><td data-label=\"Site\">")
        .name(row.site)
        .markup("</td>")
        .cell("Scale", row.scale.label())
        .cell("If", FindingText.scenario(row.scenario))
        .cell("Last hour", mos(windows, WhatIf.Window.HOUR))
        .cell("Last day", mos(windows, WhatIf.Window.DAY))
        .markup("</tr>");
  }

  private static String mos(List<WhatIf> windows, WhatIf.Window window) {
    Optional<WhatIf> found = windows.stream().filter(of -> of.window() == window).findFirst();
    return found.map(of -> FindingText.mos(of.mos())).orElse("–");
  }

  void whereQualityIsLost() {
    if (conclusions.segments().isEmpty()) {
      return;
    }
    html.markup("<section><h2>Where quality is lost</h2><table><caption>Points of R that calls of")
        .markup(" the last hour lost, mean, with an interval of 95 %</caption>")
        .heading("Site", "Where", "Direction", "Scale", "Points of R", "Interval", "Calls")
        .markup("<tbody>");
    conclusions.segments().forEach(this::segment);
    html.markup("</tbody></table></section>");
  }

  private void segment(SegmentLoss of) {
    html.markup("<tr><td data-label=\"Site\">")
        .name(of.site())
        .markup("</td>")
        .cell("Where", FindingText.segment(of.segment()))
        .cell("Direction", EndpointTable.direction(of.direction()))
        .cell("Scale", of.scale().label())
        .cell("Points of R", Texts.number("%.1f", of.lostR()))
        .cell("Interval", Texts.number("%.1f", of.low()) + " to " + Texts.number("%.1f", of.high()))
        .cell("Calls", Integer.toString(of.calls()))
        .markup("</tr>");
  }
}
