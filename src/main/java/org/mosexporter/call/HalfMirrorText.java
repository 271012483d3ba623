package org.mosexporter.call;

/** What is said of half a mirror to people, everywhere in the same words. */
public final class HalfMirrorText {
  /**
   * What is wrong and what to do.
   *
   * @param place interface or file
   */
  public static String of(String place) {
    return place
        + " is half a mirror: of nearly all calls it shows one direction only."
        + " Mirror both directions of the port, received and sent (rx and tx)."
        + " Until then no call there counts as one-way audio.";
  }

  private HalfMirrorText() {}
}
