package org.mosexporter.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.EModel;
import org.mosexporter.quality.Input;
import org.mosexporter.quality.Inputs;
import org.mosexporter.quality.Mos;

/** A calculation for people: every term with its clause in ITU-T G.107. */
final class CalculationTable {
  private static final double SHOWN_AS_ZERO = 0.00005;

  private final PrintWriter out;
  private final Calculation calculation;

  CalculationTable(PrintWriter out, Calculation calculation) {
    this.out = out;
    this.calculation = calculation;
  }

  void print() {
    out.printf("E-model, %s scale (ITU-T G.107, 06/2015)%n", calculation.scale().label());
    printInputs();
    printTerms();
    printResult();
    printLost();
    out.flush();
  }

  private void printInputs() {
    calculation.codec().ifPresent(this::printCodec);
    heading("Inputs that were set; all others are at their default");
    boolean none = true;
    for (Input input : Input.values()) {
      if (calculation.inputs().isSet(input)) {
        none = false;
        row(input.symbol(), calculation.inputs().value(input), input.unit(), input.meaning());
      }
    }
    if (none) {
      out.printf("  none%n");
    }
  }

  private void printCodec(Codec codec) {
    out.printf(
        "Codec %s%s%n",
        codec.name(), codec.lowConfidence() ? ", whose values are of low confidence" : "");
  }

  private void printTerms() {
    EModel.Terms terms = calculation.terms();
    heading("Terms, each with its clause");
    row("No", terms.no(), "dBm0p", "7.2     all noise, at the 0 dBr point");
    row("Ro", terms.ro(), "", "7.2     where R starts: signal against noise");
    row("Iolr", terms.iolr(), "", "7.3     too loud");
    row("Ist", terms.ist(), "", "7.3     sidetone that is not optimal");
    row("Iq", terms.iq(), "", "7.3     quantizing distortion");
    row("Is", terms.is(), "", "7.3     Iolr + Ist + Iq");
    row("Idte", terms.idte(), "", "7.4     talker echo");
    row("Idle", terms.idle(), "", "7.4     listener echo");
    row("Idd", terms.idd(), "", "7.4     delay itself");
    row("Id", terms.id(), "", "7.4     Idte + Idle + Idd");
    row("Ie,eff", terms.ieEff(), "", "7.5     codec and lost packets");
    row("A", terms.a(), "", "7.6     advantage of access");
    row("R", terms.r(), "", "7.1     Ro - Is - Id - Ie,eff + A");
  }

  private void printResult() {
    double r = calculation.terms().r();
    heading("Result");
    row("R-LQ", calculation.rLq(), "", "        R without delay: listening only");
    row("MOS-LQ", calculation.mosLq(), "", "Annex B of R-LQ: " + calculation.band().label());
    row("MOS-CQ", calculation.mosCq(), "", "Annex B of R");
    row("GoB", Mos.goodOrBetterPercent(r), "%", "Annex B users who say good or better");
    row("PoW", Mos.poorOrWorsePercent(r), "%", "Annex B users who say poor or worse");
  }

  private void printLost() {
    double ofR = EModel.narrowband(Inputs.defaults()).r();
    heading(String.format(Locale.ROOT, "Points of R lost, of the %.4f at the defaults", ofR));
    for (Map.Entry<String, Double> lost : calculation.lostR().entrySet()) {
      boolean worthALine = Math.abs(lost.getValue()) >= SHOWN_AS_ZERO;
      if (worthALine || !lost.getKey().equals("other")) {
        row(lost.getKey(), lost.getValue(), "", "");
      }
    }
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
