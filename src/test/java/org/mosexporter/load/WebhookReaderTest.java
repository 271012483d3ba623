package org.mosexporter.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Config;
import org.mosexporter.config.Notifications.MinSeverity;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Template;

/** {@code notify.webhooks}. */
class WebhookReaderTest {
  private static Config parse(String yaml) throws ConfigException {
    Map<String, String> environment =
        Map.of("KEY", "hidden-key", "TOKEN", "Bearer hidden-token", "BAD", "hid\u00e9den");
    return ConfigLoader.parse("mos.yml", yaml, "host1", environment, filter -> filter);
  }

  private static List<Webhook> webhooks(String yaml) throws ConfigException {
    return parse(yaml).notifications().webhooks();
  }

  private static final String WHOLE =
      """
      notify:
        webhooks:
          - name: tickets
            url: "https://tickets.example:8443/hooks/hidden-path?a=b"
            key: "${env:KEY}"
            authorization: "${env:TOKEN}"
            min_severity: critical
            template: {summary: "{{cause}} at {{ scope }}", queue: 7}
          - {url: "http://[::1]/"}
      """;

  @Test
  void readsThem() throws ConfigException {
    List<Webhook> webhooks = webhooks(WHOLE);
    Template template =
        new Template(
            Optional.empty(),
            new Template.Members(
                Map.of(
                    "summary", new Template.Text("{{cause}} at {{ scope }}"),
                    "queue", new Template.Text("7"))));
    assertEquals(
        List.of(
            new Webhook(
                "tickets",
                new Secret("https://tickets.example:8443/hooks/hidden-path?a=b"),
                Optional.of(new Secret("hidden-key")),
                Optional.of(new Secret("Bearer hidden-token")),
                Optional.empty(),
                MinSeverity.CRITICAL,
                Optional.of(template)),
            new Webhook(
                "[::1]",
                new Secret("http://[::1]/"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MinSeverity.WARNING,
                Optional.empty())),
        webhooks);
  }

  @Test
  void whatIsShownLoadsAgainAndHidesSecrets() throws ConfigException {
    Config config = parse(WHOLE);
    String shown = EffectiveConfig.yaml(config);
    assertFalse((shown + config).contains("hidden"), shown);
    assertTrue(shown.contains("https://tickets.example:8443/%3Csecret%3E"), shown);
    assertTrue(shown.contains("url: http://[::1]/\n"), shown);
    assertEquals(config.toString(), parse(shown).toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nowhere       | {name: x}                                           | webhooks[0]: 'url' is missing
          no scheme     | {url: "tickets.example/x"}                          | webhooks[0].url: https://HOST/PATH or http://HOST/PATH is expected
          other scheme  | {url: "ftp://tickets.example/hidden"}               | webhooks[0].url: https://HOST/PATH or
          space         | {url: "https://tickets.example/hidden x"}           | webhooks[0].url: https://HOST/PATH or
          line end      | {url: "https://tickets.example/hidden\\nX: y"}      | webhooks[0].url: https://HOST/PATH or
          fragment      | {url: "https://tickets.example/#hidden"}            | webhooks[0].url: https://HOST/PATH or
          characters    | {url: "https://tickets.example/{hidden}"}           | webhooks[0].url: write what a URL cannot have as a percent sign and two hexadecimal digits
          user          | {url: "https://me:hidden@tickets.example/"}         | webhooks[0].url: no user can stand in it
          port          | {url: "https://tickets.example:65536/hidden"}       | webhooks[0].url: a whole number from 1 to 65535
          no host       | {url: "https:///hidden"}                            | webhooks[0].url: https://HOST/PATH or
          name          | {url: "https://a", name: "a b"}                     | webhooks[0].name: 'a b': 1 to 64 letters
          long name     | {url: "https://a", name: a2345678901234567890123456789012345678901234567890123456789012345} | webhooks[0].name: 'a23456789
          severity      | {url: "https://a", min_severity: bad}               | webhooks[0].min_severity: 'bad': one of these is expected: info, warning, critical
          header        | {url: "https://a", authorization: "${env:BAD}"}     | webhooks[0].authorization: one line of ASCII
          header of two | {url: "https://a", authorization: "hidden\\nX: y"}  | webhooks[0].authorization: one line of ASCII
          unset         | {url: "${env:NONE}"}                                | webhooks[0].url: the environment variable NONE is not set
          empty key     | {url: "https://a", key: ""}                         | webhooks[0].key: the secret is empty
          authorities   | {url: "https://a", ca_file: /nowhere.pem}           | webhooks[0].ca_file: '/nowhere.pem': certificates in PEM are expected
          no PEM        | {url: "https://a", ca_file: pom.xml}                | webhooks[0].ca_file: 'pom.xml': certificates in PEM are expected
          other key     | {url: "https://a", secret: x}                       | webhooks[0].secret: unknown key; known here: authorization, ca_file, key, min_severity, name, template, template_file, url
          placeholder   | {url: "https://a", template: {a: "{{caller}}"}}     | webhooks[0].template.a: '{{caller}}': {{caller}} is not known; known are event, id, at, site
          half of one   | {url: "https://a", template: {a: "{{cause}"}}       | webhooks[0].template.a: '{{cause}': a name and }} are expected behind {{
          nested        | {url: "https://a", template: {a: {b: c}}}           | webhooks[0].template.a: one value is expected here, not a mapping
          no file       | {url: "https://a", template_file: /nowhere.json}    | webhooks[0].template_file: '/nowhere.json': the file cannot be read
          two templates | {url: "https://a", template: {a: b}, template_file: /nowhere.json} | template and template_file exclude each other
          the same name | {url: "https://a/1"}, {url: "https://a/2"}          | webhooks[1]: another one is called a; give each a 'name' of its own
          too many      | {url: "https://a"}, {url: "https://b"}, {url: "https://c"}, {url: "https://d"}, {url: "https://e"} | notify.webhooks: at most 4 are possible
          """)
  void whatIsWrongIsSaidWithoutSecrets(String row, String webhooks, String expected) {
    String yaml = "notify: {webhooks: [" + webhooks + "]}";
    ConfigException refused = assertThrows(ConfigException.class, () -> parse(yaml));
    String said = String.valueOf(refused.getMessage());
    assertTrue(said.contains(expected), said);
    assertFalse(said.contains("hidden"), said);
  }

  private static String withTemplate(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return "notify: {webhooks: [{url: 'https://a', template_file: '" + file + "'}]}";
  }

  @Test
  void readsATemplateOfAFile(@TempDir Path folder) throws IOException, ConfigException {
    String json =
        """
        {
        \t"fields": {
        \t\t"project": {"key": "MOS"},
        \t\t"summary": "{{cause}}: \\"{{scope}}\\"\\n{{fix}}",
        \t\t"labels": ["voice", "{{site}}"],
        \t\t"priority": 2.5, "notify": true, "parent": null, "empty": [], "1": -3
        \t}
        }
        """;
    Path file = folder.resolve("jira.json");
    Config config = parse(withTemplate(file, json));
    Map<String, Template.Value> fields =
        ((Template.Members)
                config
                    .notifications()
                    .webhooks()
                    .getFirst()
                    .template()
                    .orElseThrow()
                    .members()
                    .values()
                    .get("fields"))
            .values();
    assertEquals(
        List.of("project", "summary", "labels", "priority", "notify", "parent", "empty", "1"),
        List.copyOf(fields.keySet()));
    assertEquals(new Template.Text("{{cause}}: \"{{scope}}\"\n{{fix}}"), fields.get("summary"));
    assertEquals(
        new Template.Items(List.of(new Template.Text("voice"), new Template.Text("{{site}}"))),
        fields.get("labels"));
    assertEquals(new Template.Literal("2.5"), fields.get("priority"));
    assertEquals(new Template.Literal("true"), fields.get("notify"));
    assertEquals(new Template.Literal("null"), fields.get("parent"));
    assertEquals(new Template.Items(List.of()), fields.get("empty"));
    assertEquals(new Template.Literal("-3"), fields.get("1"));
    assertEquals(config.toString(), parse(EffectiveConfig.yaml(config)).toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not JSON    | {"a": "b"            | one JSON object is expected
          a list      | ["a"]                | one JSON object is expected
          nothing     | ``                   | one JSON object is expected
          placeholder | {"a": ["{{phone}}"]} | {{phone}} is not known
          no number   | {"a": .nan}          | NaN is no JSON; put it in quotes
          a date      | {"a": 2026-03-02}    | is no JSON; put it in quotes
          twice       | {"a": 1, "a": 2}     | one JSON object is expected
          """)
  void refusesATemplateThatIsNone(String row, String json, String expected, @TempDir Path folder)
      throws IOException {
    String yaml = withTemplate(folder.resolve("template"), json);
    ConfigException refused = assertThrows(ConfigException.class, () -> parse(yaml));
    assertTrue(String.valueOf(refused.getMessage()).contains(expected), refused.getMessage());
  }

  @Test
  void refusesATemplateThatIsTooLarge(@TempDir Path folder) throws IOException {
    String json = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
    String yaml = withTemplate(folder.resolve("template"), json);
    ConfigException refused = assertThrows(ConfigException.class, () -> parse(yaml));
    assertTrue(String.valueOf(refused.getMessage()).contains("larger than 64 KiB"));
  }
}
