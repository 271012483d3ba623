package org.mosexporter.web;

/** A list of facts; what is not known is left out. */
final class Facts {
  private final Html html;

  Facts(Html html) {
    this.html = html;
    html.markup("<dl class=\"facts\">");
  }

  Facts add(String fact, String value) {
    return value.isEmpty() ? this : add(fact, () -> html.name(value));
  }

  /** With a value that writes itself. */
  Facts add(String fact, Runnable value) {
    html.markup("<div><dt>" + fact + "</dt><dd>");
    value.run();
    html.markup("</dd></div>");
    return this;
  }

  void end() {
    html.markup("</dl>");
  }
}
