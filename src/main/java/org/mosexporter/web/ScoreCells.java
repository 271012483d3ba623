package org.mosexporter.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;

/** A score for people: MOS with its band in words, and what cost points of R, most first. */
final class ScoreCells {
  private static final double LEAST_SHOWN = 0.05; // less shows as 0.0
  private static final double MOST_LOST = 100;

  private record Cost(String cause, String style, double points) {}

  /** MOS-LQ, its band as word and colour, its scale when it is not the telephone's. */
  static void mos(Html html, double mosLq, Optional<Scale> scale) {
    String band = Band.of(mosLq).label();
    html.markup("<b class=\"mos " + band + "\">")
        .text(Texts.number("%.2f", mosLq))
        .markup(" <i>" + band + "</i></b>");
    scale
        .filter(of -> of != Scale.NARROWBAND)
        .ifPresent(of -> html.markup(" <small>").text(of.label()).markup("</small>"));
  }

  static void mosCell(Html html, Optional<Score> score) {
    html.markup("<td data-label=\"MOS\">");
    score.ifPresentOrElse(
        of -> mos(html, of.mosLq(), Optional.of(of.scale())), () -> html.text("–"));
    html.markup("</td>");
  }

  /** Points of R lost: a bar with a part for each cause, and the same in words. */
  static void costs(Html html, Optional<LostR> lost) {
    if (lost.filter(of -> !Double.isNaN(of.codec())).isEmpty()) { // or its record does not say
      html.text("–");
      return;
    }
    List<Cost> costs = sorted(lost.get());
    if (costs.isEmpty()) {
      html.text("nothing");
      return;
    }
    bar(html, costs);
    html.text(words(costs));
  }

  static void costsCell(Html html, Optional<LostR> lost) {
    html.markup("<td class=\"costs\" data-label=\"Costs points of R\">");
    costs(html, lost);
    html.markup("</td>");
  }

  /** What cost most, and how much; empty when nothing is worth a word. */
  static Optional<String> worstCause(LostR lost) {
    return sorted(lost).stream()
        .findFirst()
        .map(cost -> cost.cause + " " + Texts.number("%.0f", cost.points));
  }

  private static List<Cost> sorted(LostR lost) {
    List<Cost> costs = new ArrayList<>(4);
    add(costs, "codec", "codec", OptionalDouble.of(lost.codec()));
    add(costs, "loss", "loss", OptionalDouble.of(lost.loss()));
    add(costs, "late", "late", OptionalDouble.of(lost.discard()));
    add(costs, "delay", "delay", lost.delay());
    costs.sort(Comparator.comparingDouble(Cost::points).reversed());
    return costs;
  }

  private static void add(List<Cost> costs, String cause, String style, OptionalDouble points) {
    if (points.orElse(0) >= LEAST_SHOWN) {
      costs.add(new Cost(cause, style, points.getAsDouble()));
    }
  }

  /** Its full width stands for 100 points, all that a call can lose. */
  private static void bar(Html html, List<Cost> costs) {
    html.markup("<svg class=\"bar\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\"")
        .markup(" aria-hidden=\"true\">");
    double from = 0;
    for (Cost cost : costs) {
      double width = Math.min(cost.points, MOST_LOST - from);
      html.markup("<rect class=\"" + cost.style + "\" height=\"1\" x=\"")
          .markup(Texts.number("%.1f", from))
          .markup("\" width=\"" + Texts.number("%.1f", width) + "\"/>");
      from += width;
    }
    html.markup("</svg>");
  }

  private static String words(List<Cost> costs) {
    StringBuilder words = new StringBuilder();
    for (Cost cost : costs) {
      words
          .append(words.isEmpty() ? "" : ", ")
          .append(cost.cause)
          .append(' ')
          .append(Texts.number("%.1f", cost.points));
    }
    return words.toString();
  }

  private ScoreCells() {}
}
