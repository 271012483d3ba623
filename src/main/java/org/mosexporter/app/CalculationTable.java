package org.mosexporter.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Input;
import org.mosexporter.quality.Mos;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Scorer;

/** A calculation for people: every term with its clause in ITU-T G.107, G.107.1 or G.107.2. */
final class CalculationTable {
  private static final double SHOWN_AS_ZERO = 0.00005;

  private final PrintWriter out;
  private final Calculation calculation;

  CalculationTable(PrintWriter out, Calculation calculation) {
    this.out = out;
    this.calculation = calculation;
  }

  void print() {
    out.printf("E-model, %s scale (%s)%n", calculation.scale().label(), edition());
    printInputs();
    printTerms();
    printResult();
    printLost();
    out.flush();
  }

  private String edition() {
    return switch (calculation.scale()) {
      case NARROWBAND -> "ITU-T G.107, 06/2015";
      case WIDEBAND -> "ITU-T G.107.1, 06/2019";
      case FULLBAND -> "ITU-T G.107.2, 06/2019";
    };
  }

  private void printInputs() {
    calculation.codec().ifPresent(this::printCodec);
    heading("Inputs that were set; all others are at their default");
    boolean none = true;
    for (Input input : Input.values()) {
      if (calculation.inputs().isSet(input)) {
        none = false;
        boolean ignored = calculation.ignored().contains(input);
        String remark = input.meaning() + (ignored ? "; ignored: not of this scale" : "");
        row(input.symbol(), calculation.inputs().value(input), input.unit(), remark);
      }
    }
    if (none) {
      out.printf("  none%n");
    }
  }

  private void printCodec(Codec codec) {
    String moved = codec.scale() == calculation.scale() ? "" : ", moved to this scale";
    String trust = codec.lowConfidence() ? ", whose values are of low confidence" : "";
    out.printf("Codec %s%s%s; source: %s%n", codec.fullName(), trust, moved, codec.source());
  }

  private void printTerms() {
    heading("Terms, each with its clause");
    for (TermRow row : TermRow.of(calculation.terms())) {
      row(row.symbol(), row.value(), row.unit(), clause(row.clause(), row.meaning()));
    }
  }

  private void printResult() {
    double r = calculation.terms().r();
    heading("Result");
    row("R-LQ", calculation.rLq(), "", clause("", "R without delay: listening only"));
    row("MOS-LQ", calculation.mosLq(), "", "Annex B of R-LQ: " + calculation.band().label());
    row("MOS-CQ", calculation.mosCq(), "", "Annex B of R");
    if (calculation.scale() == Scale.NARROWBAND) {
      row("GoB", Mos.goodOrBetterPercent(r), "%", "Annex B users who say good or better");
      row("PoW", Mos.poorOrWorsePercent(r), "%", "Annex B users who say poor or worse");
    }
    row("common", calculation.mosCommon(), "", clause("", "MOS-LQ of codec and loss, fullband"));
  }

  private void printLost() {
    double ofR = Scorer.perfectR(calculation.scale());
    heading(String.format(Locale.ROOT, "Points of R lost, of the %.4f at the defaults", ofR));
    for (Map.Entry<String, Double> lost : calculation.lostR().entrySet()) {
      boolean worthALine = Math.abs(lost.getValue()) >= SHOWN_AS_ZERO;
      if (worthALine || !lost.getKey().equals("other")) {
        row(lost.getKey(), lost.getValue(), "", "");
      }
    }
  }

  private static String clause(String clause, String meaning) {
    return String.format(Locale.ROOT, "%-7s %s", clause, meaning);
  }

  private void heading(String text) {
    out.printf("%n%s%n", text);
  }

  private void row(String name, double value, String unit, String remark) {
    double shown = Math.abs(value) < SHOWN_AS_ZERO ? 0 : value; // not "-0.0000"
    String line = String.format(Locale.ROOT, "  %-7s%10.4f  %-6s %s", name, shown, unit, remark);
    out.printf("%s%n", line.stripTrailing());
  }
}
