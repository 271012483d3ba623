package org.mosexporter.receive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.wire.sip.SipHeaders;

/**
 * Requests that may be sent again because their answer was lost: for 32 seconds, 64 times T1 (RFC
 * 3261 §17.1.2.2). A cache of four ways; the oldest makes room. All SIP listeners share it.
 */
final class RecentRequests {
  private static final long REMEMBERED_NS = TimeUnit.SECONDS.toNanos(32);
  private static final int WAYS = 4;
  private static final int SECRET_BYTES = 32;

  private final long[] fingerprints;
  private final long[] seenNs;
  private final byte[] secret = new byte[SECRET_BYTES];
  private int size;
  private long evictions;

  RecentRequests() {
    fingerprints = new long[Table.RECENT_REQUESTS.entries()];
    seenNs = new long[fingerprints.length];
    new SecureRandom().nextBytes(secret);
  }

  /** Its digest has a key: nobody can make two of the same. */
  RequestIdentity identity(IpAddress sender, SipHeaders headers) {
    MessageDigest digest = sha256();
    digest.update(secret);
    add(digest, sender.toString());
    add(digest, headers.topViaBranch());
    add(digest, headers.first("call-id").orElse(""));
    add(digest, headers.cseqNumber() + " " + headers.cseqMethod());
    byte[] octets = digest.digest();
    HexFormat hex = HexFormat.of();
    return new RequestIdentity(
        ByteBuffer.wrap(octets).getLong(),
        hex.formatHex(octets, 8, 16),
        hex.formatHex(octets, 16, 24));
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has it", impossible);
    }
  }

  /** Whether it was not seen within the last 32 seconds; from now on it was. */
  synchronized boolean isNew(RequestIdentity request, long atNs) {
    int set = (int) (request.fingerprint() >>> 1) & (fingerprints.length - WAYS);
    int oldest = set;
    for (int i = set; i < set + WAYS; i++) {
      if (fingerprints[i] == request.fingerprint() && isRemembered(i, atNs)) {
        return false;
      }
      oldest = seenNs[i] < seenNs[oldest] ? i : oldest;
    }
    if (isRemembered(oldest, atNs)) {
      evictions++;
    }
    size += seenNs[oldest] == 0 ? 1 : 0;
    fingerprints[oldest] = request.fingerprint();
    seenNs[oldest] = atNs;
    return true;
  }

  private boolean isRemembered(int i, long atNs) {
    return seenNs[i] != 0 && atNs - seenNs[i] < REMEMBERED_NS;
  }

  /** Those that had to make room before their time. */
  synchronized long evictions() {
    return evictions;
  }

  /** Places that were ever taken. */
  synchronized int size() {
    return size;
  }
}
