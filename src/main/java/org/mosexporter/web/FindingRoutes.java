package org.mosexporter.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.record.ConclusionsJson;

/** Why calls sound bad, where quality is lost and what would help: {@code /api/v1/findings}. */
final class FindingRoutes {
  static final String PATH = "/api/v1/findings";
  static final List<String> PARAMETERS = List.of("site");

  private final Supplier<Conclusions> conclusions;

  FindingRoutes(Supplier<Conclusions> conclusions) {
    this.conclusions = conclusions;
  }

  /** Of one site, or of all. */
  Reply all(Ask ask) {
    Optional<String> site = Parameters.of(ask, PARAMETERS).text("site");
    Conclusions last = conclusions.get();
    Conclusions told = site.map(name -> of(name, last)).orElse(last);
    return new Reply(200, "application/json", out -> ConclusionsJson.write(told, out));
  }

  private static Conclusions of(String site, Conclusions all) {
    Predicate<String> its = site::equals;
    return new Conclusions(
        all.atNs(),
        all.findings().stream().filter(of -> its.test(of.scope().site())).toList(),
        all.segments().stream().filter(of -> its.test(of.site())).toList(),
        all.whatIf().stream().filter(of -> its.test(of.site())).toList(),
        all.crossings().stream().filter(of -> its.test(of.site())).toList());
  }
}
