package org.mosexporter.app;

import java.util.Set;
import org.mosexporter.config.Config;
import org.mosexporter.record.Person;

/** By which names records may know somebody. */
final class Forgotten {
  static Person person(String who, Config config) {
    return Person.of(who, Set.of());
  }

  private Forgotten() {}
}
