package org.mosexporter.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mosexporter.call.Pseudonyms;

/**
 * The key by which people's names are hashed: 32 random octets in a file of the state directory
 * that nobody but the daemon may read. It is made once; without it nobody can tell who a pseudonym
 * is, and another one gives everybody another.
 */
public final class PseudonymKey {
  private static final String FILE = "pseudonym.key";
  private static final int OCTETS = 32;
  private static final String ALGORITHM = "HmacSHA256";

  /** Pseudonyms by the key of that directory, which is made when there is none. */
  public static Pseudonyms of(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.notExists(file)) {
      make(file);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != OCTETS) {
      throw new IOException(file + ": " + OCTETS + " octets are expected");
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return by(key);
  }

  /** Whether that directory has a key, so that somebody's name may have been hashed by it. */
  public static boolean isIn(Path directory) {
    return Files.isReadable(directory.resolve(FILE));
  }

  /** Pseudonyms by a key that nobody keeps. */
  public static Pseudonyms forNow() {
    return by(random());
  }

  /** Pseudonyms by that key. */
  public static Pseudonyms by(byte[] key) {
    return new Pseudonyms(mac(key));
  }

  /** Whole or not at all: it is linked where it belongs when it is written. */
  private static void make(Path file) throws IOException {
    var onlyOurs =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path made = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".new", onlyOurs);
    try {
      Files.write(made, random());
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static byte[] random() {
    byte[] key = new byte[OCTETS];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private static UnaryOperator<byte[]> mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac::doFinal;
    } catch (GeneralSecurityException impossible) { // every Java has it
      throw new IllegalStateException(impossible);
    }
  }

  private PseudonymKey() {}
}
