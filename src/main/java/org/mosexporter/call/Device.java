package org.mosexporter.call;

/** Make of a phone as its User-Agent tells it. Unknown parts are {@code other}. */
record Device(String vendor, String model, String firmware) {
  /** It says something that no rule knows. */
  static final Device OTHER = new Device("other", "other", "other");

  /** It has not said anything yet. */
  static final Device UNSEEN = new Device("", "", "");
}
