package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates and keys in a folder, {@code NAME.crt} and {@code NAME.key}, made by openssl. */
final class Certificates {
  private final Path folder;

  Certificates(Path folder) {
    this.folder = folder;
  }

  /** In the folder. */
  void openssl(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertEquals(
        0, process.waitFor(), () -> arguments + "\n" + text(folder.resolve("openssl.log")));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** Signs itself, for localhost and 127.0.0.1. */
  void server(String name) throws Exception {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
            + " -addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout %1$s.key -out %1$s.crt"
                .formatted(name));
  }

  void authority(String name) throws Exception {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=%1$s"
                .formatted(name)
            + " -addext basicConstraints=critical,CA:TRUE -keyout %1$s.key -out %1$s.crt"
                .formatted(name));
  }

  /**
   * Of that authority.
   *
   * @param names such as DNS:a.example.com
   */
  void client(String name, String authority, String names) throws Exception {
    openssl(
        "req -newkey rsa:2048 -nodes -subj /CN=%1$s -keyout %1$s.key -out %1$s.csr"
            .formatted(name));
    Files.writeString(
        folder.resolve(name + ".ext"),
        "subjectAltName=%s\nextendedKeyUsage=clientAuth\n".formatted(names));
    openssl(
        "x509 -req -in %1$s.csr -CA %2$s.crt -CAkey %2$s.key -CAcreateserial -days 2 -extfile"
                .formatted(name, authority)
            + " %1$s.ext -out %1$s.crt".formatted(name));
  }
}
