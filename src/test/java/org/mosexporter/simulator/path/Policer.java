package org.mosexporter.simulator.path;

/** A token bucket that lets pass what conforms and drops the rest (RFC 2697 with one rate). */
public final class Policer {
  private double bytesPerNs;
  private double bucketBytes;
  private double tokens;
  private long lastNs;
  private long dropped;

  public Policer(double bitsPerSecond, double bucketBytes) {
    set(bitsPerSecond, bucketBytes);
    tokens = bucketBytes;
  }

  public void set(double bitsPerSecond, double bucket) {
    bytesPerNs = bitsPerSecond / 8e9;
    bucketBytes = bucket;
  }

  public boolean conforms(int bytes, long nowNs) {
    tokens = Math.min(bucketBytes, tokens + (nowNs - lastNs) * bytesPerNs);
    lastNs = nowNs;
    if (tokens < bytes) {
      dropped++;
      return false;
    }
    tokens -= bytes;
    return true;
  }

  public long dropped() {
    return dropped;
  }
}
