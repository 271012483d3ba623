package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One event is one line, whatever the network put into its texts. */
class LoggingTest {
  private static final String STAMP = "ts=2026-11-22T10:00:00Z level=warn logger=SipReader ";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # text, with Java's escapes | its field
          plain                       | msg=plain
          two words                   | msg="two words"
          a\\nts=0 level=error        | msg="a\\nts=0 level=error"
          a\\rts=0 level=error        | msg="a?ts=0 level=error"
          x" level=error y="          | msg="x\\" level=error y=\\""
          back\\\\" level=error       | msg="back\\\\\\" level=error"
          level=error                 | msg="level=error"
          \\33[2Jgone                 | msg="?[2Jgone"
          next\\205line               | msg="next?line"
          """)
  void aHostileTextStartsNeitherLineNorFieldOfLogfmt(String text, String field) {
    String line = line(LogOptions.Format.LOGFMT, text.translateEscapes());

    assertEquals(STAMP + field + "\n", line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\u202Eb",
        "\u009B2Jb",
        "a\",\"x\":\"b"
      })
  void aHostileTextStartsNeitherLineNorFieldOfJson(String text) throws IOException {
    String line = line(LogOptions.Format.JSON, text);

    assertEquals(4, fields(line).size(), line);
    assertSingleVisibleLine(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u2028b", "a\u2029b", "a\u202Eb", "a\u009Bb"})
  void whatATerminalWouldActUponIsMadeVisible(String text) {
    assertEquals(STAMP + "msg=\"a?b\"\n", line(LogOptions.Format.LOGFMT, text));
  }

  @Test
  void theTextOfAnExceptionIsAFieldToo() throws IOException {
    LoggingEvent event = event("refused");
    event.setThrowableProxy(new ThrowableProxy(new IOException("no\nlevel=error")));

    String line = encoded(LogOptions.Format.LOGFMT, event);

    assertSingleVisibleLine(line);
    assertEquals(
        STAMP + "msg=refused err=\"java.io.IOException: no\\nlevel=error\"",
        line.substring(0, line.indexOf(" at=")));
    assertEquals(
        "java.io.IOException: no\nlevel=error",
        fields(encoded(LogOptions.Format.JSON, event)).get("err"));
  }

  @Test
  void otherLanguagesStayReadable() throws IOException {
    assertEquals(STAMP + "msg=\"Zoë 桜\"\n", line(LogOptions.Format.LOGFMT, "Zoë 桜"));
    assertEquals("Zoë 桜", fields(line(LogOptions.Format.JSON, "Zoë 桜")).get("msg"));
  }

  private static void assertSingleVisibleLine(String line) {
    assertEquals(line.length() - 1, line.indexOf('\n'));
    assertFalse(
        line.chars()
            .limit(line.length() - 1)
            .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT),
        line);
    assertEquals(1, line.split("\\R", 0).length, line);
  }

  private static Map<String, String> fields(String json) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        fields.put(name, parser.nextTextValue());
      }
    }
    return fields;
  }

  private static String line(LogOptions.Format format, String text) {
    return encoded(format, event(text));
  }

  private static String encoded(LogOptions.Format format, LoggingEvent event) {
    return new String(new Logging.LineEncoder(format).encode(event), StandardCharsets.UTF_8);
  }

  private static LoggingEvent event(String text) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(new LoggerContext());
    event.setLoggerName("org.mosexporter.wire.SipReader");
    event.setLevel(Level.WARN);
    event.setInstant(Instant.parse("2026-11-22T10:00:00Z"));
    event.setMessage(text);
    return event;
  }
}
