package org.mosexporter.network;

import java.util.List;

/** What the classes of one router did since the poll before, as far as it can be told. */
public record PollWindows(String site, String router, List<ClassWindow> classes) {
  public PollWindows {
    classes = List.copyOf(classes);
  }
}
