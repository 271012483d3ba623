package org.mosexporter.diagnosis;

/**
 * Something that was done to the network or the phones, and may have changed how calls sound.
 *
 * @param id by which it is asked for
 * @param atNs when it was done, nanoseconds since 1970-01-01 UTC
 * @param site where
 * @param text what, in the words of who did it
 */
public record Change(String id, long atNs, String site, String text) {
  /** Whether calls of the site may sound different since. */
  public boolean touches(String otherSite) {
    return site.equals(otherSite);
  }
}
