package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Secret;
import org.mosexporter.config.WebConfig.RateLimit;
import org.mosexporter.web.Logins.Result;

/** Hashes made by libxcrypt's crypt(3). */
class LoginsTest {
  private static String basic(String both) {
    byte[] octets = both.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(octets);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "hello",$2y$05$abcdefghijklmnopqrstuuWHxnxkyNt6AHCwFMQaY6auyqJA8E98a
          "doe",$2a$04$0123456789abcdefghijkO3o.VeiRD.R1wIvLjiAHVHt8Jmpecfrm
          "pässwörd mit Leerzeichen",$2b$06$ZYXWVUTSRQPONMLKJIHGFeei/RidzSXFYp7yWpC2zmlwiEE2rCdGS
          "a:b:c",$2y$05$abcdefghijklmnopqrstuuQpHyYUI6DD6oLdyXfzxHu9fS8d.spcG
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i
          "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",$2y$04$abcdefghijklmnopqrstuuwurWIdVVT4m5pTArtqnFNM69nySdHj.
          "",$2b$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq
          """)
  void knowsPasswordsByTheirHashes(String password, String hash) {
    Logins logins = new Logins();
    Map<String, Secret> users = Map.of("alice", new Secret(hash), "bob", new Secret(hash));

    for (int i = 0; i < 2; i++) { // the second time from memory
      assertEquals(Result.GOOD, logins.check(basic("alice:" + password), users));
      assertEquals(Result.BAD, logins.check(basic("alice:z" + password), users));
      assertEquals(Result.BAD, logins.check(basic("carol:" + password), users));
    }
    assertEquals(
        Result.GOOD, logins.check(basic("bob:" + password).replace("Basic", "bASIC"), users));
  }

  @Test
  void forgetsAPasswordThatWasChanged() {
    Logins logins = new Logins();
    Secret hello = new Secret("$2y$05$abcdefghijklmnopqrstuuWHxnxkyNt6AHCwFMQaY6auyqJA8E98a");
    assertEquals(Result.GOOD, logins.check(basic("a:hello"), Map.of("a", hello)));
    Secret other = new Secret(hello.value().replace("E98a", "F98a"));
    assertEquals(Result.BAD, logins.check(basic("a:hello"), Map.of("a", other)));
    assertEquals(Result.BAD, logins.check(basic("a:hello"), Map.of("b", hello)));
  }

  @ParameterizedTest
  @CsvSource({"''", "Basic", "Basic !", "Basic YQ==", "Bearer YTpoZWxsbw==", "Digest a:hello"})
  void takesNothingElseForALogin(String header) {
    Secret hello = new Secret("$2y$05$abcdefghijklmnopqrstuuWHxnxkyNt6AHCwFMQaY6auyqJA8E98a");
    assertEquals(Result.BAD, new Logins().check(header, Map.of("a", hello)));
  }

  /** golang.org/x/time/rate: the bucket is full at first, and a token comes each interval. */
  @Test
  void aBucketGivesItsBurstAndThenATokenPerInterval() {
    TokenBucket bucket = new TokenBucket(new RateLimit(Duration.ofSeconds(1), 3), 0);
    long second = 1_000_000_000L;
    assertEquals(3, allowed(bucket, 0));
    assertEquals(0, allowed(bucket, second - 1));
    assertEquals(1, allowed(bucket, second));
    assertEquals(2, allowed(bucket, 3 * second));
    assertEquals(3, allowed(bucket, 1_000 * second));
    assertEquals(0, allowed(bucket, 999 * second)); // a clock that goes back gives nothing
    TokenBucket none = new TokenBucket(new RateLimit(Duration.ofSeconds(1), 0), 0);
    assertEquals(0, allowed(none, 1_000 * second));
  }

  private static int allowed(TokenBucket bucket, long nowNs) {
    int allowed = 0;
    while (bucket.allows(nowNs)) {
      allowed++;
    }
    return allowed;
  }
}
