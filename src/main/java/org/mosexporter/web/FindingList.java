package org.mosexporter.web;

import java.util.List;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.Evidence;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.FindingText;
import org.mosexporter.diagnosis.Scope;

/** Findings, one below the other; what /metrics does not show only for who may see calls. */
final class FindingList {
  private final Html html;
  private final Times times;
  private final String root;
  private final boolean whole;

  /**
   * Nothing yet.
   *
   * @param root leads from the page's folder to the first one
   * @param whole with callers, evidence and remedy
   */
  FindingList(Html html, Config config, String root, boolean whole) {
    this.html = html;
    this.times = Times.of(config);
    this.root = root;
    this.whole = whole;
  }

  void add(List<Finding> findings) {
    html.markup("<ul class=\"findings\">");
    findings.forEach(this::add);
    html.markup("</ul>");
  }

  private void add(Finding finding) {
    String severity = finding.severity().label();
    html.markup("<li id=\"finding-" + number(finding) + "\" class=\"" + severity + "\"><p><b>")
        .markup(severity + "</b> ")
        .text(FindingText.cause(finding.cause()) + " · ");
    scope(finding.scope());
    html.markup("</p>");
    if (whole) {
      cost(finding);
      evidence(finding);
    }
    html.markup("</li>");
  }

  /** The same for the same finding, so that what the reader unfolded stays with it. */
  private static String number(Finding finding) {
    Scope scope = finding.scope();
    String key =
        String.join(
            "\n", finding.cause().label(), scope.kind().label(), scope.site(), scope.name());
    return Integer.toHexString(key.hashCode());
  }

  private void scope(Scope scope) {
    String text = FindingText.scope(scope);
    switch (scope.kind()) {
      case ENDPOINT ->
          html.link(root + EndpointPage.PATH.substring(1) + scope.name(), scope.name());
      case ROUTER, INTERFACE, CLASS -> html.link(root + RoutersPage.PATH.substring(1), text);
      case SITE, NETWORK, ACCESS, TRUNK, MODEL, FIRMWARE, PORT, SWITCH -> html.name(text);
    }
  }

  private void cost(Finding finding) {
    html.markup("<p>").text(FindingText.cost(finding) + "; since ");
    times.dateTime(html, finding.sinceNs());
    html.text(Texts.number("; confidence %.0f %%", 100 * finding.confidence())).markup("</p>");
    if (!finding.fix().isEmpty()) {
      html.markup("<p>What to do: ").text(finding.fix());
      finding
          .gainMos()
          .ifPresent(
              mos ->
                  html.text(" It would bring the site's calls " + FindingText.mos(mos))
                      .text(" MOS, mean."));
      html.markup("</p>");
    }
  }

  private void evidence(Finding finding) {
    if (finding.evidence().isEmpty()) {
      return;
    }
    html.markup("<details><summary>Evidence</summary><ul>");
    for (Evidence one : finding.evidence()) {
      html.markup("<li>").text(FindingText.evidence(one)).markup("</li>");
    }
    html.markup("</ul></details>");
  }
}
