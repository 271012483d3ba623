package org.mosexporter.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.mosexporter.config.JitterBuffer;
import org.mosexporter.config.Quality;

/** The section {@code quality}: how intervals are scored. */
final class QualityReader {
  private static final Duration LONGEST_BUFFER = Duration.ofSeconds(2);

  private final Section section;
  private final Quality defaults;

  QualityReader(Section section, Quality defaults) {
    this.section = section;
    this.defaults = defaults;
  }

  Quality read() {
    JitterBuffer buffer = jitterBuffer(section.section("jitter_buffer"), defaults.jitterBuffer());
    Quality quality =
        new Quality(
            section.duration("interval", defaults.interval()),
            section.value("expected_dscp", Units::dscp).orElse(defaults.expectedDscp()),
            section.flag("plc", defaults.plc()),
            buffer,
            payloadTypes(section),
            codecs(section),
            models(buffer));
    section.refuseOthers();
    long seconds = quality.interval().toSeconds();
    if (seconds < 5 || seconds > 60) {
      section.problems().add(section.path().child("interval"), "5s to 60s is expected");
      return defaults;
    }
    return quality;
  }

  /** What a model leaves unset is as for all phones. */
  private Map<String, JitterBuffer> models(JitterBuffer otherwise) {
    Map<String, JitterBuffer> models = new HashMap<>();
    section
        .named("models")
        .forEach(
            (name, model) -> {
              models.put(name, jitterBuffer(model.section("jitter_buffer"), otherwise));
              model.refuseOthers();
            });
    return models;
  }

  private static JitterBuffer jitterBuffer(Section buffer, JitterBuffer otherwise) {
    JitterBuffer.Kind kind = buffer.choice("kind", otherwise.kind(), JitterBuffer.Kind.class);
    Duration nominal = depth(buffer, "nominal", otherwise.nominal());
    Duration max = depth(buffer, "max", otherwise.max());
    buffer.refuseOthers();
    if (max.compareTo(nominal) < 0) {
      buffer.problems().add(buffer.path().child("max"), "at least nominal is expected");
      return otherwise;
    }
    return new JitterBuffer(kind, nominal, max);
  }

  private static Duration depth(Section buffer, String key, Duration otherwise) {
    Duration depth = buffer.duration(key, otherwise);
    if (depth.compareTo(LONGEST_BUFFER) > 0) {
      buffer.problems().add(buffer.path().child(key), "0ms to 2s is expected");
      return otherwise;
    }
    return depth;
  }

  private static Map<Integer, String> payloadTypes(Section section) {
    Map<Integer, String> types = new HashMap<>();
    section
        .texts("payload_types")
        .forEach(
            (number, encoding) -> {
              Lines.Path at = section.path().child("payload_types").child(number);
              try {
                int type = Units.whole(number, 0, 127);
                if (!encoding.matches("[\\w.-]{1,32}/\\d{4,6}(/\\d)?")) {
                  section.problems().addValue(at, encoding, "write it as opus/48000");
                }
                types.put(type, encoding);
              } catch (IllegalArgumentException wrong) {
                section.problems().addValue(at, number, String.valueOf(wrong.getMessage()));
              }
            });
    return types;
  }

  private static Map<String, Quality.Impairment> codecs(Section section) {
    Map<String, Quality.Impairment> codecs = new HashMap<>();
    section
        .named("codecs")
        .forEach(
            (name, codec) -> {
              codec.required("ie");
              codec.required("bpl");
              codecs.put(
                  name,
                  new Quality.Impairment(
                      codec.number("ie", 0, 0, 95), codec.number("bpl", 1, 0.1, 100)));
              codec.refuseOthers();
            });
    return codecs;
  }
}
