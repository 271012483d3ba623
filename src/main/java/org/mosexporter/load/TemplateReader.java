package org.mosexporter.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Template;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Templates of messages: texts under names in the configuration, or any object in a file. */
final class TemplateReader {
  private static final int LARGEST_BYTES = 64 << 10;

  /** The template of a webhook, if it has one. */
  static Optional<Template> read(Section webhook) {
    Optional<Template> fromFile = webhook.value("template_file", TemplateReader::file);
    if (!webhook.has("template")) {
      return fromFile;
    }
    if (webhook.has("template_file")) {
      webhook
          .problems()
          .add(webhook.path().child("template"), "template and template_file exclude each other");
    }
    Map<String, Template.Value> members = new LinkedHashMap<>();
    webhook.texts("template", Template::text).forEach((name, text) -> members.put(name, text));
    return Optional.of(new Template(Optional.empty(), new Template.Members(members)));
  }

  private static Template file(String name) {
    String text;
    try {
      Path file = Path.of(name);
      if (Files.size(file) > LARGEST_BYTES) {
        throw new IllegalArgumentException("the file is larger than 64 KiB");
      }
      text = Files.readString(file);
    } catch (IOException | InvalidPathException unreadable) {
      throw new IllegalArgumentException(
          "the file cannot be read by this user; check its path and mode", unreadable);
    }
    if (value(parsed(text)) instanceof Template.Members members) {
      return new Template(Optional.of(name), members);
    }
    throw new IllegalArgumentException("one JSON object is expected in the file");
  }

  /** JSON is YAML, but for tabs between its tokens; those in texts are written as \t. */
  private static @Nullable Object parsed(String json) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(20);
    try {
      return new Yaml(new SafeConstructor(options)).load(json.replace('\t', ' '));
    } catch (YAMLException bad) {
      throw new IllegalArgumentException("one JSON object is expected in the file", bad);
    }
  }

  private static Template.Value value(@Nullable Object parsed) {
    return switch (parsed) {
      case null -> new Template.Literal("null");
      case String text -> Template.text(text);
      case Boolean flag -> new Template.Literal(flag.toString());
      case Double number when !Double.isFinite(number) -> throw noJson(number);
      case Number number -> new Template.Literal(number.toString());
      case List<?> list -> {
        List<Template.Value> values = new ArrayList<>();
        list.forEach(one -> values.add(value(one)));
        yield new Template.Items(values);
      }
      case Map<?, ?> map -> {
        Map<String, Template.Value> values = new LinkedHashMap<>();
        map.forEach((name, one) -> values.put(String.valueOf(name), value(one)));
        yield new Template.Members(values);
      }
      default -> throw noJson(parsed);
    };
  }

  private static IllegalArgumentException noJson(Object parsed) {
    return new IllegalArgumentException(parsed + " is no JSON; put it in quotes");
  }

  private TemplateReader() {}
}
