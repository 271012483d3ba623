package org.mosexporter.app;

import picocli.CommandLine.Option;

/** {@code --log.level} and {@code --log.format}. */
final class LogOptions {
  /** How a line of the log is written. */
  enum Format {
    LOGFMT,
    JSON
  }

  /** What is worth a line. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  @Option(
      names = "--log.level",
      paramLabel = "LEVEL",
      description = "debug, info, warn or error (default: info).")
  private Level level = Level.INFO;

  @Option(
      names = "--log.format",
      paramLabel = "FORMAT",
      description = "logfmt or json (default: logfmt).")
  private Format format = Format.LOGFMT;

  void apply() {
    Logging.start(level, format);
  }
}
