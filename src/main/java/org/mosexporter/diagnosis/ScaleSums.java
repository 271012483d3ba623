package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.diagnosis.ChangeEffect.Cause;
import org.mosexporter.diagnosis.ChangeEffect.Dimension;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;

/** What was heard on one scale before and after a change. Used by one thread. */
final class ScaleSums {
  static final double CONFIDENCE = 0.95;
  static final String OTHER = "other";

  /** Values of a dimension; those that come later are {@link #OTHER}. */
  private static final int MOST_VALUES = 50;

  final ClusteredMeans mosLq = new ClusteredMeans();
  private final Map<Band, ClusteredMeans> bands = new EnumMap<>(Band.class);
  private final Map<Cause, ClusteredMeans> lostR = new EnumMap<>(Cause.class);
  private final Map<Dimension, Map<String, ClusteredMeans>> groups = new EnumMap<>(Dimension.class);

  ScaleSums() {
    for (Band band : Band.values()) {
      bands.put(band, new ClusteredMeans());
    }
    for (Cause cause : Cause.values()) {
      lostR.put(cause, new ClusteredMeans());
    }
    for (Dimension dimension : Dimension.values()) {
      groups.put(dimension, new LinkedHashMap<>());
    }
  }

  void add(boolean isAfter, long day, CallFact call, CallFact.Heard heard) {
    mosLq.add(isAfter, heard.phone(), day, heard.mosLq());
    Band of = Band.of(heard.mosLq());
    bands.forEach((band, sums) -> sums.add(isAfter, heard.phone(), day, band == of ? 1 : 0));
    heard.lostR().ifPresent(lost -> add(isAfter, day, heard.phone(), lost));
    groups.forEach(
        (dimension, values) ->
            sums(values, value(dimension, call, heard))
                .add(isAfter, heard.phone(), day, heard.mosLq()));
  }

  private void add(boolean isAfter, long day, String phone, Score.LostR lost) {
    of(Cause.CODEC).add(isAfter, phone, day, lost.codec());
    of(Cause.LOSS).add(isAfter, phone, day, lost.loss());
    of(Cause.DISCARD).add(isAfter, phone, day, lost.discard());
    lost.delay().ifPresent(delay -> of(Cause.DELAY).add(isAfter, phone, day, delay));
  }

  private ClusteredMeans of(Cause cause) {
    return lostR.computeIfAbsent(cause, _ -> new ClusteredMeans());
  }

  private static ClusteredMeans sums(Map<String, ClusteredMeans> values, String value) {
    String kept = values.size() < MOST_VALUES || values.containsKey(value) ? value : OTHER;
    return values.computeIfAbsent(kept, _ -> new ClusteredMeans());
  }

  private static String value(Dimension dimension, CallFact call, CallFact.Heard heard) {
    return switch (dimension) {
      case NETWORK -> heard.network();
      case ACCESS -> heard.access();
      case TRUNK -> call.trunk();
      case GROUP -> heard.group();
      case MODEL -> heard.model();
      case CODEC -> heard.codec();
    };
  }

  ChangeEffect.OnScale effect(Scale scale) {
    return new ChangeEffect.OnScale(
        scale,
        mosLq.days(false),
        mosLq.days(true),
        mosLq.difference(CONFIDENCE),
        differences(bands),
        differences(lostR),
        groups());
  }

  private static <K extends Enum<K>> Map<K, Difference> differences(Map<K, ClusteredMeans> all) {
    Map<K, Difference> differences = new LinkedHashMap<>();
    all.forEach((key, sums) -> differences.put(key, sums.difference(CONFIDENCE)));
    return differences;
  }

  private List<ChangeEffect.Group> groups() {
    List<ChangeEffect.Group> all = new ArrayList<>();
    groups.forEach(
        (dimension, values) ->
            values.forEach(
                (value, sums) ->
                    all.add(
                        new ChangeEffect.Group(dimension, value, sums.difference(CONFIDENCE)))));
    return all;
  }
}
