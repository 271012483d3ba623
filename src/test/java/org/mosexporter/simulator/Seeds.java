package org.mosexporter.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.LongUnaryOperator;

/**
 * Seeds for tuning, which anybody may look at, and for judging, which nobody could know while the
 * simulator was written: they are the hash of the commit that finished it. That commit is named in
 * a resource which the commit after it adds.
 */
public final class Seeds {
  private static final String FINISHED_BY = "finished-by.txt";
  private static final String TUNING = "tuning";

  /** The seed of a scenario of so and so number. */
  public static LongUnaryOperator tuning() {
    return index -> seed(TUNING, index);
  }

  /**
   * The seed of a scenario of so and so number.
   *
   * @throws IllegalStateException while it is not said which commit finished the simulator
   */
  public static LongUnaryOperator judging() {
    String commit = finishedBy();
    return index -> seed(commit, index);
  }

  /** The first 64 bits of SHA-256 of the text and the index in eight octets. */
  static long seed(String text, long index) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(text.getBytes(US_ASCII));
      sha.update(ByteBuffer.allocate(8).putLong(0, index));
      return ByteBuffer.wrap(sha.digest()).getLong();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String finishedBy() {
    try (InputStream resource = Seeds.class.getResourceAsStream(FINISHED_BY)) {
      if (resource == null) {
        throw new IllegalStateException("no " + FINISHED_BY + ": the simulator is not finished");
      }
      return commit(new String(resource.readAllBytes(), US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String commit(String text) {
    String commit = text.strip();
    if (!commit.matches("[0-9a-f]{40}")) {
      throw new IllegalStateException("not the 40 digits of a commit: " + commit);
    }
    return commit;
  }

  private Seeds() {}
}
