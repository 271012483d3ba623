package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A certificate of 127.0.0.1 that signs itself, and its key, by the JDK's own tool. */
public record OwnCertificate(KeyStore store, Path folder, String name) {
  private static final String PASSWORD = "changeit";

  /** One that is valid for two days, unless the tool is told otherwise. */
  public static OwnCertificate make(Path folder, String name, String... options)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve(name + ".p12");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(tool, "-genkeypair", "-alias", "a"));
    if (!List.of(options).contains("-keyalg")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    }
    command.addAll(List.of("-dname", "CN=localhost", "-ext", "SAN=IP:127.0.0.1"));
    command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-validity", "2"));
    command.addAll(Arrays.asList(options));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    OwnCertificate made = new OwnCertificate(store, folder, name);
    made.write("CERTIFICATE", store.getCertificate("a").getEncoded(), made.certificateFile());
    made.write(
        "PRIVATE KEY", store.getKey("a", PASSWORD.toCharArray()).getEncoded(), made.keyFile());
    return made;
  }

  private void write(String what, byte[] octets, String file) throws IOException {
    String text =
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(octets));
    Files.writeString(folder.resolve(file), text, StandardCharsets.US_ASCII);
  }

  public String certificateFile() {
    return name + "-certificate.pem";
  }

  public String keyFile() {
    return name + "-key.pem";
  }

  /** A file for {@code --web.config.file} that names both. */
  public Path webConfig() throws IOException {
    return webConfig(keyFile());
  }

  /** One that names another key. */
  public Path webConfig(String key) throws IOException {
    return Files.writeString(
        folder.resolve(name + "-web.yml"),
        "tls_server_config: {cert_file: %s, key_file: %s}\n".formatted(certificateFile(), key));
  }
}
