package org.mosexporter.app;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.MovedOffice;
import org.mosexporter.config.Config;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.ConfigLoader;
import org.mosexporter.wire.Frames;
import picocli.CommandLine;

/** {@code mos-exporter setup} with what it said and wrote, once for each test. */
abstract class SetupTrial {
  static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path folder;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  Path target = Path.of("");

  @BeforeEach
  final void chooseAFile() {
    target = folder.resolve("mos-exporter.yml");
  }

  final Path demo() throws IOException {
    Path file = folder.resolve("office.pcap");
    try (OutputStream pcap = Files.newOutputStream(file)) {
      MovedOffice.write(START, Duration.ofSeconds(40), pcap);
    }
    return file;
  }

  /** A capture of these frames (pcap, microseconds, Ethernet). */
  final Path capture(List<byte[]> frames) throws IOException {
    ByteArrayOutputStream pcap = new ByteArrayOutputStream();
    pcap.write(Frames.hex("A1B2C3D4 0002 0004 00000000 00000000 00040000 00000001"));
    long at = 0;
    for (byte[] frame : frames) {
      pcap.write(Frames.u32(1_700_000_000L + at / 50));
      pcap.write(Frames.u32(at % 50 * 20_000));
      pcap.write(Frames.u32(frame.length));
      pcap.write(Frames.u32(frame.length));
      pcap.write(frame);
      at++;
    }
    return Files.write(folder.resolve("frames.pcap"), pcap.toByteArray());
  }

  final int setup(Optional<String> answers, Object... options) {
    List<String> arguments = new ArrayList<>(List.of("--output=" + target));
    Stream.of(options).map(String::valueOf).forEach(arguments::add);
    if (arguments.stream().noneMatch(each -> each.startsWith("--site="))) {
      arguments.add("--site=berlin");
    }
    return new CommandLine(
            new SetupCommand(answers.map(text -> new BufferedReader(new StringReader(text)))))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  static Config load(Path file) throws ConfigException {
    return ConfigLoader.load(file, "host", Map.of(), filter -> filter);
  }
}
