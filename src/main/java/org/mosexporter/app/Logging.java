package org.mosexporter.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The log: one line per event on standard error, as logfmt or JSON. */
final class Logging {
  static void start(LogOptions.Level level, LogOptions.Format format) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LineEncoder encoder = new LineEncoder(format);
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(console);
    root.setLevel(Level.WARN); // libraries
    context.getLogger("org.mosexporter").setLevel(Level.valueOf(level.name()));
  }

  /** Fields in a fixed order; a text from outside cannot start a line or a field of its own. */
  static final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final JsonFactory JSON = new JsonFactory();

    private final LogOptions.Format format;

    LineEncoder(LogOptions.Format format) {
      this.format = format;
    }

    @Override
    public byte[] headerBytes() {
      return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
      return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("ts", event.getInstant().toString());
      fields.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
      String logger = event.getLoggerName();
      fields.put("logger", logger.substring(logger.lastIndexOf('.') + 1));
      fields.put("msg", event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        String message = event.getThrowableProxy().getMessage();
        String type = event.getThrowableProxy().getClassName();
        fields.put("err", message == null ? type : type + ": " + message);
        if (event.getThrowableProxy().getStackTraceElementProxyArray().length > 0) {
          fields.put(
              "at", event.getThrowableProxy().getStackTraceElementProxyArray()[0].toString());
        }
      }
      fields.replaceAll((_, value) -> visible(value));
      String line = format == LogOptions.Format.JSON ? json(fields) : logfmt(fields);
      return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String logfmt(Map<String, String> fields) {
      StringBuilder line = new StringBuilder();
      fields.forEach(
          (key, value) -> {
            line.append(line.isEmpty() ? "" : " ").append(key).append('=');
            boolean plain = value.matches("[\\w.:/@+*-]+");
            line.append(plain ? value : '"' + escaped(value) + '"');
          });
      return line.toString();
    }

    /** Without what a terminal or pager acts upon, but for \n, which both formats escape. */
    private static String visible(String value) {
      return value.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]", "?");
    }

    private static String escaped(String value) {
      StringBuilder text = new StringBuilder();
      value
          .chars()
          .forEach(
              c -> {
                switch (c) {
                  case '"' -> text.append("\\\"");
                  case '\\' -> text.append("\\\\");
                  case '\n' -> text.append("\\n");
                  default -> text.append((char) c);
                }
              });
      return text.toString();
    }

    private static String json(Map<String, String> fields) {
      StringWriter line = new StringWriter();
      try (JsonGenerator out = JSON.createGenerator(line)) {
        out.writeStartObject();
        for (Map.Entry<String, String> field : fields.entrySet()) {
          out.writeStringField(field.getKey(), field.getValue());
        }
        out.writeEndObject();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return line.toString();
    }
  }

  private Logging() {}
}
