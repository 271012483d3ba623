package org.mosexporter.web;

import java.util.List;

/** The part of the first page that a new daemon has until calls are seen. */
final class FirstStepsSection {
  static void add(Html html, FirstSteps steps) {
    if (!steps.needed()) {
      return;
    }
    html.markup("<section id=\"first-steps\"><h2>First steps</h2><h3>What is seen</h3>");
    list(html, "ul", steps.seen());
    html.markup("<h3>What to do next</h3>");
    list(html, "ol", steps.next());
    html.markup("</section>");
  }

  private static void list(Html html, String kind, List<String> sentences) {
    html.markup("<" + kind + ">");
    sentences.forEach(sentence -> html.markup("<li>").text(sentence).markup("</li>"));
    html.markup("</" + kind + ">");
  }

  private FirstStepsSection() {}
}
