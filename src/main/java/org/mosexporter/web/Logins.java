package org.mosexporter.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mosexporter.config.Secret;

/**
 * Checks passwords against their bcrypt hashes, one at a time because each takes the processor for
 * a while, and remembers what came of it: under a keyed hash of name, hash and password, so that no
 * password is kept. A name that there is not takes as long as one that there is.
 */
final class Logins {
  /** What came of a login. */
  enum Result {
    GOOD,
    BAD,
    /** Too many are waiting to be checked. */
    BUSY
  }

  private static final int REMEMBERED = 100;
  private static final int MOST_WAITING = 4;
  private static final String BASIC = "basic ";

  /** Behind version and cost: a salt, and a hash that no password has been found for. */
  private static final String NOBODY = "$lqWv1cTO3bF0kzUo7JhYxe" + ".".repeat(31);

  private static final BCrypt.Verifyer BCRYPT =
      BCrypt.verifyer(
          BCrypt.Version.VERSION_2Y, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2Y));

  private final Map<ByteBuffer, Boolean> good = new Remembered();

  /** Apart, so that a thousand wrong passwords do not make the right ones slow. */
  private final Map<ByteBuffer, Boolean> bad = new Remembered();

  private final Semaphore oneAtATime = new Semaphore(1, true);
  private final AtomicInteger waiting = new AtomicInteger();
  private final SecretKeySpec key;

  Logins() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, "HmacSHA256");
  }

  /**
   * Whether an Authorization header (RFC 7617) has the password of one of the users.
   *
   * @param users bcrypt hashes by name
   */
  Result check(String authorization, Map<String, Secret> users) {
    Optional<Login> login = Login.of(authorization);
    return login.isEmpty() ? Result.BAD : check(login.get(), users);
  }

  private Result check(Login login, Map<String, Secret> users) {
    Secret known = users.get(login.user);
    String hash = known == null ? nobody(users) : known.value();
    ByteBuffer fingerprint = fingerprint(login, hash);
    if (known != null && isIn(good, fingerprint)) {
      return Result.GOOD;
    }
    if (isIn(bad, fingerprint)) {
      return Result.BAD;
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Result.BUSY;
    }
    boolean matches;
    try {
      matches = matches(login.password, hash);
    } finally {
      waiting.decrementAndGet();
    }
    boolean isGood = matches && known != null;
    remember(isGood ? good : bad, fingerprint);
    return isGood ? Result.GOOD : Result.BAD;
  }

  private boolean matches(byte[] password, String hash) {
    oneAtATime.acquireUninterruptibly();
    try {
      return BCRYPT.verify(password, hash.getBytes(StandardCharsets.US_ASCII)).verified;
    } finally {
      oneAtATime.release();
    }
  }

  /** As costly as the costliest of the users' hashes. */
  private static String nobody(Map<String, Secret> users) {
    int cost = 4;
    for (Secret hash : users.values()) {
      cost = Math.max(cost, Integer.parseInt(hash.value().substring(4, 6)));
    }
    return String.format("$2y$%02d%s", cost, NOBODY);
  }

  private ByteBuffer fingerprint(Login login, String hash) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      byte[] user = login.user.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(4).putInt(0, user.length));
      mac.update(user);
      mac.update(hash.getBytes(StandardCharsets.UTF_8)); // always of the same length
      mac.update(login.password);
      return ByteBuffer.wrap(mac.doFinal());
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("every JDK has HmacSHA256", never);
    }
  }

  private static boolean isIn(Map<ByteBuffer, Boolean> remembered, ByteBuffer fingerprint) {
    synchronized (remembered) {
      return remembered.get(fingerprint) != null;
    }
  }

  private static void remember(Map<ByteBuffer, Boolean> remembered, ByteBuffer fingerprint) {
    synchronized (remembered) {
      remembered.put(fingerprint, true);
    }
  }

  /** Name and password as the header has them. */
  @SuppressWarnings("ArrayRecordComponent") // none is compared
  private record Login(String user, byte[] password) {
    static Optional<Login> of(String authorization) {
      if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
        return Optional.empty();
      }
      byte[] both;
      try {
        both = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      } catch (IllegalArgumentException notBase64) {
        return Optional.empty();
      }
      for (int colon = 0; colon < both.length; colon++) {
        if (both[colon] == ':') {
          byte[] password = Arrays.copyOfRange(both, colon + 1, both.length);
          return Optional.of(
              new Login(new String(both, 0, colon, StandardCharsets.UTF_8), password));
        }
      }
      return Optional.empty();
    }
  }

  /** The latest used; older ones make room. */
  private static final class Remembered extends LinkedHashMap<ByteBuffer, Boolean> {
    private static final long serialVersionUID = 1;

    Remembered() {
      super(2 * REMEMBERED, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }
}
