package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.CommonScale;

/** Codecs that have a ceiling, and servers that translate between codecs. */
final class CodecRules {
  /** MOS on the common scale that a codec has less than G.711 with nothing lost. */
  private static final double LEAST_MOS = 0.05;

  private static final String USUAL = "G.711";

  private static final double LEAST_SHARE = 0.6;

  private final Situation site;
  private final Codecs codecs;

  CodecRules(Situation site) {
    this.site = site;
    codecs = Codecs.of(site.config().quality());
  }

  void look() {
    TreeSet<String> trunks = new TreeSet<>();
    site.passages().forEach(one -> trunks.add(one.trunk()));
    trunks.remove("");
    trunks.forEach(this::look);
  }

  private void look(String trunk) {
    List<Passage> its =
        site.passages().stream()
            .filter(one -> one.trunk().equals(trunk))
            .filter(CodecRules::isOutside)
            .toList();
    int first = 0;
    while (first < its.size() && !isLow(its.get(first))) {
      first++;
    }
    List<Passage> since = its.subList(first, its.size());
    List<Passage> low = since.stream().filter(this::isLow).toList();
    double share = (double) low.size() / Math.max(1, since.size());
    if (low.isEmpty() || share < LEAST_SHARE) {
      return;
    }
    Passage sample = low.getLast();
    boolean translated = low.stream().filter(this::isTranslated).count() * 2 >= low.size();
    double better = best().mosOf();
    double lost = better - common(codec(sample).orElseThrow());
    int callers = (int) low.stream().map(one -> one.phone().address()).distinct().count();
    int calls = (int) low.stream().map(Passage::call).distinct().count();
    site.found(
        new Draft(
                translated ? Cause.TRANSCODING : Cause.CODEC_CEILING,
                new Scope(site.site(), Scope.Kind.TRUNK, trunk))
            .confidence(0.95)
            .toll(
                new Toll(
                    low.getFirst().startNs(),
                    calls,
                    callers,
                    codec(sample).orElseThrow().ie(),
                    Math.max(0, lost)))
            .says("of its last streams speak " + sample.codec(), share, "ratio", "sip")
            .says("MOS that it can have at best, common scale", better - lost, "MOS", "measured")
            .says("MOS that " + best().name + " can have", better, "MOS", "measured")
            .finding(site.calls()));
  }

  private static boolean isOutside(Passage one) {
    return one.speaker() == Passage.End.ELSEWHERE || one.listener() == Passage.End.ELSEWHERE;
  }

  private boolean isLow(Passage one) {
    double usual = codecs.named(USUAL).map(CodecRules::common).orElse(0.0);
    return codec(one).filter(codec -> common(codec) < usual - LEAST_MOS).isPresent();
  }

  private Optional<Codec> codec(Passage one) {
    return one.codec().isEmpty() ? Optional.empty() : codecs.named(one.codec());
  }

  private static double common(Codec codec) {
    return CommonScale.mosLq(codec, 0, 1).orElse(0);
  }

  /** Another leg of its conversation speaks another codec. */
  private boolean isTranslated(Passage one) {
    return site.legsOf(one).stream()
        .anyMatch(other -> !other.codec().isEmpty() && !other.codec().equals(one.codec()));
  }

  private record Best(String name, double mosOf) {}

  /** Of those that are spoken at the site; G.711 at least. */
  private Best best() {
    Map<String, Double> all = new HashMap<>();
    List<String> names = new ArrayList<>(List.of(USUAL));
    site.passages().forEach(one -> names.add(one.codec()));
    names.stream()
        .distinct()
        .forEach(name -> codecs.named(name).ifPresent(codec -> all.put(name, common(codec))));
    return all.entrySet().stream()
        .max(
            Map.Entry.<String, Double>comparingByValue()
                .thenComparing(Comparator.comparing(Map.Entry::getKey)))
        .map(one -> new Best(one.getKey(), one.getValue()))
        .orElseThrow();
  }
}
