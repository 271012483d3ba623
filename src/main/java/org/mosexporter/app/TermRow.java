package org.mosexporter.app;

import java.util.List;
import org.mosexporter.quality.EModel;

/**
 * A term of a calculation.
 *
 * @param symbol of the ITU
 * @param name in JSON, as files of test vectors have it
 * @param unit empty for points of R
 * @param clause or equation of the scale's Recommendation
 */
record TermRow(
    String symbol, String name, double value, String unit, String clause, String meaning) {

  /** The terms that the scale has, in the order of its Recommendation. */
  static List<TermRow> of(EModel.Terms terms) {
    return switch (terms.scale()) {
      case NARROWBAND -> narrowband(terms);
      case WIDEBAND -> wideband(terms);
      case FULLBAND -> fullband(terms);
    };
  }

  private static List<TermRow> narrowband(EModel.Terms of) {
    return List.of(
        noise(of, "7.2"),
        new TermRow("Ro", of.ro(), "7.2", "where R starts: signal against noise"),
        new TermRow("Iolr", of.iolr(), "7.3", "too loud"),
        new TermRow("Ist", of.ist(), "7.3", "sidetone that is not optimal"),
        new TermRow("Iq", of.iq(), "7.3", "quantizing distortion"),
        new TermRow("Is", of.is(), "7.3", "Iolr + Ist + Iq"),
        new TermRow("Idte", of.idte(), "7.4", "talker echo"),
        new TermRow("Idle", of.idle(), "7.4", "listener echo"),
        new TermRow("Idd", of.idd(), "7.4", "delay itself"),
        new TermRow("Id", of.id(), "7.4", "Idte + Idle + Idd"),
        codecAndLoss(of, "7.5"),
        new TermRow("A", of.a(), "7.6", "advantage of access"),
        new TermRow("R", of.r(), "7.1", "Ro - Is - Id - Ie,eff + A"));
  }

  private static List<TermRow> wideband(EModel.Terms of) {
    return List.of(
        noise(of, "7-6"),
        new TermRow("Ro", of.ro(), "7-2", "where R starts"),
        new TermRow("Is", of.is(), "7-3", "nothing on this scale"),
        new TermRow("Idte", of.idte(), "7-5", "talker echo"),
        new TermRow("Idle", of.idle(), "7-12", "listener echo"),
        new TermRow("Idd", of.idd(), "7-13", "delay itself"),
        new TermRow("Id", of.id(), "7", "Idte + Idle + Idd"),
        codecAndLoss(of, "7-15"),
        new TermRow("A", of.a(), "7-16", "nothing on this scale"),
        new TermRow("R", of.r(), "7-1", "Ro - Is - Id - Ie,eff + A"),
        new TermRow("Rx", of.rx(), "A-1", "R / 1.29, as a narrowband rating"));
  }

  private static List<TermRow> fullband(EModel.Terms of) {
    return List.of(
        new TermRow("Ro", of.ro(), "7", "where R starts"),
        new TermRow("Is", of.is(), "7", "nothing on this scale"),
        new TermRow("Idd", of.idd(), "7", "delay itself"),
        new TermRow("Id", of.id(), "7", "Idd: this scale knows no echo"),
        codecAndLoss(of, "7"),
        new TermRow("A", of.a(), "7", "nothing on this scale"),
        new TermRow("R", of.r(), "7", "Ro - Is - Id - Ie,eff + A"),
        new TermRow("Rx", of.rx(), "7", "R / 1.48, as a narrowband rating"));
  }

  private TermRow(String symbol, double value, String clause, String meaning) {
    this(symbol, symbol, value, "", clause, meaning);
  }

  private static TermRow noise(EModel.Terms of, String clause) {
    double no = of.no().orElseThrow();
    return new TermRow("No", "No", no, "dBm0p", clause, "all noise, at the 0 dBr point");
  }

  private static TermRow codecAndLoss(EModel.Terms of, String clause) {
    return new TermRow("Ie,eff", "IeEff", of.ieEff(), "", clause, "codec and lost packets");
  }
}
