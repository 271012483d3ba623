package org.mosexporter.call;

/** By what a call's record is known, whatever it is found by: 128 bits that nobody can guess. */
public record RecordId(long high, long low) {
  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
