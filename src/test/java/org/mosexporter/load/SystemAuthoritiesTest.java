package org.mosexporter.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.OwnCertificate;

class SystemAuthoritiesTest {
  private static final Path NOWHERE = Path.of("nowhere", "ca-certificates.crt");

  @TempDir private static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    OwnCertificate.make(folder, "company");
    OwnCertificate.make(folder, "other");
  }

  private static Set<String> trusted(Path... places) throws Exception {
    return Stream.of(SystemAuthorities.trust(List.of(places)).getAcceptedIssuers())
        .map(each -> each.getSerialNumber().toString())
        .collect(Collectors.toSet());
  }

  private static String certificate(String name) throws Exception {
    return Files.readString(folder.resolve(name + "-certificate.pem"));
  }

  /** As Fedora writes it: names as comments between certificates. */
  @Test
  void theFirstFileThatThereIsSaysWhomToTrust() throws Exception {
    Path bundle =
        Files.writeString(
            folder.resolve("bundle.crt"),
            "# Company\n" + certificate("company") + "\n# Other\n" + certificate("other"));
    Path second = Files.writeString(folder.resolve("second.crt"), certificate("other"));

    Set<String> both = trusted(NOWHERE, bundle, second);

    assertEquals(2, both.size());
    assertTrue(both.containsAll(trusted(second)));
  }

  @Test
  void withoutAFileThatCanBeUsedTheJdkSays() throws Exception {
    Set<String> jdk = trusted();
    Path broken = Files.writeString(folder.resolve("broken.crt"), "no certificate\n");

    assertTrue(jdk.size() > 50, jdk.toString());
    assertEquals(jdk, trusted(NOWHERE));
    assertEquals(jdk, trusted(broken));
  }
}
