package org.mosexporter.app;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What {@code mos-exporter emodel} did with these arguments. */
record EmodelRun(int exit, String out, String err) {
  static EmodelRun of(String... arguments) {
    return withInput("", arguments);
  }

  static EmodelRun withInput(String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    byte[] in = input.getBytes(StandardCharsets.UTF_8);
    int exit =
        new CommandLine(new EmodelCommand(new ByteArrayInputStream(in)))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new EmodelRun(exit, out.toString(), err.toString());
  }
}
