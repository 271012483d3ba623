package org.mosexporter.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymKeyTest {
  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("pseudonym.key");
  }

  @Test
  void isMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
    String first = PseudonymKey.of(directory).ofParty("1010");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertEquals(32, Files.size(file()));
    assertEquals(first, PseudonymKey.of(directory).ofParty("1010"));
    try (var files = Files.list(directory)) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @Test
  void isShutToOthersWhenItWasOpen() throws IOException {
    PseudonymKey.of(directory);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    PseudonymKey.of(directory);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void anotherKeyGivesAnotherName() throws IOException {
    String kept = PseudonymKey.of(directory).ofParty("1010");
    assertNotEquals(kept, PseudonymKey.forNow().ofParty("1010"));
  }

  @Test
  void aKeyThatIsCutIsNone() throws IOException {
    Files.write(file(), new byte[31]);
    assertThrows(IOException.class, () -> PseudonymKey.of(directory));
  }

  /** HMAC-SHA-256 by Python's hmac: key of 32 letters k, message "party 1010", base32. */
  @Test
  void isTheKeyOfAnHmac() {
    byte[] key = "k".repeat(32).getBytes(StandardCharsets.US_ASCII);
    assertEquals("h:w7ljoatl4nzyds6e", PseudonymKey.by(key).ofParty("1010"));
  }
}
