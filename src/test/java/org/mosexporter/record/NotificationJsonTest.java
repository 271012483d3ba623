package org.mosexporter.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.Placeholder;
import org.mosexporter.config.Template;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Evidence;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.FindingChange.Event;
import org.mosexporter.diagnosis.Scope;
import org.mosexporter.diagnosis.Severity;

/** Bodies of messages to webhooks. */
class NotificationJsonTest {
  private static final Notification WIFI =
      Findings.told(
          Event.OPENED, Findings.NOON_NS, Findings.wifi("10.1.20.11", Severity.WARNING, 0.5));

  private static String body(Notification notification, Template template) {
    return new String(NotificationJson.body(notification, Optional.of(template)), UTF_8);
  }

  private static Template template(Map<String, Template.Value> members) {
    return new Template(Optional.empty(), new Template.Members(members));
  }

  /** The id is the first half of what sha256sum makes of the parts with zeros between them. */
  @Test
  void tellsAllWithoutATemplate() {
    String expected =
        """
        {"schema":1,"event":"opened","id":"8ea6b4c4dd282d17c5d2aa0d6264267d","at":"2026-03-02T12:00:00.000000Z","site":"berlin",\
        "finding":{"cause":"wifi","scope":{"kind":"endpoint","name":"10.1.20.11","site":"berlin"},"severity":"warning",\
        "confidence":0.9,"since":"2026-03-02T12:00:00.000000Z",\
        "evidence":[{"text":"lost before us","value":0.031,"unit":"ratio","source":"measured"}],\
        "callers":1,"calls":4,"lost_mos":0.5,"fix":"use a cable"}}""";
    assertEquals(expected, new String(NotificationJson.body(WIFI, Optional.empty()), UTF_8));
  }

  @Test
  void whatIsAnotherMessageHasAnotherId() {
    Finding finding = WIFI.finding();
    assertEquals(WIFI, Findings.told(Event.OPENED, Findings.NOON_NS, finding));
    assertNotEquals(WIFI.id(), WIFI.as(Event.CLOSED).id());
    assertNotEquals(WIFI.id(), Findings.told(Event.OPENED, Findings.NOON_NS + 1_000, finding).id());
    assertNotEquals(
        WIFI.id(),
        Findings.told(
                Event.OPENED, Findings.NOON_NS, Findings.wifi("10.1.20.12", Severity.WARNING, 0.5))
            .id());
  }

  @Test
  void fillsEveryPlaceholder() {
    Finding queue =
        new Finding(
            Cause.POLICER,
            Scope.ofSite("bonn"),
            Severity.CRITICAL,
            0.956,
            Findings.NOON_NS,
            List.of(
                new Evidence("policed", 0.02, "ratio", "snmp"),
                new Evidence("calls", 30, "", "measured"),
                new Evidence("echo", Double.NaN, "dB", "xr")),
            14,
            30,
            OptionalDouble.of(12.345),
            OptionalDouble.of(0.6),
            "raise the rate",
            OptionalDouble.of(0.0));
    Notification changed = Findings.told(Event.CHANGED, Findings.NOON_NS + 60_000_000_000L, queue);
    Map<String, Template.Value> members = new LinkedHashMap<>();
    StringBuilder expected = new StringBuilder("{");
    Map<Placeholder, String> values = new LinkedHashMap<>();
    values.put(Placeholder.EVENT, "changed");
    values.put(Placeholder.AT, "2026-03-02T12:01:00.000000Z");
    values.put(Placeholder.SITE, "bonn");
    values.put(Placeholder.CAUSE, "policer");
    values.put(Placeholder.SCOPE_KIND, "site");
    values.put(Placeholder.SCOPE, "bonn");
    values.put(Placeholder.SEVERITY, "critical");
    values.put(Placeholder.CONFIDENCE, "0.96");
    values.put(Placeholder.SINCE, "2026-03-02T12:00:00.000000Z");
    values.put(Placeholder.CALLERS, "14");
    values.put(Placeholder.CALLS, "30");
    values.put(Placeholder.LOST_R, "12.35");
    values.put(Placeholder.LOST_MOS, "0.6");
    values.put(Placeholder.GAIN_MOS, "0");
    values.put(Placeholder.FIX, "raise the rate");
    values.put(
        Placeholder.EVIDENCE, "policed: 0.02 ratio (snmp)\\ncalls: 30 (measured)\\necho:  dB (xr)");
    values.forEach(
        (name, value) -> {
          members.put(name.label(), Template.text("{{" + name.label() + "}}"));
          expected.append("\"%s\":\"%s\",".formatted(name.label(), value));
        });
    assertEquals(Placeholder.values().length - 1, values.size(), "all but the id");
    String body = body(changed, template(members));
    assertEquals(expected.substring(0, expected.length() - 1) + "}", body);
    assertEquals(
        "{\"id\":\"" + changed.id() + "\"}",
        body(changed, template(Map.of("id", Template.text("{{id}}")))));
  }

  /** Names come from phones and routers: whatever they are called, the JSON is what it was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"}],\"priority\":\"highest\",\"x\":[{\"",
        "\\",
        "\\\"",
        "{{fix}}",
        "{{",
        "$1\\u0000",
        "line\r\nend\u0000\u2028",
        "\ud83d alone",
        "</script>"
      })
  void noNameBreaksOut(String name) throws IOException {
    Notification hostile =
        Findings.told(Event.OPENED, Findings.NOON_NS, Findings.wifi(name, Severity.WARNING, 0.5));
    Map<String, Template.Value> inner = new LinkedHashMap<>();
    inner.put(
        "labels",
        new Template.Items(List.of(Template.text("at {{scope}}!"), new Template.Literal("7"))));
    inner.put("{{scope}}", new Template.Literal("null"));
    Template template = template(Map.of("fields", new Template.Members(inner)));

    Fields read = Fields.parse(body(hostile, template).getBytes(UTF_8));

    assertEquals(List.of("fields"), names(read));
    Fields fields = read.in("fields");
    assertEquals(List.of("labels", "{{scope}}"), names(fields));
    String expected = name.replace("\ud83d", "?");
    assertEquals(List.of("at " + expected + "!", "7"), fields.texts("labels"));
    Fields own = Fields.parse(NotificationJson.body(hostile, Optional.empty()));
    assertEquals(expected, own.in("finding").in("scope").text("name"));
  }

  private static List<String> names(Fields object) {
    List<String> names = new ArrayList<>();
    object.names().forEach(names::add);
    return names;
  }
}
