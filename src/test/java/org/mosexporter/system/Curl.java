package org.mosexporter.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks by curl, which speaks TLS by another library than we do. */
final class Curl {
  private static final String STATUS = "\nstatus=";

  private final Path folder;
  private final String base;

  /**
   * What came back.
   *
   * @param status 0 when there was no HTTP: the connection or its handshake failed
   * @param text header lines and body
   */
  record Answer(int exit, int status, String text) {}

  Curl(Path folder, String base) {
    this.folder = folder;
    this.base = base;
  }

  Answer get(String path, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("curl", "-s", "-i", "-m", "20", "-w", STATUS + "%{http_code}"));
    command.addAll(List.of(options));
    command.add(base + path);
    Child.Result result = Child.run(folder, command.toArray(new String[0]));
    int at = result.out().lastIndexOf(STATUS);
    return new Answer(
        result.exit(),
        Integer.parseInt(result.out().substring(at + STATUS.length()).strip()),
        result.out().substring(0, at));
  }

  int status(String path, String... options) throws IOException, InterruptedException {
    return get(path, options).status();
  }
}
