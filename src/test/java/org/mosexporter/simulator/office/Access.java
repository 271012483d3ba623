package org.mosexporter.simulator.office;

import org.mosexporter.simulator.path.Air;
import org.mosexporter.simulator.path.Hop;
import org.mosexporter.simulator.path.Line;
import org.mosexporter.simulator.path.Port;
import org.mosexporter.simulator.path.Station;

/** How a phone reaches the office's network. */
public sealed interface Access {
  /** From the phone. */
  Hop up();

  /** To the phone. */
  Hop down();

  /**
   * A cable to a port of the switch.
   *
   * @param name as the switch calls it
   */
  record Wired(String name, Port up, Port down) implements Access {}

  /** Over the air of an access point. */
  record Wireless(String accessPoint, Air air, Station up, Station down) implements Access {}

  /** Through the Internet and our own line. */
  record Remote(Line up, Line down) implements Access {}
}
