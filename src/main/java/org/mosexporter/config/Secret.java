package org.mosexporter.config;

/** A text that must never be shown: printing it shows a mask. */
public record Secret(String value) {
  public static final String MASK = "<secret>";

  @Override
  public String toString() {
    return MASK;
  }
}
