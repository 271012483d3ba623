package org.mosexporter.app;

import java.util.HashMap;
import java.util.Map;
import org.mosexporter.call.HalfMirrorText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs it once when an interface turns out to be half a mirror, and when it is whole again. */
final class MirrorLog {
  private static final Logger LOG = LoggerFactory.getLogger(MirrorLog.class);

  private Map<String, Boolean> told = Map.of();
  private final Map<String, Boolean> half = new HashMap<>();

  /** To be told now and then how it is. */
  void on(Map<String, Boolean> halfMirrors) {
    if (!halfMirrors.equals(told)) {
      told = halfMirrors;
      halfMirrors.forEach(this::on);
    }
  }

  private void on(String place, boolean isHalf) {
    boolean wasHalf = Boolean.TRUE.equals(half.put(place, isHalf));
    if (isHalf && !wasHalf) {
      LOG.warn("{}", HalfMirrorText.of(place));
    } else if (wasHalf && !isHalf) {
      LOG.info("{} shows both directions of calls again", place);
    }
  }
}
